// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing
import Voice

/// What every row of the key table does.
enum BindingCases {
    static let all =
        typing + session + sound + settings + panes + lists + perPane + program
        + toolCases + audioCases + videoCases + replayCases + overlayCases + discoveryCases
        + findCases + inspectorCases + copyCases + actingCases

    private typealias Scene = BindingScene

    private static let typing = [
        BindingCase(
            "input-line",
            "send",
            { Stage().connected().type("hi") },
            {
                $0.effects == [.sendText("hi")]
            }
        ),
        BindingCase(
            "input-line",
            "history-previous",
            { Stage().type("one").press("Enter") },
            {
                $0.state.composer.field.text == "one"
            }
        ),
        BindingCase(
            "input-line",
            "history-next",
            { Stage().type("one").press("Enter t w o Up") },
            {
                $0.state.composer.field.text == "two"
            }
        ),
        BindingCase("input-line", "back", { Stage() }, { !$0.state.isTyping }),
        BindingCase(
            "input-line",
            "clear-or-quit",
            { Stage().type("text") },
            {
                $0.state.composer.field.text.isEmpty && $0.screen.contains("Ctrl-C again quits")
            }
        ),
        BindingCase("input-line", "page-up", { Scene.scrolled("t") }, { Scene.top($0) == 28 }),
        BindingCase("input-line", "page-down", { Scene.scrolled("t") }, { Scene.top($0) == 64 }),
    ]

    private static let session = [
        BindingCase("global", "type-message", { Scene.panes() }, { $0.state.isTyping }),
        BindingCase(
            "global",
            "connect-or-disconnect",
            { Scene.panes() },
            {
                $0.effects == [.disconnect]
            }
        ),
        BindingCase(
            "global",
            "interrupt",
            { Scene.panes().play(.model("Once")) },
            {
                $0.effects == [.voice(.interrupt), .interrupt]
            }
        ),
        BindingCase(
            "global",
            "toggle-recording",
            { Scene.panes() },
            {
                $0.effects == [.setRecording(true)]
            }
        ),
    ]

    private static let manual = VoiceSnapshot.quiet.with {
        $0.turnDetection = .manual
        $0.microphone.isOpen = false
    }

    private static let sound = [
        BindingCase(
            "global",
            "talk",
            { Scene.panes("", manual) },
            {
                $0.effects == [.voice(.setTalking(true))]
            }
        ),
        BindingCase(
            "global",
            "toggle-microphone",
            { Scene.panes() },
            {
                $0.effects == [.voice(.setMicrophone(isOn: false))]
            }
        ),
        BindingCase(
            "global",
            "toggle-speaker",
            { Scene.panes() },
            {
                $0.effects == [.voice(.setSpeaker(isOn: false))]
            }
        ),
    ]

    private static let settings = [
        BindingCase(
            "global",
            "toggle-modality",
            { Scene.panes() },
            {
                $0.rows[0].contains("AUDIO*")
            }
        ),
        BindingCase(
            "global",
            "toggle-transcripts",
            { Scene.panes() },
            {
                $0.screen.contains("staged, A applies it") && $0.effects.count == 1
            }
        ),
        BindingCase(
            "global",
            "toggle-turn-detection",
            { Scene.panes() },
            {
                $0.rows[0].contains("manual VAD*")
            }
        ),
        BindingCase(
            "global",
            "apply-settings",
            { Scene.panes("a") },
            {
                if case .apply? = $0.effects.last { true } else { false }
            }
        ),
        BindingCase(
            "config",
            "edit-setting",
            { Scene.settings() },
            {
                $0.screen.contains("Enter stages it")
            }
        ),
        BindingCase(
            "config",
            "unstage-settings",
            { Scene.panes("9 a") },
            {
                !$0.rows[0].contains("*") && $0.screen.contains("what was staged is forgotten")
            }
        ),
    ]

    private static let panes =
        PaneID.allCases.map { pane in
            BindingCase(
                "global",
                "focus-\(pane.name)",
                { Scene.panes(pane == .frames ? "1" : "3") },
                {
                    $0.state.pane == pane
                }
            )
        } + [
            BindingCase("always", "toggle-typing", { Scene.panes() }, { $0.state.isTyping }),
            BindingCase("always", "next-pane", { Scene.panes("1") }, { $0.state.pane == .audio }),
            BindingCase(
                "always",
                "previous-pane",
                { Scene.panes("1") },
                {
                    $0.state.pane == .lanes
                }
            ),
            BindingCase(
                "global",
                "back",
                { Scene.panes("3 + +") },
                {
                    $0.state.layout.placements.count == 7
                }
            ),
            BindingCase(
                "global",
                "next-preset",
                { Scene.panes() },
                {
                    $0.state.preset.name == "wire" && $0.screen.contains("layout: wire")
                }
            ),
            BindingCase(
                "global",
                "previous-preset",
                { Scene.panes() },
                {
                    $0.state.preset.name == "talk" && $0.screen.contains("layout: talk")
                }
            ),
            BindingCase(
                "global",
                "grow",
                { Scene.panes("3") },
                {
                    $0.state.layout.placements.first?.area.height == 37
                }
            ),
            BindingCase(
                "global",
                "shrink",
                { Scene.panes("3 + +") },
                {
                    $0.state.zoom == .half && $0.state.layout.placements.count == 7
                }
            ),
            BindingCase("global", "freeze", { Scene.panes() }, { $0.rows[0].contains("FROZEN") }),
        ]

    /// The transcript's first row shows message 46; 19 rows are in view.
    private static let lists = [
        BindingCase("list", "up", { Scene.scrolled() }, { Scene.top($0) == 45 }),
        BindingCase("list", "down", { Scene.scrolled() }, { Scene.top($0) == 47 }),
        BindingCase("list", "page-up", { Scene.scrolled() }, { Scene.top($0) == 28 }),
        BindingCase("list", "page-down", { Scene.scrolled() }, { Scene.top($0) == 64 }),
        BindingCase("list", "half-page-up", { Scene.scrolled() }, { Scene.top($0) == 37 }),
        BindingCase("list", "half-page-down", { Scene.scrolled() }, { Scene.top($0) == 55 }),
        BindingCase("list", "top", { Scene.scrolled() }, { $0.screen.contains("message 1.") }),
        BindingCase("list", "bottom", { Scene.scrolled() }, { $0.screen.contains("message 100.") }),
        BindingCase(
            "list",
            "follow",
            { Scene.scrolled() },
            {
                $0.state.live.transcript.isFollowing == true && $0.screen.contains("message 100.")
            }
        ),
    ]

    private static let perPane = [
        BindingCase(
            "frames",
            "left",
            { Stage().connected().press("Esc 3 Right") },
            {
                Scene.row("setup ", $0).contains("gemini")
            }
        ),
        BindingCase(
            "frames",
            "right",
            { Stage().connected().press("Esc 3") },
            {
                !Scene.row("setup ", $0).contains("gemini")
            }
        ),
        BindingCase(
            "frames",
            "toggle-audio-frames",
            { Scene.panes("3") },
            {
                $0.state.live.frames.isSoundListed
            }
        ),
        BindingCase(
            "lanes",
            "zoom-time-out",
            { Scene.panes("7") },
            {
                $0.state.live.lanes.window == .seconds(60)
            }
        ),
        BindingCase(
            "lanes",
            "zoom-time-in",
            { Scene.panes("7") },
            {
                $0.state.live.lanes.window == .seconds(10)
            }
        ),
        BindingCase(
            "turns",
            "turn-detail",
            { Scene.panes("6").spokenTurn(1) },
            {
                $0.screen.contains("last voiced sample")
            }
        ),
        BindingCase(
            "turns",
            "zoom-time-out",
            { Scene.panes("6") },
            {
                $0.screen.contains("0 to 5.00 s")
            }
        ),
        BindingCase(
            "turns",
            "zoom-time-in",
            { Scene.panes("6") },
            {
                $0.screen.contains("0 to 1.00 s")
            }
        ),
    ]

    private static let program = [
        BindingCase("global", "help", { Scene.panes() }, { $0.screen.contains("type to filter") }),
        BindingCase("always", "help", { Scene.panes() }, { $0.screen.contains("type to filter") }),
        BindingCase(
            "global",
            "quit",
            { Scene.panes() },
            {
                $0.screen.contains("is open and will be closed")
            }
        ),
        BindingCase("global", "quit-now", { Scene.panes() }, { $0.effects == [.quit] }),
        BindingCase("always", "redraw", { Scene.panes() }, { $0.effects == [.redraw] }),
        BindingCase("always", "suspend", { Scene.panes() }, { $0.effects == [.suspend] }),
        BindingCase("global", "reload", { Scene.panes() }, { $0.effects == [.reload] }),
        BindingCase(
            "global",
            "toggle-mouse",
            { Scene.panes() },
            {
                $0.effects == [.captureMouse(true)] && $0.screen.contains("Shift-drag selects text")
            }
        ),
        BindingCase("always", "palette", { Scene.panes() }, { $0.screen.contains("Actions") }),
        BindingCase(
            "global",
            "command-line",
            { Scene.panes() },
            {
                $0.effects == [.listThemes] && $0.rows[38].hasPrefix(" : ")
            }
        ),
        BindingCase(
            "global",
            "theme",
            typed: "theme",
            { Scene.panes() },
            {
                $0.screen.contains("looking for themes") && $0.effects.last == .listThemes
            }
        ),
        BindingCase(
            "global",
            "profile",
            typed: "profile work",
            { Scene.panes() },
            {
                $0.effects.last == .loadProfile("work")
            }
        ),
        BindingCase(
            "global",
            "preset",
            typed: "preset latency",
            { Scene.panes() },
            {
                $0.state.preset.name == "latency"
            }
        ),
    ]
}
