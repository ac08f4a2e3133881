// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws everything about one call, and the question whether it may run.
struct ToolSheetBox: Widget {
    let sheet: ToolSheet
    let call: ToolEntry
    let now: Duration
    let theme: Theme
    let glyphs: GlyphSet
    let keymap: Keymap

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let screen = Size(width: area.width, height: area.height)
        let width = ToolSheet.width(on: screen)
        let lines = ToolSheet.lines(of: call, now: now, theme: theme, glyphs: glyphs, width: width)
        let isAsking = call.awaits == .agreement
        let height = ToolSheet.height(on: screen, lines: lines.count, isAsking: isAsking)
        let offset = min(sheet.offset, lines.count - height)
        let more =
            lines.count > height ? ", \(key(.scroll(.up))) and \(key(.scroll(.down))) scroll" : ""
        let box = OverlayBox.area(
            in: area,
            width: width + 4,
            lines: height + (isAsking ? 2 : 0)
        )
        let inner = OverlayBox(
            title: isAsking ? "Run \(call.name)?" : call.name,
            footer: key(.back) + (isAsking ? " decides later" : " closes") + more,
            theme: theme,
            glyphs: glyphs
        )
        .draw(in: box, into: &buffer)
        for (index, line) in lines.dropFirst(offset).prefix(height).enumerated() {
            buffer.put(line, x: inner.x, y: inner.y + index, maxWidth: inner.width)
        }
        guard isAsking, inner.height > height else { return }
        let left = call.timeLeft(at: now).map { "   refused in \($0)" } ?? ""
        let keys = Line([
            Span(key(.agreeToTool), theme.style(.keyHint)), Span(" run it   ", theme.ground),
            Span(key(.refuseTool), theme.style(.keyHint)), Span(" refuse", theme.ground),
            Span(left, theme.style(.muted)),
        ])
        buffer.put(keys, x: inner.x, y: inner.bottom - 1, maxWidth: inner.width)
    }

    private func key(_ command: Command) -> String { keymap.key(command, in: .toolSheet) }
}
