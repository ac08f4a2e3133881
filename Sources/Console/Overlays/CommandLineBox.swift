// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws the command line in the input line's row, and above it what could be typed.
struct CommandLineBox: Widget {
    let line: CommandLine
    let state: ConsoleState
    let theme: Theme
    /// The input line's row.
    let row: Rect

    private static let prompt = " : "
    private static let maximumRows = 8

    func render(in area: Rect, into buffer: inout CellBuffer) {
        buffer.fill(row, style: theme.ground)
        buffer.put(
            Self.prompt,
            x: row.x,
            y: row.y,
            style: theme.style(.keyHint),
            maxWidth: row.width
        )
        var field = line.composer.field
        field.style = theme.ground
        field.placeholder = "the name of an action, and what it takes"
        field.placeholderStyle = theme.style(.muted)
        field.render(in: Self.field(in: row), into: &buffer)
        let candidates = line.candidates(in: state)
        let room = min(row.y - area.y, Self.maximumRows + 2)
        guard !candidates.isEmpty || line.fault != nil, room >= 3 else {
            return drawFault(above: row, &buffer)
        }
        drawList(
            candidates,
            in: Rect(
                x: area.x,
                y: row.y - min(max(candidates.count, 1) + 2, room),
                width: min(area.width, 90),
                height: min(max(candidates.count, 1) + 2, room)
            ),
            &buffer
        )
    }

    /// Where the cursor stands.
    var cursor: Point? { line.composer.field.cursorPosition(in: Self.field(in: row)) }

    private static func field(in row: Rect) -> Rect {
        let lead = prompt.count
        return Rect(x: row.x + lead, y: row.y, width: row.width - lead, height: row.height)
    }

    /// On screens too low for a list.
    private func drawFault(above row: Rect, _ buffer: inout CellBuffer) {
        guard let fault = line.fault, row.y > 0 else { return }
        let area = Rect(x: row.x, y: row.y - 1, width: row.width, height: 1)
        buffer.fill(area, style: theme.ground)
        put(" \(fault)", .error, in: area, &buffer)
    }

    private func drawList(_ candidates: [String], in box: Rect, _ buffer: inout CellBuffer) {
        let actions = state.keymap.actions(from: line.scope)
        let keys = state.words(
            for: [(.runCommand, "does it"), (.complete, "completes"), (.back, "leaves it")],
            in: .commandLine
        )
        let inner = OverlayBox(
            title: line.fault ?? "",
            titleRole: .error,
            footer: keys,
            theme: theme,
            glyphs: state.glyphs
        )
        .draw(in: box, into: &buffer)
        if candidates.isEmpty { put("nothing fits", .muted, in: inner.row(0), &buffer) }
        let offset = Table.offset(
            0,
            showing: line.chosen,
            count: candidates.count,
            height: inner.height
        )
        for (index, candidate) in candidates.enumerated().dropFirst(offset).prefix(inner.height) {
            let row = inner.row(index - offset)
            let isChosen = index == line.chosen
            if isChosen { buffer.setStyle(theme.overlay(.selection), in: row) }
            let overlaid: [ThemeRole] = isChosen ? [.selection] : []
            let pointer = isChosen ? String(state.glyphs.table.pointer) : " "
            let action = actions.first { $0.name == candidate && !$0.scope.isOverlay }
            let argument = action?.command.argument.map {
                $0.isRequired ? " \($0.placeholder)" : " [\($0.placeholder)]"
            }
            let cells: [(text: String, x: Int, role: ThemeRole)] = [
                ("\(pointer) \(candidate)\(argument ?? "")", 0, .foreground),
                (action?.help ?? "", 28, .muted),
            ]
            for cell in cells where cell.x < row.width {
                let width = cell.x == 0 && row.width > 28 && action != nil ? 27 : row.width - cell.x
                let text = TerminalText.sanitized(
                    cell.text,
                    glyphs: state.glyphs,
                    newlines: .marked
                )
                let cut = TerminalText.truncated(text, columns: width, glyphs: state.glyphs)
                let style = theme.style([cell.role] + overlaid)
                buffer.put(cut, x: row.x + cell.x, y: row.y, style: style, maxWidth: width)
            }
        }
    }

    private func put(
        _ text: String,
        _ role: ThemeRole,
        in area: Rect,
        _ buffer: inout CellBuffer
    ) {
        guard !area.isEmpty else { return }
        let cut = TerminalText.truncated(text, columns: area.width, glyphs: state.glyphs)
        buffer.put(cut, x: area.x, y: area.y, style: theme.style(role), maxWidth: area.width)
    }
}
