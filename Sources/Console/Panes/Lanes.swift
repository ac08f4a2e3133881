// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws lanes of some width.
struct Lanes {
    enum Row {
        case user
        case speech
        case model(hasMarks: Bool)
        case marks(Marks)
    }

    enum Marks {
        case all
        case tools
        case others
    }

    static let labelWidth = 6

    let scene: Scene
    private let columns: [LanesState.Step]
    private let marks: [(position: Int, mark: LaneMark)]

    init(state: LanesState, scene: Scene, width: Int) {
        self.scene = scene
        columns = state.columns(width)
        marks = state.marks.indices.compactMap { index in
            let mark = state.marks[index]
            return state.position(of: mark.time, columns: width).map { ($0, mark) }
        }
    }

    func draw(_ rows: [Row], in area: Rect, into buffer: inout CellBuffer) {
        for (index, row) in rows.enumerated() where index < area.height {
            draw(row, in: area.row(index), &buffer)
        }
    }

    private func draw(_ row: Row, in area: Rect, _ buffer: inout CellBuffer) {
        let lane = Rect(
            x: area.x + Self.labelWidth,
            y: area.y,
            width: area.width - Self.labelWidth,
            height: 1
        )
        func put(_ label: String, _ role: ThemeRole, _ text: String, _ lanes: ThemeRole) {
            let style = scene.theme.style(role)
            buffer.put(label, x: area.x, y: area.y, style: style, maxWidth: area.width)
            let laneStyle = scene.theme.style(lanes)
            buffer.put(text, x: lane.x, y: lane.y, style: laneStyle, maxWidth: lane.width)
        }
        switch row {
        case .user:
            put("user", .laneUser, levels(\.user), .laneUser)
        case .speech:
            put("VAD", .meterVadLocal, speech, .meterVadLocal)
        case .model(let hasMarks):
            put("model", .laneModel, levels(\.model), .laneModel)
            if hasMarks { draw(.all, in: lane, &buffer) }
        case .marks(let marks):
            let label = marks == .tools ? "tool" : marks == .others ? "wire" : "marks"
            put(label, .laneRuler, "", .laneRuler)
            draw(marks, in: lane, &buffer, hasLabels: true)
        }
    }

    private func levels(_ level: KeyPath<LanesState.Step, UInt8>) -> String {
        let steps = scene.table.verticalSteps
        return columns.reduce(into: "") { text, column in
            // The lowest step always shows, as a base line.
            let eighths = Int(column[keyPath: level])
            text.append(steps[max((eighths * (steps.count - 1) + 4) / 8, 1)])
        }
    }

    private var speech: String {
        let (speech, quiet) = (scene.table.shades[3], scene.table.verticalSteps[1])
        return columns.reduce(into: "") { $0.append($1.isSpeech ? speech : quiet) }
    }

    /// Draws marks; a label stands in front of one that is too near to the right end, and is cut
    /// where the next mark stands.
    private func draw(
        _ wanted: Marks,
        in lane: Rect,
        _ buffer: inout CellBuffer,
        hasLabels: Bool = false
    ) {
        let shown = marks.filter { wanted == .all || $0.mark.isTool == (wanted == .tools) }
        var free = 0
        for (index, (position, mark)) in shown.enumerated() {
            let end = index + 1 < shown.count ? shown[index + 1].position : lane.width
            let symbol = String(mark.mark(scene.table))
            let label = hasLabels ? mark.label : ""
            let width = TextWidth.columns(of: label)
            let isInFront = position + 1 + width > lane.width && position - width >= free
            let start = isInFront ? position - width : position
            let room = max(end - start, 1)
            let text = TerminalText.truncated(
                isInFront ? label + symbol : symbol + label,
                columns: room,
                glyphs: scene.glyphs
            )
            let style = scene.theme.style(mark.role)
            buffer.put(text, x: lane.x + start, y: lane.y, style: style, maxWidth: room)
            free = min(start + 1 + width, end)
        }
    }
}
