// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// Pane 4: every function call of the model's, and what became of it.
struct ToolsPane: PaneWidget {
    let state: ToolsState
    let scene: Scene

    var heading: String { state.calls.end > 0 ? TimeText.grouped(state.calls.end) : "" }

    var status: String {
        let strain = state.strain.words.isEmpty ? "" : "L \(state.strain.words)  "
        return strain + (state.isHolding ? "hold: on" : "hold: off")
    }

    var footer: String {
        guard let (median, worst) = state.latencies else { return "" }
        let dot = scene.table.dot
        return "p50 \(TimeText.latency(median)) \(dot) worst \(TimeText.latency(worst))"
    }

    /// The rows of the list: the counts have a row of their own where there is one to spare.
    static func listRows(in height: Int) -> Int { height > 3 ? height - 1 : height }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        guard state.calls.count > 0 else {
            Paragraph(Text(welcome, scene.theme.style(.muted))).render(in: area, into: &buffer)
            return
        }
        let listRows = Self.listRows(in: area.height)
        let hasCounts = listRows < area.height
        let rows = state.rows(height: listRows)
        let columns = Columns(width: area.width)
        for (index, number) in rows.enumerated() {
            draw(state.calls[number], columns, at: area.row(index), into: &buffer)
            guard number == state.current else { continue }
            buffer.setStyle(scene.theme.overlay(.cursorLine), in: area.row(index))
            buffer.put(
                String(scene.table.pointer),
                x: area.x,
                y: area.y + index,
                style: scene.theme.style(.title, .cursorLine),
                maxWidth: area.width
            )
        }
        if hasCounts { put(counts, in: area.row(area.height - 1), .muted, &buffer) }
    }

    private var welcome: String {
        if state.declared.isEmpty {
            return "The model's function calls are listed here. None is declared in this session: "
                + "--tools FILE does that."
        }
        let names = state.declared.joined(separator: ", ")
        return "No call yet. The model may call \(names)."
    }

    private var counts: String {
        let dot = " \(scene.table.dot) "
        return [
            "pending \(state.pending)", "late \(state.late)", "duplicate ids \(state.duplicates)",
        ]
        .joined(separator: dot)
    }

    private func draw(
        _ call: ToolEntry,
        _ columns: Columns,
        at row: Rect,
        into buffer: inout CellBuffer
    ) {
        let event = call.event
        func cell(_ x: Int, _ width: Int) -> Rect {
            Rect(x: row.x + x, y: row.y, width: min(width, row.width - x), height: 1)
        }
        put(String(event.state.mark(scene.table)), in: cell(1, 1), event.state.role, &buffer)
        put(call.name, in: cell(3, columns.name), .tool, &buffer)
        let start = columns.name + 4
        let words = TerminalText.sanitized(
            call.words(at: scene.now),
            glyphs: scene.glyphs,
            newlines: .marked
        )
        var note = cell(start, columns.note)
        if !words.isEmpty {
            let used = put(words, in: note, event.state.role, &buffer) + 1
            note = cell(start + used, columns.note - used)
        }
        put(call.summary, in: note, .foreground, &buffer)
        let figures = start + columns.note + 1
        let latency = cell(figures, Columns.latency)
        put(call.latency(at: scene.now), in: latency, .muted, isRight: true, &buffer)
        guard columns.hasBytes, event.isFinal else { return }
        let bytes = "\(TimeText.short(event.responseBytes)) B"
        let place = cell(figures + Columns.latency + 1, Columns.bytes)
        put(bytes, in: place, .muted, isRight: true, &buffer)
    }

    /// How wide the columns of a list are.
    private struct Columns {
        static let latency = 7
        static let bytes = 7
        let name: Int
        let note: Int
        let hasBytes: Bool

        init(width: Int) {
            name = width >= 100 ? 24 : width >= 50 ? 14 : max(width / 4, 4)
            hasBytes = width >= 50
            let figures = Self.latency + 1 + (hasBytes ? Self.bytes + 1 : 0)
            note = max(width - name - 4 - figures, 0)
        }
    }

    @discardableResult
    private func put(
        _ text: String,
        in area: Rect,
        _ role: ThemeRole,
        isRight: Bool = false,
        _ buffer: inout CellBuffer
    ) -> Int {
        guard area.width > 0 else { return 0 }
        let cut = TerminalText.truncated(text, columns: area.width, glyphs: scene.glyphs)
        let lead = isRight ? area.width - TextWidth.columns(of: cut) : 0
        return buffer.put(
            cut,
            x: area.x + lead,
            y: area.y,
            style: scene.theme.style(role),
            maxWidth: area.width - lead
        )
    }
}
