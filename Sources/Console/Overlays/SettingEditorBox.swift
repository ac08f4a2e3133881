// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws the editor of a setting.
struct SettingEditorBox: Widget {
    let editor: SettingEditor
    let theme: Theme
    let glyphs: GlyphSet
    let footer: String

    private static let width = 60
    private static let prompt = "> "

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let inner = OverlayBox(
            title: editor.setting.rawValue,
            footer: footer,
            theme: theme,
            glyphs: glyphs
        )
        .draw(in: box(in: area), into: &buffer)
        guard !inner.isEmpty else { return }
        var list = inner
        if var field = editor.field {
            let isEdited = editor.selected == nil
            buffer.put(
                Self.prompt,
                x: inner.x,
                y: inner.y,
                style: theme.style(isEdited ? .keyHint : .muted),
                maxWidth: inner.width
            )
            field.style = theme.style(isEdited ? .foreground : .muted)
            field.render(in: fieldArea(in: inner), into: &buffer)
            list = Rect(x: inner.x, y: inner.y + 1, width: inner.width, height: inner.height - 1)
        }
        drawChoices(in: list, &buffer)
    }

    /// Where the cursor stands; nil where nothing is typed.
    func cursor(in area: Rect) -> Point? {
        guard let field = editor.field, editor.selected == nil else { return nil }
        let inner = box(in: area).inset(horizontal: 2, vertical: 1)
        return field.cursorPosition(in: fieldArea(in: inner))
    }

    private func box(in area: Rect) -> Rect {
        let lines = editor.choices.count + (editor.field == nil ? 0 : 1)
        return OverlayBox.area(in: area, width: Self.width, lines: min(lines, 14))
    }

    private func fieldArea(in inner: Rect) -> Rect {
        let lead = Self.prompt.count
        return Rect(x: inner.x + lead, y: inner.y, width: max(inner.width - lead, 0), height: 1)
    }

    private func drawChoices(in area: Rect, _ buffer: inout CellBuffer) {
        let choices = editor.choices
        guard area.height > 0 else { return }
        let offset = Table.offset(
            0,
            showing: editor.selected,
            count: choices.count,
            height: area.height
        )
        for (index, choice) in choices.enumerated().dropFirst(offset).prefix(area.height) {
            let row = area.row(index - offset)
            let isSelected = index == editor.selected
            if isSelected { buffer.setStyle(theme.overlay(.selection), in: row) }
            let pointer = isSelected ? glyphs.table.pointer : " "
            let style =
                isSelected ? theme.style(.foreground, .selection) : theme.style(.foreground)
            buffer.put(
                "\(pointer) \(choice)",
                x: row.x,
                y: row.y,
                style: style,
                maxWidth: row.width
            )
        }
    }
}
