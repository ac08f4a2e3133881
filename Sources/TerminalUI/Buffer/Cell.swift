// SPDX-License-Identifier: Apache-2.0

/// What one cell of the screen shows.
package struct Cell: Hashable, Sendable {
    /// One extended grapheme cluster, or "" for the right half of a wide one.
    package var symbol: String
    package var style: Style

    package init(symbol: String = " ", style: Style = .plain) {
        self.symbol = symbol
        self.style = style
    }

    /// An empty cell.
    package static let blank = Cell()
}
