// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws a list over the panes, one row of which is selected.
struct ChoiceBox: Widget {
    let title: String
    let footer: String
    let rows: [Line]
    let selected: Int
    let theme: Theme
    let glyphs: GlyphSet
    /// A sentence about the selected row, below the rows where there is room.
    var note = ""
    var width = 84

    /// The rows that such a box shows on a screen of some height.
    static func height(on screen: Size, rows: Int) -> Int {
        max(min(rows, screen.height - 4), 1)
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let size = Size(width: area.width, height: area.height)
        let lines = rows.count + (note.isEmpty ? 0 : 2)
        let height = Self.height(on: size, rows: lines)
        let box = OverlayBox.area(in: area, width: width, lines: height)
        let inner = OverlayBox(title: title, footer: footer, theme: theme, glyphs: glyphs)
            .draw(in: box, into: &buffer)
        guard !inner.isEmpty else { return }
        let hasNote = !note.isEmpty && height == lines
        if hasNote {
            let place = inner.row(inner.height - 1)
            buffer.put(
                TerminalText.truncated(note, columns: place.width, glyphs: glyphs),
                x: place.x,
                y: place.y,
                style: theme.style(.muted),
                maxWidth: place.width
            )
        }
        let room = inner.height - (hasNote ? 2 : 0)
        let offset = Table.offset(0, showing: selected, count: rows.count, height: room)
        for (index, row) in rows.enumerated().dropFirst(offset).prefix(room) {
            let place = inner.row(index - offset)
            let pointer = index == selected ? String(glyphs.table.pointer) + " " : "  "
            let lead = buffer.put(
                pointer,
                x: place.x,
                y: place.y,
                style: theme.style(.title),
                maxWidth: place.width
            )
            buffer.put(row, x: place.x + lead, y: place.y, maxWidth: place.width - lead)
            if index == selected { buffer.setStyle(theme.overlay(.selection), in: place) }
        }
    }
}
