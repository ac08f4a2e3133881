// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing
import Video
import Voice

extension BindingCases {
    private typealias Scene = BindingScene

    static let videoCases = [
        BindingCase(
            "video",
            "toggle-video",
            { Scene.video() },
            { $0.effects == [.video(.setOn(true))] }
        ),
        BindingCase(
            "video",
            "next-video-source",
            { Scene.video() },
            { $0.effects == [.video(.nextSource)] }
        ),
    ]

    static let toolCases = [
        BindingCase(
            "always",
            "decide-tool",
            { Scene.tools().askingCall() },
            {
                $0.screen.contains("Run add_note?")
            }
        ),
        BindingCase(
            "tools",
            "release-tool",
            { Scene.tools("I").play(.tool(.weather("c7", "Rome", .held))) },
            {
                $0.effects == [.tool(.agree(id: "c7"))]
            }
        ),
        BindingCase(
            "tools",
            "write-answer",
            { Scene.tools().callForAnAnswer() },
            {
                $0.screen.contains("Answer ask_human")
            }
        ),
        BindingCase(
            "tools",
            "cancel-tool",
            { Scene.tools().callForAnAnswer() },
            {
                $0.effects == [.tool(.refuse(id: "c5"))]
            }
        ),
        BindingCase(
            "tools",
            "hold-tools",
            { Scene.tools() },
            {
                $0.effects == [.tool(.hold(true))] && $0.screen.contains("hold: on")
            }
        ),
        BindingCase("tools", "open-tool", { Scene.tools() }, { $0.screen.contains("Esc closes") }),
        BindingCase(
            "tool-call",
            "agree-to-tool",
            { Scene.tools().askingCall().press("Ctrl-Y") },
            {
                $0.effects == [.tool(.agree(id: "c4"))]
            }
        ),
        BindingCase(
            "tool-call",
            "refuse-tool",
            { Scene.tools().askingCall().press("Ctrl-Y") },
            {
                $0.effects == [.tool(.refuse(id: "c4"))]
            }
        ),
        BindingCase("tool-call", "up", { sheet("Down Down") }, { shows(1, $0) }),
        BindingCase("tool-call", "down", { sheet("Down") }, { shows(2, $0) }),
        BindingCase("tool-call", "page-up", { sheet("Down Down") }, { shows(0, $0) }),
        BindingCase("tool-call", "page-down", { sheet("") }, { !shows(0, $0) && !shows(1, $0) }),
        BindingCase("tool-call", "back", { sheet("") }, { $0.state.overlays.isEmpty }),
        BindingCase(
            "tool-answer",
            "send-answer",
            { Scene.tools().callForAnAnswer().press("Ctrl-Y").type("yes") },
            {
                $0.effects == [.tool(.answer(id: "c5", "yes"))]
            }
        ),
        BindingCase(
            "tool-answer",
            "back",
            { Scene.tools().callForAnAnswer().press("Ctrl-Y") },
            {
                $0.state.overlays.isEmpty && $0.effects.isEmpty
            }
        ),
    ]

    /// A call's sheet on a screen that shows a few of its lines.
    @MainActor
    private static func sheet(_ chords: String) -> Stage {
        let stage = Stage(Size(width: 80, height: 10), profile: .withTools).toolCalls()
        return stage.press("Esc 4 Enter").press(chords)
    }

    /// Whether so many lines of the sheet are scrolled off.
    @MainActor
    private static func shows(_ offset: Int, _ stage: Stage) -> Bool {
        guard case .tool? = stage.state.overlays.last else { return false }
        let whole = Stage(Size(width: 80, height: 40), profile: .withTools).toolCalls()
        let lines = sheetLines(whole.press("Esc 4 Enter"))
        let shown = sheetLines(stage)
        // Two lines: a blank one alone could be any.
        return shown.count > 1 && lines.dropFirst(offset).starts(with: shown.prefix(2))
    }

    /// What stands in the sheet's box.
    @MainActor
    private static func sheetLines(_ stage: Stage) -> [String] {
        let rows = stage.rows
        guard let top = rows.firstIndex(where: { $0.hasPrefix("╭ add_note") }) else { return [] }
        return Array(rows[(top + 1)...].prefix { $0.hasPrefix("│") })
    }

    static let audioCases = [
        BindingCase(
            "audio",
            "pick-device",
            { Scene.panes("2") },
            {
                $0.effects == [.listDevices] && $0.screen.contains("Sound devices")
            }
        ),
        BindingCase(
            "audio",
            "mic-doctor",
            { Scene.panes("2") },
            {
                $0.screen.contains("Mic doctor")
            }
        ),
        BindingCase(
            "audio",
            "gain-up",
            { Scene.panes("2") },
            {
                $0.effects == [.voice(.setGain(1))]
            }
        ),
        BindingCase(
            "audio",
            "gain-down",
            { Scene.panes("2") },
            {
                $0.effects == [.voice(.setGain(-1))]
            }
        ),
        BindingCase(
            "audio",
            "gain-reset",
            { Scene.panes("2 +") },
            {
                $0.effects == [.voice(.setGain(0))]
            }
        ),
        BindingCase(
            "audio",
            "toggle-duplex",
            { Scene.panes("2") },
            {
                $0.effects == [.voice(.setDuplex(.half))]
            }
        ),
    ]

    static let replayCases = [
        ("replay-pause", ReplayCommand.pause), ("replay-previous-turn", .previousTurn),
        ("replay-next-turn", .nextTurn), ("replay-previous-frame", .previousFrame),
        ("replay-next-frame", .nextFrame), ("replay-slower", .slower),
        ("replay-faster", .faster), ("replay-backward", .backward),
        ("replay-forward", .forward), ("replay-to-start", .toStart), ("replay-to-end", .toEnd),
    ]
    .map { name, command in
        BindingCase("replay", name, { Scene.replay() }, { $0.effects == [.replay(command)] })
    }

    static let overlayCases = [
        BindingCase("help", "back", { Scene.panes("?") }, { $0.state.overlays.isEmpty }),
        BindingCase("help", "up", { Scene.panes("? Down Down") }, { helpOffset($0) == 1 }),
        BindingCase("help", "down", { Scene.panes("? Down") }, { helpOffset($0) == 2 }),
        BindingCase("help", "page-up", { Scene.panes("? Down") }, { helpOffset($0) == 0 }),
        BindingCase("help", "page-down", { Scene.panes("?") }, { (helpOffset($0) ?? 0) > 20 }),
        BindingCase("question", "confirm", { Scene.panes("q") }, { $0.effects == [.quit] }),
        BindingCase(
            "question",
            "decline",
            { Scene.panes("q") },
            {
                $0.state.overlays.isEmpty && $0.effects.isEmpty
            }
        ),
        BindingCase(
            "device-picker",
            "use-device",
            { Scene.devices() },
            {
                if case .voice(.selectDevice)? = $0.effects.last { true } else { false }
            }
        ),
        BindingCase(
            "device-picker",
            "up",
            { Scene.devices().press("Down") },
            {
                $0.screen.contains("▶ ● USB Microphone")
            }
        ),
        BindingCase(
            "device-picker",
            "down",
            { Scene.devices() },
            {
                $0.screen.contains("▶   Webcam") || $0.screen.contains("▶   HDA")
            }
        ),
        BindingCase("device-picker", "back", { Scene.devices() }, { $0.state.overlays.isEmpty }),
        BindingCase(
            "setting",
            "stage-setting",
            { Scene.settings("Down Enter Ctrl-U").type("Kore") },
            {
                $0.state.overlays.isEmpty && $0.screen.contains("voice Kore")
            }
        ),
        BindingCase(
            "setting",
            "up",
            { Scene.settings("Down Enter Ctrl-U Down Down") },
            {
                choice($0) == choices[0]
            }
        ),
        BindingCase(
            "setting",
            "down",
            { Scene.settings("Down Enter Ctrl-U Down") },
            {
                choice($0) == choices[1]
            }
        ),
        BindingCase(
            "setting",
            "page-up",
            { Scene.settings("Down Enter Ctrl-U Down") },
            {
                choice($0) == nil && $0.state.overlays.count == 1
            }
        ),
        BindingCase(
            "setting",
            "page-down",
            { Scene.settings("Down Enter Ctrl-U Down") },
            {
                choice($0) == choices[7]
            }
        ),
        BindingCase("setting", "back", { Scene.settings("Enter") }, { $0.state.overlays.isEmpty }),
        BindingCase(
            "mic-doctor",
            "mic-doctor",
            { doctored() },
            {
                $0.screen.contains("Mic doctor") && !$0.screen.contains("r listens again")
            }
        ),
        BindingCase("mic-doctor", "back", { Scene.panes("2 d") }, { $0.state.overlays.isEmpty }),
    ]

    /// A doctor that is done.
    @MainActor
    private static func doctored() -> Stage {
        Scene.panes("2 d").hear(.quiet, for: .seconds(12))
    }

    /// The heading or key in the first row of the help, counted among all.
    @MainActor
    private static func helpOffset(_ stage: Stage) -> Int? {
        let top = Scene.panes("?")
        guard stage.screen.contains("Filter:") else { return nil }
        let first = stage.rows[3]
        if top.rows[3] == first { return 0 }
        for offset in 1...60 where top.press("Down").rows[3] == first { return offset }
        return nil
    }

    @MainActor private static var choices: [String] {
        let screen = Scene.settings("Down Enter Ctrl-U").rows
        return screen.compactMap { row in
            row.split(separator: "│").first { $0.hasPrefix("   ") && $0.dropFirst(3).first != " " }
        }
        .map { $0.split(separator: " ").joined() }
    }

    /// The choice that the pointer stands at.
    @MainActor
    private static func choice(_ stage: Stage) -> String? {
        guard case .settingEditor? = stage.state.overlays.last else { return nil }
        let row = stage.rows.compactMap { row in
            row.split(separator: "│").first { $0.hasPrefix(" ▶ ") }
        }
        return row.last.map { $0.dropFirst(2).split(separator: " ").joined() }
    }
}
