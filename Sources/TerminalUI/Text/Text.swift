// SPDX-License-Identifier: Apache-2.0

/// Lines of styled text.
package struct Text: Hashable, Sendable {
    package var lines: [Line]

    package init(_ lines: [Line] = []) {
        self.lines = lines
    }

    /// Splits a string at its newlines, everything in one style.
    package init(_ text: String, _ style: Style = .plain) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Line(String($0), style) }
    }
}
