// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws the theme picker in a corner, so that the panes show the theme.
struct ThemePickerBox: Widget {
    let picker: ThemePicker
    let theme: Theme
    let glyphs: GlyphSet
    let footer: String

    private static let width = 42

    /// Where the rows are.
    func rows(in area: Rect) -> OverlayRows {
        let choices = picker.choices ?? []
        let height = min(max(choices.count, 1) + 2, max(area.height - 3, min(area.height, 3)))
        let width = min(Self.width, area.width)
        let box = Rect(
            x: area.right - width,
            y: area.y + min(1, area.height - height),
            width: width,
            height: height
        )
        return OverlayRows(
            box: box,
            area: box.inset(horizontal: 2, vertical: 1),
            showing: picker.selected,
            count: choices.count
        )
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let (choices, list) = (picker.choices ?? [], rows(in: area))
        let inner = OverlayBox(title: "Themes", footer: footer, theme: theme, glyphs: glyphs)
            .draw(in: list.box, into: &buffer)
        guard !inner.isEmpty else { return }
        if picker.choices == nil {
            let text = "looking for themes\(glyphs.table.ellipsis)"
            buffer.put(
                text,
                x: inner.x,
                y: inner.y,
                style: theme.style(.muted),
                maxWidth: inner.width
            )
        }
        for index in list.shown {
            draw(
                choices[index],
                isSelected: index == picker.selected,
                in: list.place(of: index),
                &buffer
            )
        }
    }

    private func draw(
        _ choice: ThemeChoice,
        isSelected: Bool,
        in row: Rect,
        _ buffer: inout CellBuffer
    ) {
        if isSelected { buffer.setStyle(theme.overlay(.selection), in: row) }
        func style(_ role: ThemeRole) -> Style {
            isSelected ? theme.style(role, .selection) : theme.style(role)
        }
        let pointer = isSelected ? glyphs.table.pointer : " "
        let name = TerminalText.sanitized(choice.name, glyphs: glyphs, newlines: .marked)
        let used = put("\(pointer) \(name)  ", style(.foreground), in: row, &buffer)
        let rest = Rect(x: row.x + used, y: row.y, width: row.width - used, height: 1)
        put(choice.note, style(choice.theme == nil ? .error : .muted), in: rest, &buffer)
    }

    @discardableResult
    private func put(
        _ text: String,
        _ style: Style,
        in area: Rect,
        _ buffer: inout CellBuffer
    ) -> Int {
        let cut = TerminalText.truncated(text, columns: area.width, glyphs: glyphs)
        return buffer.put(cut, x: area.x, y: area.y, style: style, maxWidth: area.width)
    }
}
