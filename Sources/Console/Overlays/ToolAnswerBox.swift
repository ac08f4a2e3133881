// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws the field in which a call is answered.
struct ToolAnswerBox: Widget {
    let answer: ToolAnswer
    let call: ToolEntry
    let theme: Theme
    let glyphs: GlyphSet
    let footer: String

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let inner = OverlayBox(
            title: "Answer \(call.name)",
            footer: footer,
            theme: theme,
            glyphs: glyphs
        )
        .draw(in: Self.box(in: area), into: &buffer)
        guard inner.height >= 3 else { return }
        put(call.summary.isEmpty ? "no arguments" : call.summary, .tool, in: inner.row(0), &buffer)
        buffer.put("> ", x: inner.x, y: inner.y + 1, style: theme.style(.keyHint))
        var field = answer.field
        field.style = theme.ground
        field.placeholderStyle = theme.style(.muted)
        field.render(in: Self.field(in: inner), into: &buffer)
        if let fault = answer.fault { put(fault, .error, in: inner.row(2), &buffer) }
    }

    /// Where the cursor stands.
    func cursor(in area: Rect) -> Point? {
        let inner = Self.box(in: area).inset(horizontal: 2, vertical: 1)
        return inner.height < 3 ? nil : answer.field.cursorPosition(in: Self.field(in: inner))
    }

    private static func box(in area: Rect) -> Rect {
        OverlayBox.area(in: area, width: 76, lines: 3)
    }

    private static func field(in inner: Rect) -> Rect {
        Rect(x: inner.x + 2, y: inner.y + 1, width: max(inner.width - 2, 0), height: 1)
    }

    private func put(
        _ text: String,
        _ role: ThemeRole,
        in area: Rect,
        _ buffer: inout CellBuffer
    ) {
        let cut = TerminalText.truncated(text, columns: area.width, glyphs: glyphs)
        buffer.put(cut, x: area.x, y: area.y, style: theme.style(role), maxWidth: area.width)
    }
}
