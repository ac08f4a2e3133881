// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

extension BindingCases {
    static let actingCases = frameCases + faultCases + strainCases

    private static let frameCases = [
        BindingCase("frames", "compose-frame", { acting("3") }, { isComposing($0) }),
        BindingCase(
            "frames",
            "edit-frame",
            { acting("3 k") },
            { isComposing($0) && $0.screen.contains("\"turnComplete\": true") }
        ),
        BindingCase("frames", "resend-frame", { acting("3 k") }, { injected($0) }),
        BindingCase("frame", "inject-frame", { acting("3 k e") }, { injected($0) }),
        BindingCase(
            "frame",
            "edit-outside",
            { acting("3 Ctrl-N") },
            { if case .editOutside? = $0.effects.last { true } else { false } }
        ),
        BindingCase("frame", "back", { acting("3 Ctrl-N") }, { $0.state.overlays.isEmpty }),
        BindingCase(
            "question-asked-once",
            "agree",
            { acting("Z Enter") },
            { $0.effects == [.fault(.goAway(timeLeft: .seconds(10)))] }
        ),
        BindingCase(
            "question-asked-once",
            "back",
            { acting("Z Enter") },
            { $0.state.overlays.isEmpty && $0.effects.isEmpty }
        ),
    ]

    private static let faultCases = [
        BindingCase("global", "open-faults", { acting() }, { isOnFault("goAway now", $0) }),
        BindingCase(
            "faults",
            "order-fault",
            { acting("Z") },
            { $0.screen.contains("Break something?") }
        ),
        BindingCase("faults", "up", { acting("Z Down") }, { isOnFault("goAway now", $0) }),
        BindingCase("faults", "down", { acting("Z") }, { isOnFault("close", $0) }),
        BindingCase(
            "faults",
            "left",
            { acting("Z Right") },
            { $0.screen.contains("goAway, 10 s left") }
        ),
        BindingCase(
            "faults",
            "right",
            { acting("Z") },
            { $0.screen.contains("goAway, 30 s left") }
        ),
        BindingCase("faults", "back", { acting("Z") }, { $0.state.overlays.isEmpty }),
    ]

    private static let strainCases = [
        BindingCase("tools", "strain-tools", { acting("4") }, { isStraining($0) }),
        BindingCase(
            "answers-of-functions",
            "accept-strain",
            { acting("4 L Right") },
            { $0.effects == [.tool(.strain(delay: .milliseconds(250), errorRate: 0))] }
        ),
        BindingCase(
            "answers-of-functions",
            "up",
            { acting("4 L Down") },
            { BindingScene.row("delay ", $0).contains("▶") }
        ),
        BindingCase(
            "answers-of-functions",
            "down",
            { acting("4 L") },
            { BindingScene.row("errors ", $0).contains("▶") }
        ),
        BindingCase(
            "answers-of-functions",
            "left",
            { acting("4 L Right") },
            { isStraining($0) && !$0.screen.contains("250 ms") }
        ),
        BindingCase(
            "answers-of-functions",
            "right",
            { acting("4 L") },
            { $0.screen.contains("250 ms") }
        ),
        BindingCase(
            "answers-of-functions",
            "back",
            { acting("4 L") },
            { $0.state.overlays.isEmpty }
        ),
    ]

    /// A session that declares a function, after a frame of each side.
    @MainActor
    private static func acting(_ chords: String = "") -> Stage {
        let profile = SessionProfile(route: "embedded", model: "m", tools: ["get_weather"])
        let turn = LiveClientMessage(
            clientContent: ClientContent(turns: [Content("hi")], turnComplete: true)
        )
        let stage = Stage(BindingScene.wide, profile: profile)
        stage.send(.sessionOpened(profile, at: .zero)).connected()
        stage.play(.up(90, turn), .down(91, LiveServerMessage(goAway: GoAway())))
        return stage.press("Esc").press(chords)
    }

    @MainActor
    private static func isComposing(_ stage: Stage) -> Bool {
        stage.screen.contains("Compose a frame")
    }

    @MainActor
    private static func injected(_ stage: Stage) -> Bool {
        guard case .inject(let payload)? = stage.effects.last else { return false }
        return String(decoding: payload, as: UTF8.self).contains("hi")
    }

    @MainActor
    private static func isOnFault(_ title: String, _ stage: Stage) -> Bool {
        stage.rows.contains { $0.contains("▶") && $0.contains(title) }
    }

    @MainActor
    private static func isStraining(_ stage: Stage) -> Bool {
        stage.screen.contains("Answers of functions")
    }
}
