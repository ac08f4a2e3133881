// SPDX-License-Identifier: Apache-2.0

/// The ways a cell's text can be set off besides colour.
package struct Modifier: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let bold = Modifier(rawValue: 1 << 0)
    package static let dim = Modifier(rawValue: 1 << 1)
    package static let italic = Modifier(rawValue: 1 << 2)
    package static let underline = Modifier(rawValue: 1 << 3)
    package static let reverse = Modifier(rawValue: 1 << 4)
    package static let strike = Modifier(rawValue: 1 << 5)
}
