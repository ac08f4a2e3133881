// SPDX-License-Identifier: Apache-2.0

/// Neighbouring cells of one row that a terminal must draw again.
package struct CellRun: Hashable, Sendable {
    /// Cells of a run that share a style.
    ///
    /// Text whose width terminals dispute (clusters of several scalars) has a piece of its own: a
    /// backend that positions each piece keeps a disagreement from moving the cells behind it.
    package struct Piece: Hashable, Sendable {
        /// The first column, from the left edge of the screen.
        package var x: Int
        package var style: Style
        package var text: String
        /// The columns the text takes.
        package var columns: Int
    }

    package var x: Int
    package var y: Int
    package var pieces: [Piece]

    /// The columns of all pieces together.
    package var columns: Int { pieces.reduce(0) { $0 + $1.columns } }

    /// The text of all pieces together.
    package var text: String { pieces.reduce(into: "") { $0 += $1.text } }
}
