// SPDX-License-Identifier: Apache-2.0

/// Where a list of numbered rows is scrolled to: with the newest row, or at a selected one.
struct ListCursor: Sendable, Equatable {
    /// A list that does not follow: its first visible row and the selected one.
    struct Position: Equatable {
        var top: Int
        var selected: Int
    }

    /// Nil while following.
    private(set) var position: Position?

    var isFollowing: Bool { position == nil }

    /// Stays with what arrives.
    mutating func follow() {
        position = nil
    }

    /// Stops following at a row; keeps what is in view when it is in view too.
    mutating func select(_ row: Int) {
        position = Position(top: min(position?.top ?? row, row), selected: row)
    }

    /// The selected row, or the newest while following; nil in an empty list.
    func current(in rows: Range<Int>) -> Int? {
        guard !rows.isEmpty else { return nil }
        return position.map { min(max($0.selected, rows.lowerBound), rows.upperBound - 1) }
            ?? rows.upperBound - 1
    }

    /// The rows to show in a list of the given height, and the selected one.
    func view(of rows: Range<Int>, height: Int) -> (rows: Range<Int>, selected: Int?) {
        let latestTop = max(rows.upperBound - height, rows.lowerBound)
        guard let position else { return (latestTop..<rows.upperBound, nil) }
        let selected = current(in: rows)
        let least = (selected ?? rows.lowerBound) - height + 1
        let top = min(max(position.top, least, rows.lowerBound), latestTop)
        return (top..<min(top + height, rows.upperBound), selected)
    }

    /// Moves the selection in a list of the given height.
    mutating func scroll(_ motion: ScrollMotion, in rows: Range<Int>, height: Int) {
        switch motion {
        case .top: position = Position(top: rows.lowerBound, selected: rows.lowerBound)
        case .bottom: position = nil
        default:
            guard let step = motion.rows(height: height), let current = current(in: rows) else {
                return
            }
            let target = current + step
            // Going on beyond the last row means following again.
            if target >= rows.upperBound {
                position = nil
                return
            }
            let top = view(of: rows, height: height).rows.lowerBound
            let selected = max(target, rows.lowerBound)
            position = Position(
                top: min(max(top, selected - height + 1), selected),
                selected: selected
            )
        }
    }
}
