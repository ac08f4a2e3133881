// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// Pane 8: what happened at this end, with the time of day.
struct LogPane: PaneWidget {
    let state: LogState
    let scene: Scene

    /// The columns of the pointer, of `14:02:11` and of the level's mark, each with what parts it
    /// from the next; narrow panes go without the time.
    private static let pointerWidth = 1
    private static let timeWidth = 9
    private static let markWidth = 2
    private static let leastWithTime = 32

    var heading: String { TimeText.grouped(state.ring.end) }

    var status: String { scene.followWords(state.isFollowing == true) }

    var footer: String {
        let ring = state.ring
        let held = "\(TimeText.grouped(ring.count))/\(TimeText.grouped(ring.capacity))"
        return "ring \(held) \(scene.table.dot) \(TimeText.grouped(state.lost)) lost"
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        guard state.ring.count > 0 else {
            let text =
                "What happens at this end is listed here: connections, devices, tools, notices."
            Paragraph(Text(text, scene.theme.style(.muted))).render(in: area, into: &buffer)
            return
        }
        let (rows, selected) = state.cursor.view(of: state.ring.indices, height: area.height)
        for (index, number) in rows.enumerated() where index < area.height {
            let row = area.row(index)
            draw(state.ring[number], at: row, into: &buffer)
            guard number == selected else { continue }
            buffer.setStyle(scene.theme.overlay(.cursorLine), in: row)
            buffer.put(
                String(scene.table.pointer),
                x: row.x,
                y: row.y,
                style: scene.theme.style(.title, .cursorLine),
                maxWidth: row.width
            )
        }
    }

    private func draw(_ entry: LogEntry, at row: Rect, into buffer: inout CellBuffer) {
        var x = row.x + Self.pointerWidth
        func put(_ text: String, _ role: ThemeRole, width: Int) {
            let room = max(min(width, row.right - x), 0)
            let cut = TerminalText.truncated(text, columns: room, glyphs: scene.glyphs)
            buffer.put(cut, x: x, y: row.y, style: scene.theme.style(role), maxWidth: room)
            x += width
        }
        if row.width >= Self.leastWithTime {
            let time = TimeText.clock(scene.timeOfDayAtStart + entry.time)
            put(time, .muted, width: Self.timeWidth)
        }
        put(String(entry.level.mark(scene.table)), entry.level.role, width: Self.markWidth)
        let role = entry.level == .info ? ThemeRole.foreground : entry.level.role
        put(String(entry.text.dropFirst(state.textOffset)), role, width: max(row.right - x, 0))
    }
}
