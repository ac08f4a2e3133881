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
    var width = 84

    /// The rows that such a box shows on a screen of some height.
    static func height(on screen: Size, rows: Int) -> Int {
        max(min(rows, screen.height - 4), 1)
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let size = Size(width: area.width, height: area.height)
        let height = Self.height(on: size, rows: rows.count)
        let box = OverlayBox.area(in: area, width: width, lines: height)
        let inner = OverlayBox(title: title, footer: footer, theme: theme, glyphs: glyphs)
            .draw(in: box, into: &buffer)
        guard !inner.isEmpty else { return }
        let offset = Table.offset(0, showing: selected, count: rows.count, height: inner.height)
        for (index, row) in rows.enumerated().dropFirst(offset).prefix(inner.height) {
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
