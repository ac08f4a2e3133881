// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws a question that is answered with yes or no.
struct ConfirmBox: Widget {
    let question: String
    var title = "Quit?"
    let theme: Theme
    let glyphs: GlyphSet
    let keymap: Keymap
    var scope = KeyScope.confirm
    var yes = Command.confirm
    var no = Command.decline

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let width = min(area.width, 60)
        let text = Text([
            Line(TerminalText.sanitized(question, glyphs: glyphs), theme.ground),
            Line([
                Span(keymap.key(yes, in: scope), theme.style(.keyHint)),
                Span(" yes   ", theme.ground),
                Span(keymap.key(no, in: scope), theme.style(.keyHint)),
                Span(" no", theme.ground),
            ]),
        ])
        let lines = Paragraph(text).lines(width: max(width - 4, 1))
        let height = min(lines.count + 2, area.height)
        let box = Rect(
            x: area.x + (area.width - width) / 2,
            y: area.y + (area.height - height) / 2,
            width: width,
            height: height
        )
        buffer.fill(box, style: theme.ground)
        Block(
            title: Line(title, theme.style(.title)),
            borderStyle: theme.style(.borderFocus),
            glyphs: glyphs
        )
        .render(in: box, into: &buffer)
        let inner = box.inset(horizontal: 2, vertical: 1)
        // The answers stand in the last line: a low box shows the end of the text.
        for (index, line) in lines.suffix(inner.height).enumerated() {
            buffer.put(line, x: inner.x, y: inner.y + index, maxWidth: inner.width)
        }
    }
}
