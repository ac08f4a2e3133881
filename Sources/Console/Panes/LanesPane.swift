// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Pane 7: who spoke when.
struct LanesPane: PaneWidget {
    let state: LanesState
    let scene: Scene

    var status: String {
        func key(_ command: Command) -> String { scene.keymap.key(command, in: .pane(.lanes)) }
        return "\(span)  \(key(.zoomTimeOut)) \(key(.zoomTimeIn)) zoom"
    }

    /// The stretch that was dragged over, from one time of the session to another.
    var footer: String {
        guard let selection = state.selection else { return "" }
        let (from, to) = (selection.lowerBound, selection.upperBound)
        let times = "\(TimeText.offset(from)) to \(TimeText.offset(to))"
        return "\(times): \(TimeText.latency(to - from))"
    }

    private var span: String {
        let span = "-\(TimeText.length(state.window)) \(scene.table.ellipsis) "
        guard let end = state.end else { return span + "now" }
        return span + TimeText.clock(scene.timeOfDayAtStart + end) + ", F follows"
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        let lanes = Lanes(state: state, scene: scene, width: area.width - Lanes.labelWidth)
        lanes.draw(Self.rows(in: area.height), in: area, into: &buffer)
        guard let selection = state.selection else { return }
        let width = area.width - Lanes.labelWidth
        let columns = (0..<max(width, 0)).filter { column in
            state.time(at: column, of: width).map(selection.contains) ?? false
        }
        for column in columns {
            let x = area.x + Lanes.labelWidth + column
            let cells = Rect(x: x, y: area.y, width: 1, height: area.height)
            buffer.setStyle(scene.theme.overlay(.selection), in: cells)
        }
    }

    /// The rows that a height has room for; marks stand on the model's lane where they have none.
    private static func rows(in height: Int) -> [Lanes.Row] {
        switch height {
        case ..<1: []
        case 1: [.model(hasMarks: true)]
        case 2: [.user, .model(hasMarks: true)]
        case 3: [.user, .speech, .model(hasMarks: true)]
        case 4: [.user, .speech, .model(hasMarks: false), .marks(.all)]
        default: [.user, .speech, .model(hasMarks: false), .marks(.tools), .marks(.others)]
        }
    }
}
