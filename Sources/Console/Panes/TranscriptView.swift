// SPDX-License-Identifier: Apache-2.0

/// The rows of a transcript at one width, laid out only as far as they are looked at.
struct TranscriptView {
    let state: TranscriptState
    let layout: TranscriptLayout

    private typealias Anchor = TranscriptState.Anchor

    /// The rows that fill a view of the given height, from the anchor or up to the end.
    func rows(height: Int) -> [TranscriptRow] {
        guard let start = clamped(state.anchor) else { return lastRows(height: height) }
        var rows: [TranscriptRow] = []
        var entry = start.entry
        while rows.count < height, entry < end {
            rows += self.rows(of: entry).dropFirst(entry == start.entry ? start.row : 0)
            entry += 1
        }
        return Array(rows.prefix(height))
    }

    /// The last rows, laid out from the end so that nothing is laid out twice.
    private func lastRows(height: Int) -> [TranscriptRow] {
        var blocks: [[TranscriptRow]] = []
        var count = 0
        var entry = end
        while count < height, entry > state.dropped {
            entry -= 1
            blocks.append(rows(of: entry))
            count += blocks[blocks.endIndex - 1].count
        }
        return Array(blocks.reversed().joined().suffix(height))
    }

    /// Where a view stands that has been moved by some rows; nil when that is the end.
    func anchor(movedBy rows: Int, height: Int) -> TranscriptState.Anchor? {
        let bottom = lastAnchor(height: height)
        var anchor = clamped(state.anchor) ?? bottom
        if rows < 0 {
            moveUp(&anchor, by: -rows)
            return anchor
        }
        moveDown(&anchor, by: rows)
        let isAtEnd = (anchor.entry, anchor.row) >= (bottom.entry, bottom.row)
        return isAtEnd ? nil : anchor
    }

    /// Where a view stands that shows an entry, and the row of it that says something.
    ///
    /// The end is shown as it stands: a view at the end does not move with what arrives.
    func anchor(
        at entry: Int,
        showing query: TextQuery?,
        under context: Int = 3,
        height: Int
    ) -> TranscriptState.Anchor? {
        guard state.dropped < end else { return nil }
        var anchor = Anchor(entry: min(max(entry, state.dropped), end - 1), row: 0)
        if let query {
            let rows = rows(of: anchor.entry)
            anchor.row = rows.firstIndex { query.matches($0.pieces.map(\.text).joined()) } ?? 0
        }
        moveUp(&anchor, by: min(context, height / 3))
        let bottom = lastAnchor(height: height)
        return (anchor.entry, anchor.row) < (bottom.entry, bottom.row) ? anchor : bottom
    }

    private var end: Int { state.dropped + state.entries.count }

    private func rows(of entry: Int) -> [TranscriptRow] {
        layout.rows(of: state.entries[entry - state.dropped])
    }

    /// The anchor within what is still there: entries are let go of, and widths change.
    private func clamped(_ anchor: TranscriptState.Anchor?) -> TranscriptState.Anchor? {
        guard let anchor else { return nil }
        guard anchor.entry >= state.dropped, anchor.entry < end else {
            return Anchor(entry: state.dropped, row: 0)
        }
        return Anchor(entry: anchor.entry, row: min(anchor.row, rows(of: anchor.entry).count - 1))
    }

    /// The anchor at which the last row stands at the bottom of the view.
    private func lastAnchor(height: Int) -> TranscriptState.Anchor {
        var anchor = Anchor(entry: end, row: 0)
        moveUp(&anchor, by: max(height, 1))
        return anchor
    }

    private func moveUp(_ anchor: inout TranscriptState.Anchor, by rows: Int) {
        var left = rows
        while left > 0 {
            if anchor.row >= left {
                anchor.row -= left
                return
            }
            guard anchor.entry > state.dropped else {
                anchor.row = 0
                return
            }
            left -= anchor.row
            anchor.entry -= 1
            anchor.row = self.rows(of: anchor.entry).count
        }
    }

    private func moveDown(_ anchor: inout TranscriptState.Anchor, by rows: Int) {
        anchor.row += rows
        while anchor.entry < end {
            let count = self.rows(of: anchor.entry).count
            if anchor.row < count { return }
            anchor.row -= count
            anchor.entry += 1
        }
    }
}
