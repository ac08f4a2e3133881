// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

extension BindingCases {
    private typealias Scene = BindingScene

    static let findCases = [
        BindingCase("list", "search", { Scene.scrolled() }, { $0.rows[22].hasPrefix(" /") }),
        BindingCase("list", "next-match", { searched("N") }, { $0.rows[1].contains("2/2 /ge 5") }),
        BindingCase("list", "previous-match", { searched() }, { $0.rows[1].contains("1/2 /ge 5") }),
        BindingCase(
            "global",
            "previous-turn",
            { Scene.scrolled("G") },
            {
                $0.screen.contains("turn 100 of 100")
            }
        ),
        BindingCase(
            "global",
            "next-turn",
            { Scene.scrolled("G { {") },
            {
                $0.screen.contains("turn 100 of 100")
            }
        ),
        BindingCase(
            "global",
            "next-problem",
            { troubled() },
            {
                $0.screen.contains("1/2 ") && $0.screen.contains("second trouble")
            }
        ),
        BindingCase("global", "list-problems", { troubled() }, { isOnSecond($0) }),
        BindingCase(
            "problems",
            "go-to-problem",
            { troubled("E") },
            {
                $0.state.overlays.isEmpty && $0.screen.contains("1/2 ")
            }
        ),
        BindingCase("problems", "up", { troubled("E Down") }, { isOnSecond($0) }),
        BindingCase("problems", "down", { troubled("E") }, { isOnFirst($0) }),
        BindingCase("problems", "page-up", { troubled("E Down") }, { isOnSecond($0) }),
        BindingCase("problems", "page-down", { troubled("E") }, { isOnFirst($0) }),
        BindingCase("problems", "top", { troubled("E Down") }, { isOnSecond($0) }),
        BindingCase("problems", "bottom", { troubled("E") }, { isOnFirst($0) }),
        BindingCase("problems", "back", { troubled("E") }, { $0.state.overlays.isEmpty }),
        BindingCase(
            "prompt",
            "accept-prompt",
            { Scene.panes("3 f").type("dir:s2c") },
            {
                $0.state.overlays.isEmpty && $0.screen.contains("dir:s2c")
            }
        ),
        BindingCase(
            "prompt",
            "back",
            { Scene.panes("3 f").type("dir:s2c") },
            {
                $0.state.overlays.isEmpty && !$0.screen.contains("dir:s2c")
            }
        ),
        BindingCase(
            "frames",
            "filter",
            { Scene.panes("3") },
            {
                if case .prompt? = $0.state.overlays.last { true } else { false }
            }
        ),
    ]

    /// Two messages found, the later one in view.
    @MainActor
    private static func searched(_ chords: String = "") -> Stage {
        let stage = Stage().connected()
        for turn in 1...9 { stage.play(.said("message \(turn % 6).", turn: turn)) }
        stage.play(.said("message 5.", turn: 10))
        return stage.press("Esc /").type("ge 5").press("Enter").press(chords)
    }

    @MainActor
    private static func troubled(_ chords: String = "") -> Stage {
        let stage = Scene.panes()
        stage.play(.notice(Notice(.error, "first trouble")))
        stage.wait(.seconds(8)).play(.notice(Notice(.error, "second trouble")))
        return stage.wait(.seconds(8)).press(chords)
    }

    @MainActor
    private static func isOnSecond(_ stage: Stage) -> Bool {
        pointed(stage)?.contains("second trouble") == true
    }

    @MainActor
    private static func isOnFirst(_ stage: Stage) -> Bool {
        pointed(stage)?.contains("first trouble") == true
    }

    /// The row of the list of problems that the pointer stands at.
    @MainActor
    private static func pointed(_ stage: Stage) -> String? {
        guard case .problems? = stage.state.overlays.last else { return nil }
        return stage.rows.first { $0.contains("│ ▶") && $0.contains("trouble") }
    }
}
