// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// Draws the device picker.
struct DevicePickerBox: Widget {
    let picker: DevicePicker
    let theme: Theme
    let glyphs: GlyphSet
    let footer: String

    /// Where the rows are, headings among them.
    func rows(in screen: Rect) -> OverlayRows {
        let rows = picker.rows
        let box = OverlayBox.area(in: screen, width: 76, lines: max(rows.count, 1))
        return OverlayRows(
            box: box,
            area: box.inset(horizontal: 2, vertical: 1),
            showing: rows.firstIndex(of: .choice(picker.selected)),
            count: rows.count
        )
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let list = rows(in: area)
        let inner = OverlayBox(
            title: "Sound devices",
            footer: footer,
            theme: theme,
            glyphs: glyphs
        )
        .draw(in: list.box, into: &buffer)
        guard !inner.isEmpty else { return }
        let rows = picker.rows
        if rows.isEmpty {
            let text = "looking for devices\(glyphs.table.ellipsis)"
            buffer.put(text, x: inner.x, y: inner.y, style: theme.style(.muted))
        }
        for index in list.shown { draw(rows[index], in: list.place(of: index), &buffer) }
    }

    private func draw(_ row: DevicePicker.Row, in area: Rect, _ buffer: inout CellBuffer) {
        switch row {
        case .heading(let direction):
            let name = direction == .input ? "Microphone" : "Loudspeaker"
            put(name, .title, in: area, &buffer)
        case .none:
            put("    none found", .muted, in: area, &buffer)
        case .choice(let index):
            guard let choice = picker.choices?[index] else { return }
            let isSelected = index == picker.selected
            if isSelected { buffer.setStyle(theme.overlay(.selection), in: area) }
            let pointer = isSelected ? glyphs.table.pointer : " "
            let mark = choice.isInUse ? glyphs.table.bullet : " "
            let name = choice.summary.isEmpty ? choice.name : choice.summary
            let shown = TerminalText.sanitized(name, glyphs: glyphs, newlines: .marked)
            let words = [choice.isInUse ? "in use" : "", choice.isDefault ? "default" : ""]
                .filter { !$0.isEmpty }
            let lead = "\(pointer) \(mark) \(shown)"
            let used = put(lead, isSelected ? .selection : .foreground, in: area, &buffer)
            let note = (words + [choice.note]).filter { !$0.isEmpty }
                .joined(separator: " \(glyphs.table.dot) ")
            let rest = Rect(
                x: area.x + used + 2,
                y: area.y,
                width: area.width - used - 2,
                height: area.height
            )
            put(note, isSelected ? .selection : .muted, in: rest, &buffer)
        }
    }

    @discardableResult
    private func put(
        _ text: String,
        _ role: ThemeRole,
        in area: Rect,
        _ buffer: inout CellBuffer
    ) -> Int {
        guard !area.isEmpty else { return 0 }
        let cut = TerminalText.truncated(text, columns: area.width, glyphs: glyphs)
        let style = role == .selection ? theme.style(.foreground, .selection) : theme.style(role)
        return buffer.put(cut, x: area.x, y: area.y, style: style, maxWidth: area.width)
    }
}
