// SPDX-License-Identifier: Apache-2.0

/// Text for the clipboard, and what it is.
///
/// It holds what crossed the wire: whoever puts it anywhere redacts it first.
package struct CopyText: Sendable, Equatable {
    /// In a few words, fit for the terminal: `frame 12 as JSON`.
    package var what: String
    package var text: String

    /// Longer texts are cut, with a last line that says so.
    package static let maximumBytes = 4 << 20

    package init(what: String, text: String) {
        self.what = what
        guard text.utf8.count > Self.maximumBytes else {
            self.text = text
            return
        }
        let kept = text.utf8.prefix(Self.maximumBytes)
        self.text = String(decoding: kept, as: UTF8.self) + "\n(cut here)\n"
    }
}
