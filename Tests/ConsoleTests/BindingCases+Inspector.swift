// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

extension BindingCases {
    /// Six frames, the third a function call that the fourth and fifth answer.
    @MainActor
    private static func frames(_ chords: String) -> Stage {
        Stage(BindingScene.wide).wireFrames().press("Esc 3").press(chords)
    }

    /// The call in the inspector.
    @MainActor
    private static func inspector(_ chords: String = "") -> Stage {
        frames("k k k Enter").press(chords)
    }

    @MainActor
    private static func copies(_ what: String, _ stage: Stage) -> Bool {
        stage.effects.contains { if case .copy(let copy) = $0 { copy.what == what } else { false } }
    }

    static let inspectorCases = [
        BindingCase(
            "frames",
            "inspect-frame",
            { frames("k") },
            { $0.state.pane == .inspector && $0.screen.contains("0 Inspector #5") }
        ),
        BindingCase(
            "inspector",
            "open-inspected",
            { inspector() },
            { $0.screen.contains("0 Inspector #4") }
        ),
        BindingCase(
            "inspector",
            "left",
            { inspector("]") },
            { $0.screen.contains("▸ {1}") && !$0.screen.contains("toolCall: {1}") }
        ),
        BindingCase(
            "inspector",
            "right",
            { inspector("] h") },
            { $0.screen.contains("toolCall: {1}") }
        ),
        BindingCase(
            "inspector",
            "next-frame",
            { inspector() },
            { $0.screen.contains("0 Inspector #4") }
        ),
        BindingCase(
            "inspector",
            "previous-frame",
            { inspector() },
            { $0.screen.contains("0 Inspector #2") }
        ),
        BindingCase("frames", "next-tab", { frames("") }, { $0.state.live.inspector.tab == .json }),
        BindingCase(
            "frames",
            "previous-tab",
            { frames("") },
            { $0.state.live.inspector.tab == .diff }
        ),
        BindingCase("inspector", "next-tab", { inspector() }, { $0.screen.contains("[JSON]") }),
        BindingCase("inspector", "previous-tab", { inspector() }, { $0.screen.contains("[Diff]") }),
        BindingCase("frames", "toggle-mark", { frames("") }, { $0.screen.contains("6*") }),
        BindingCase(
            "inspector",
            "toggle-mark",
            { inspector() },
            { $0.screen.contains("* marked") }
        ),
        BindingCase(
            "frames",
            "compare-marked",
            { frames("* k *") },
            { $0.screen.contains("- #5 toolResponse") }
        ),
        BindingCase(
            "inspector",
            "compare-marked",
            { inspector("* J *") },
            { $0.screen.contains("+ #4 toolResponse") }
        ),
        BindingCase("log", "left", { longLine("8 l l") }, { $0.screen.contains("word4 ") }),
        BindingCase("log", "right", { longLine("8") }, { !$0.screen.contains("word1 ") }),
    ]

    /// A line of the log that is wider than the screen, in the pane that shows it.
    @MainActor
    private static func longLine(_ chords: String) -> Stage {
        let words = (1...40).map { "word\($0)" }.joined(separator: " ")
        let notice = SessionEvent.Kind.notice(Notice(.info, words))
        return Stage(BindingScene.wide).play(notice).press("Esc").press(chords)
    }

    static let copyCases = [
        BindingCase("list", "copy", { frames("") }, { copies("frame 6 as JSON", $0) }),
        BindingCase(
            "list",
            "copy-menu",
            { frames("") },
            { $0.screen.contains("the whole transcript") }
        ),
        BindingCase("copy-menu", "copy-choice", { frames("Y j") }, { copies("frame 6", $0) }),
        BindingCase(
            "copy-menu",
            "up",
            { frames("Y j") },
            { $0.screen.contains("▶ the frame as JSON") }
        ),
        BindingCase(
            "copy-menu",
            "down",
            { frames("Y") },
            { $0.screen.contains("▶ the frame's payload") }
        ),
        BindingCase("copy-menu", "back", { frames("Y") }, { $0.state.overlays.isEmpty }),
    ]
}
