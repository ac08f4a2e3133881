// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws the choice of what to copy.
struct CopyMenuBox: Widget {
    let menu: CopyMenu
    let theme: Theme
    let glyphs: GlyphSet
    let footer: String

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let inner = OverlayBox(
            title: "Copy",
            footer: footer,
            theme: theme,
            glyphs: glyphs
        )
        .draw(in: OverlayBox.area(in: area, width: 48, lines: menu.choices.count), into: &buffer)
        guard !inner.isEmpty else { return }
        let offset = Table.offset(
            0,
            showing: menu.selected,
            count: menu.choices.count,
            height: inner.height
        )
        let shown = menu.choices.enumerated().dropFirst(offset).prefix(inner.height)
        for (index, choice) in shown {
            let row = inner.row(index - offset)
            let isSelected = index == menu.selected
            if isSelected { buffer.setStyle(theme.overlay(.selection), in: row) }
            let pointer = isSelected ? String(glyphs.table.pointer) : " "
            let text = TerminalText.truncated(
                "\(pointer) \(choice.title)",
                columns: row.width,
                glyphs: glyphs
            )
            let style =
                isSelected ? theme.style(.foreground, .selection) : theme.style(.foreground)
            buffer.put(text, x: row.x, y: row.y, style: style, maxWidth: row.width)
        }
    }
}
