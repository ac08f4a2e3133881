// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// Pane 3: every frame on the wire.
struct FramesPane: PaneWidget {
    let state: FramesState
    let scene: Scene

    var heading: String { TimeText.grouped(state.total) }

    var status: String {
        let following = scene.followWords(state.isFollowing == true)
        if !state.filter.isEmpty { return "\(filterWords) \(following)" }
        guard state.soundTotal > 0, !state.isSoundListed else { return following }
        return "(\(TimeText.grouped(state.soundTotal)) audio hidden) \(following)"
    }

    var shortStatus: String { state.filter.isEmpty ? status : filterWords }

    private var filterWords: String {
        let text = TerminalText.truncated(state.filter.text, columns: 40, glyphs: scene.glyphs)
        let safe = TerminalText.sanitized(text, glyphs: scene.glyphs, newlines: .marked)
        return "f: \(safe) (\(TimeText.grouped(state.listed.count)))"
    }

    var footer: String {
        let ring = state.ring
        let held = "\(TimeText.grouped(ring.count))/\(TimeText.grouped(ring.capacity))"
        return "ring \(held) \(scene.table.dot) \(TimeText.grouped(state.lost)) lost"
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard state.ring.count > 0 else {
            let text = "Every frame that crosses the wire is listed here, in both directions."
            Paragraph(Text(text, scene.theme.style(.muted))).render(in: area, into: &buffer)
            return
        }
        guard state.listed.count > 0 else {
            let text = "No frame passes the filter \(state.filter.text). f changes it."
            Paragraph(Text(text, scene.theme.style(.muted))).render(in: area, into: &buffer)
            return
        }
        let columns = Columns(width: area.width)
        let (rows, selected) = state.view(height: max(area.height - 1, 1))
        buffer.put(
            columns.header,
            x: area.x,
            y: area.y,
            style: scene.theme.style(.muted),
            maxWidth: area.width
        )
        for (index, number) in rows.enumerated() where index + 1 < area.height {
            let row = area.row(index + 1)
            let entry = state.ring[number]
            draw(entry, columns, at: row, into: &buffer)
            if state.marks.contains(entry.position) {
                let x = row.x + columns.number.width
                buffer.put("*", x: x, y: row.y, style: scene.theme.style(.match), maxWidth: 1)
            }
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

    func searchedArea(in area: Rect) -> Rect {
        let lead = Columns(width: area.width).type.x
        let height = max(area.height - 1, 0)
        return Rect(x: area.x + lead, y: area.y + 1, width: area.width - lead, height: height)
    }

    private func draw(
        _ entry: FrameEntry,
        _ columns: Columns,
        at row: Rect,
        into buffer: inout CellBuffer
    ) {
        let (theme, table) = (scene.theme, scene.table)
        let isOutgoing = entry.direction == .clientToServer
        let arrow = isOutgoing ? table.upArrow : table.downArrow
        func put(_ text: String, _ column: Columns.Column, _ role: ThemeRole, isRight: Bool = false)
        {
            guard column.width > 0 else { return }
            let cut = TerminalText.truncated(text, columns: column.width, glyphs: scene.glyphs)
            let lead = isRight ? column.width - TextWidth.columns(of: cut) : 0
            buffer.put(
                cut,
                x: row.x + column.x + lead,
                y: row.y,
                style: theme.style(role),
                maxWidth: column.width - lead
            )
        }
        put(String(entry.number), columns.number, .muted, isRight: true)
        put(TimeText.offset(entry.offset), columns.time, .muted, isRight: true)
        put(
            String(arrow),
            columns.direction,
            isOutgoing ? .frameClientToServer : .frameServerToClient
        )
        let type = columns.type(entry.summary.type)
        put(
            entry.isInjected ? "\(table.injected)\(type)" : type,
            columns.type,
            entry.isInjected ? .injected : entry.summary.role
        )
        put(TimeText.short(entry.size), columns.size, .muted, isRight: true)
        put(String(entry.summary.note.dropFirst(state.noteOffset)), columns.note, .foreground)
    }

    /// Where the columns stand in a list of some width.
    struct Columns {
        struct Column {
            var x = 0
            var width = 0
        }

        private(set) var number = Column()
        private(set) var time = Column()
        private(set) var direction = Column()
        private(set) var type = Column()
        private(set) var size = Column()
        private(set) var note = Column()

        /// The widest type there usually is: `serverContent·generationComplete`.
        private static let fullType = 33
        private static let shortType = 20
        private static let narrowType = 16

        init(width: Int) {
            var x = 0
            func column(_ columns: Int, when isPossible: Bool = true) -> Column {
                let column = Column(x: x, width: isPossible ? max(min(columns, width - x), 0) : 0)
                x += column.width > 0 ? column.width + 1 : 0
                return column
            }
            number = column(5, when: width >= 28)
            time = column(9, when: width >= 50)
            direction = column(1)
            type = column(
                width >= 90 ? Self.fullType : width >= 66 ? Self.shortType : Self.narrowType
            )
            size = column(5, when: width >= 40)
            note = column(.max)
        }

        /// A type as wide as its column allows: the outer name goes first, it is the same for all.
        func type(_ name: String) -> String {
            guard TextWidth.columns(of: name) > type.width, name.hasPrefix("serverContent") else {
                return name
            }
            return String(name.dropFirst("serverContent".count))
        }

        var header: String {
            var text = ""
            func put(_ title: String, _ column: Column, isRight: Bool = false) {
                guard column.width > 0 else { return }
                let lead = column.x + (isRight ? max(column.width - title.count, 0) : 0)
                text += String(repeating: " ", count: max(lead - text.count, 0)) + title
            }
            put("#", number, isRight: true)
            put("t+ms", time, isRight: true)
            put("type", type)
            put("size", size, isRight: true)
            put("note", note)
            return text
        }
    }
}
