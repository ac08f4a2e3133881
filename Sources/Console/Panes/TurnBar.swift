// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// Where the time of one turn went, from the end of the input on, as a bar.
struct TurnBar: Widget {
    let stages: [TurnStage]
    /// What the whole bar stands for.
    let span: Duration
    let theme: Theme
    let glyphs: GlyphSet

    func render(in area: Rect, into buffer: inout CellBuffer) {
        guard area.width > 2 else { return }
        let table = glyphs.table
        let bar = area.row(0).inset(horizontal: 1, vertical: 0)
        let track = theme.style(.gaugeTrack)
        guard let origin = stages.first?.start, let end = stages.last?.end else { return }
        buffer.put(String(table.leftCap), x: area.x, y: area.y, style: track)
        let last = column(of: end - origin, in: bar.width)
        for stage in stages {
            let first = column(of: stage.start - origin, in: bar.width)
            // Even the shortest stretch shows.
            let limit = max(column(of: stage.end - origin, in: bar.width), first + 1)
            for column in first..<min(limit, max(bar.width, first)) {
                // Estimates are dashed, also where there is no colour.
                let isGap = stage.isEstimate && !column.isMultiple(of: 2)
                let symbol = isGap ? " " : stage.kind.shade(table)
                let style = theme.style(stage.kind.role)
                buffer.put(String(symbol), x: bar.x + column, y: bar.y, style: style)
            }
        }
        let cap = last > bar.width ? table.rightArrow : table.rightCap
        buffer.put(
            String(cap),
            x: bar.x + min(max(last, 1), bar.width),
            y: bar.y,
            style: last > bar.width ? theme.style(.warn) : track
        )
    }

    private func column(of time: Duration, in width: Int) -> Int {
        Int((min(max(time / span, 0), 1e6) * Double(width)).rounded())
    }
}
