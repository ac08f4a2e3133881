// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws the choice of what to copy.
struct CopyMenuBox: Widget {
    let menu: CopyMenu
    let theme: Theme
    let glyphs: GlyphSet
    let footer: String

    /// Where the rows are.
    func rows(in screen: Rect) -> OverlayRows {
        let box = OverlayBox.area(in: screen, width: 48, lines: menu.choices.count)
        return OverlayRows(
            box: box,
            area: box.inset(horizontal: 2, vertical: 1),
            showing: menu.selected,
            count: menu.choices.count
        )
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let list = rows(in: area)
        let inner = OverlayBox(
            title: "Copy",
            footer: footer,
            theme: theme,
            glyphs: glyphs
        )
        .draw(in: list.box, into: &buffer)
        guard !inner.isEmpty else { return }
        for index in list.shown {
            let row = list.place(of: index)
            let isSelected = index == menu.selected
            if isSelected { buffer.setStyle(theme.overlay(.selection), in: row) }
            let pointer = isSelected ? String(glyphs.table.pointer) : " "
            let text = TerminalText.truncated(
                "\(pointer) \(menu.choices[index].title)",
                columns: row.width,
                glyphs: glyphs
            )
            let style =
                isSelected ? theme.style(.foreground, .selection) : theme.style(.foreground)
            buffer.put(text, x: row.x, y: row.y, style: style, maxWidth: row.width)
        }
    }
}
