// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// Pane 6: how long each turn took, where the time went, and what went wrong.
struct TurnsPane: PaneWidget {
    let state: TurnsState
    let scene: Scene

    /// Below this height the details take the place of the list.
    private static let sharedHeight = 14
    /// Rows of the list beside details.
    private static let sharedRows = 4
    /// What the bars mean, and what was counted.
    private static let legendRows = 2
    /// From this width on every stretch has a column of its own.
    private static let wideWidth = 100

    /// The rows of the list in a pane of some size.
    static func listRows(in size: Size, isDetailed: Bool) -> Int {
        let header = hasHeader(in: size) ? 1 : 0
        guard isDetailed else { return max(size.height - legendRows - header, 1) }
        return size.height >= sharedHeight ? sharedRows : 0
    }

    /// Low panes have rows for turns alone.
    static func hasHeader(in size: Size) -> Bool {
        size.width >= wideWidth && size.height >= 8
    }

    var heading: String { TimeText.grouped(state.timelines.latencies.count) }

    var status: String {
        let latencies = state.timelines.latencies
        let figures = [
            ("p50", latencies.percentile(50)), ("p95", latencies.percentile(95)),
            ("worst", scene.sizeClass == .wall ? latencies.worst : nil),
        ]
        return figures.compactMap { name, value in
            value.map { "\(name) \(TimeText.latency($0))" }
        }
        .joined(separator: "  ")
    }

    var footer: String {
        func key(_ command: Command) -> String { scene.keymap.key(command, in: .pane(.turns)) }
        let keys = "\(key(.zoomTimeOut)) \(key(.zoomTimeIn)) zoom"
        return "0 to \(TimeText.length(state.span))  \(keys)"
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard !state.timelines.turns.isEmpty || state.timelines.unanswered != nil else {
            let text = "Every turn gets a bar here: from the end of what you say to what you hear."
            Paragraph(Text(text, scene.theme.style(.muted))).render(in: area, into: &buffer)
            return
        }
        let rows = Self.listRows(in: area.size, isDetailed: state.isDetailed)
        var y = area.y
        let columns = TurnColumns(width: area.width, isWide: area.width >= Self.wideWidth)
        if rows > 0, Self.hasHeader(in: area.size) {
            buffer.put(columns.header(theme), x: area.x, y: y, maxWidth: area.width)
            y += 1
        }
        y = drawList(rows, columns, in: area, from: y, into: &buffer)
        let rest = Rect(x: area.x, y: y, width: area.width, height: max(area.bottom - y, 0))
        if state.isDetailed {
            if let turn = state.selected {
                TurnDetail(turn: turn, verdict: verdict(of: turn), scene: scene)
                    .render(in: rest, into: &buffer)
            }
            return
        }
        for (index, line) in [legend, counts].enumerated() where index < rest.height {
            buffer.put(line, x: area.x, y: rest.y + index, maxWidth: area.width)
        }
    }

    private var theme: Theme { scene.theme }

    private func verdict(of turn: TurnTimeline) -> TurnVerdict {
        turn.verdict(slowAbove: state.timelines.patience.slowReply)
    }

    /// Draws the rows and returns where they end.
    private func drawList(
        _ count: Int,
        _ columns: TurnColumns,
        in area: Rect,
        from top: Int,
        into buffer: inout CellBuffer
    ) -> Int {
        let pending = state.isFollowing == true ? state.timelines.unanswered : nil
        let turns = Array(state.visible(rows: count - (pending == nil ? 0 : 1)))
        var y = top
        for turn in turns + [pending].compactMap(\.self) where y < area.bottom && y < top + count {
            let row = Rect(x: area.x, y: y, width: area.width, height: 1)
            TurnRow(
                turn: turn,
                verdict: verdict(of: turn),
                span: state.span,
                columns: columns,
                scene: scene
            )
            .render(in: row, into: &buffer)
            if state.isFollowing != true || state.isDetailed, turn.turn == state.selected?.turn {
                buffer.setStyle(theme.overlay(.cursorLine), in: row)
                buffer.put(
                    String(scene.table.pointer),
                    x: row.x,
                    y: row.y,
                    style: theme.style(.title, .cursorLine)
                )
            }
            y += 1
        }
        return y
    }

    private var legend: Line {
        let parts: [(TurnStage.Kind, String)] = [
            (.endpointWait, "VAD wait"), (.serverWait, "server"), (.soundWait, "to sound"),
            (.playbackWait, "to ear"),
        ]
        let spans = parts.flatMap { kind, words in
            [
                Span("\(kind.shade(scene.table)) ", theme.style(kind.role)),
                Span("\(words)  ", theme.style(.muted)),
            ]
        }
        return Line(spans + [Span("gaps: estimate", theme.style(.muted))])
    }

    private var counts: Line {
        let timelines = state.timelines
        let faults = TurnFault.Kind.allCases.map { kind in
            let count = timelines.faultCounts[kind] ?? 0
            return ("\(kind.plural) \(count)", count > 0 ? ThemeRole.error : .muted)
        }
        let cut = ("cut \(timelines.interruptions)", ThemeRole.muted)
        let dot = " \(scene.table.dot) "
        let spans = (faults + [cut]).enumerated().flatMap { index, figure in
            [
                Span(index > 0 ? dot : "", theme.style(.muted)),
                Span(figure.0, theme.style(figure.1)),
            ]
        }
        return Line(spans)
    }
}
