// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws the help overlay.
struct HelpBox: Widget {
    let help: HelpOverlay
    let state: ConsoleState
    let theme: Theme

    /// The columns of the chords.
    private static let chordWidth = 16

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let box = HelpOverlay.area(in: area)
        buffer.fill(box, style: theme.ground)
        let block = Block(
            title: Line("Keys", theme.style(.title)),
            titleRight: Line("type to filter", theme.style(.muted)),
            footer: Line(footer, theme.style(.muted)),
            borderStyle: theme.style(.borderFocus),
            glyphs: state.glyphs
        )
        block.render(in: box, into: &buffer)
        let inner = block.inner(of: box)
        guard !inner.isEmpty else { return }

        let prompt = buffer.put(
            "Filter: ",
            x: inner.x,
            y: inner.y,
            style: theme.style(.muted),
            maxWidth: inner.width
        )
        let rest = Rect(x: inner.x + prompt, y: inner.y, width: inner.width - prompt, height: 1)
        var filter = help.filter
        filter.style = theme.ground
        filter.render(in: rest, into: &buffer)

        let rows = help.rows(state.keymap)
        if rows.isEmpty {
            put("no key matches", in: inner.row(1), theme.style(.muted), &buffer)
        }
        for (index, row) in rows.dropFirst(help.offset).prefix(inner.height - 1).enumerated() {
            draw(row, in: inner.row(index + 1), &buffer)
        }
    }

    private var footer: String {
        func key(_ command: Command) -> String { state.keymap.key(command, in: .help) }
        return "\(key(.back)) closes, \(key(.scroll(.up))) and \(key(.scroll(.down))) scroll"
    }

    private func draw(_ row: HelpOverlay.Row, in area: Rect, _ buffer: inout CellBuffer) {
        switch row {
        case .heading(let title):
            put(title, in: area, theme.style(.title), &buffer)
        case .key(let chords, let help, let command, let isValidHere):
            let reason = isValidHere ? state.reasonAgainst(command) : nil
            let isDim = !isValidHere || reason != nil
            let lead = min(Self.chordWidth, area.width / 3)
            put(
                "  " + chords,
                in: Rect(x: area.x, y: area.y, width: lead, height: area.height),
                theme.style(isDim ? .keyHintDisabled : .keyHint),
                &buffer
            )
            let rest = Rect(
                x: area.x + lead + 1,
                y: area.y,
                width: area.width - lead - 1,
                height: area.height
            )
            let text = reason.map { "\(help) (\($0))" } ?? help
            put(text, in: rest, theme.style(isDim ? .muted : .foreground), &buffer)
        }
    }

    private func put(_ text: String, in area: Rect, _ style: Style, _ buffer: inout CellBuffer) {
        guard !area.isEmpty else { return }
        let cut = TerminalText.truncated(text, columns: area.width, glyphs: state.glyphs)
        buffer.put(cut, x: area.x, y: area.y, style: style, maxWidth: area.width)
    }
}
