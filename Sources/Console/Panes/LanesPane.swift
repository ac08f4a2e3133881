// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Pane 7: who spoke when.
struct LanesPane: PaneWidget {
    let state: LanesState
    let scene: Scene

    var status: String {
        "\(span)  - = zoom"
    }

    private var span: String {
        let span = "-\(TimeText.length(state.window)) \(scene.table.ellipsis) "
        guard let end = state.end else { return span + "now" }
        return span + TimeText.clock(scene.timeOfDayAtStart + end) + ", F follows"
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        let lanes = Lanes(state: state, scene: scene, width: area.width - Lanes.labelWidth)
        lanes.draw(Self.rows(in: area.height), in: area, into: &buffer)
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
