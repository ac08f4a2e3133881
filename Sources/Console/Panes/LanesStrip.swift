// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The two lanes at the foot of screens that show one pane at a time.
struct LanesStrip: Widget {
    let state: LanesState
    let scene: Scene

    /// The columns that the lanes and their labels take of a strip.
    static func lanesWidth(in area: Rect, _ state: LanesState) -> Int {
        max(area.width - 1 - note(state, "~").count, 0)
    }

    private static func note(_ state: LanesState, _ ellipsis: Character) -> String {
        " -\(TimeText.length(state.window)) \(ellipsis) now "
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let note = Self.note(state, scene.table.ellipsis)
        let inner = Rect(
            x: area.x + 1,
            y: area.y,
            width: Self.lanesWidth(in: area, state),
            height: area.height
        )
        let lanes = Lanes(state: state, scene: scene, width: inner.width - Lanes.labelWidth)
        lanes.draw([.user, .model(hasMarks: true)], in: inner, into: &buffer)
        buffer.put(note, x: inner.right, y: area.y, style: scene.theme.style(.laneRuler))
    }
}
