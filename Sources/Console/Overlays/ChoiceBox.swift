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

    /// Where the rows are; below them a blank row and the note, where there is room for it.
    func rows(in screen: Rect) -> OverlayRows {
        let lines = rows.count + (note.isEmpty ? 0 : 2)
        let size = Size(width: screen.width, height: screen.height)
        let height = Self.height(on: size, rows: lines)
        let box = OverlayBox.area(in: screen, width: width, lines: height)
        let inner = box.inset(horizontal: 2, vertical: 1)
        let below = !note.isEmpty && height == lines ? 2 : 0
        let list = Rect(
            x: inner.x,
            y: inner.y,
            width: inner.width,
            height: max(inner.height - below, 0)
        )
        return OverlayRows(box: box, area: list, showing: selected, count: rows.count)
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let list = rows(in: area)
        let inner = OverlayBox(title: title, footer: footer, theme: theme, glyphs: glyphs)
            .draw(in: list.box, into: &buffer)
        guard !inner.isEmpty else { return }
        if list.area.height < inner.height {
            let place = inner.row(inner.height - 1)
            buffer.put(
                TerminalText.truncated(note, columns: place.width, glyphs: glyphs),
                x: place.x,
                y: place.y,
                style: theme.style(.muted),
                maxWidth: place.width
            )
        }
        for index in list.shown {
            let place = list.place(of: index)
            let pointer = index == selected ? String(glyphs.table.pointer) + " " : "  "
            let lead = buffer.put(
                pointer,
                x: place.x,
                y: place.y,
                style: theme.style(.title),
                maxWidth: place.width
            )
            buffer.put(rows[index], x: place.x + lead, y: place.y, maxWidth: place.width - lead)
            if index == selected { buffer.setStyle(theme.overlay(.selection), in: place) }
        }
    }
}
