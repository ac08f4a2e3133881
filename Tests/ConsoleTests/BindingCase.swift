// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import TerminalUI
import Testing
import Video
import Voice

/// A row of the key table, where its keys are valid, and what must come of them.
struct BindingCase: Sendable {
    /// The context's name, as in configuration files.
    let context: String
    let action: String
    /// A console in which the key is valid; its effects so far do not count.
    let scene: @MainActor @Sendable () -> Stage
    /// Typed on the command line for an action without a key.
    let typed: String?
    let holds: @MainActor @Sendable (Stage) -> Bool

    init(
        _ context: String,
        _ action: String,
        typed: String? = nil,
        _ scene: @escaping @MainActor @Sendable () -> Stage,
        _ holds: @escaping @MainActor @Sendable (Stage) -> Bool
    ) {
        self.context = context
        self.action = action
        self.typed = typed
        self.scene = scene
        self.holds = holds
    }
}

/// The scenes that cases start from.
@MainActor
enum BindingScene {
    static let wide = Size(width: 120, height: 40)

    /// A session with sound, the focus on the panes.
    static func panes(_ chords: String = "", _ snapshot: VoiceSnapshot = .quiet) -> Stage {
        let stage = Stage(wide, hasSound: true).connected()
        stage.hear(snapshot)
        return stage.press("Esc").press(chords)
    }

    /// Forty turns, the transcript scrolled to somewhere in the middle.
    static func scrolled(_ chords: String = "") -> Stage {
        let stage = Stage().connected()
        for turn in 1...100 { stage.play(.said("message \(turn).", turn: turn)) }
        return stage.press("Esc PgUp PgUp").press(chords)
    }

    static func tools(_ chords: String = "") -> Stage {
        Stage(wide, profile: .withTools).toolCalls().press("Esc 4").press(chords)
    }

    /// A camera that is turned off, in its pane.
    static func video() -> Stage {
        var snapshot = VideoSnapshot()
        snapshot.source = "camera /dev/video0"
        return panes().send(.video(snapshot)).press("v")
    }

    static func replay() -> Stage {
        Stage(wide, replay: ReplayStatus(position: .seconds(4), duration: .seconds(10)))
    }

    static func devices() -> Stage {
        panes("2 ,").send(.devices(DeviceChoice.examples))
    }

    static func themes(_ chords: String = "") -> Stage {
        let stage = Stage(wide).press("Esc : t h e m e Enter")
        return stage.send(.themes(ThemeChoice.examples)).press(chords)
    }

    /// The settings of a model that speaks, with chords pressed there.
    static func settings(_ chords: String = "") -> Stage {
        let profile = SessionProfile(
            route: SessionProfile.embeddedRoute,
            model: "gemini-3.8-live",
            voice: "Puck",
            modality: .audio
        )
        return Stage(wide, profile: profile, hasSound: true).connected().press("Esc 9")
            .press(chords)
    }

    /// The first row that contains some text.
    static func row(_ text: String, _ stage: Stage) -> String {
        stage.rows.first { $0.contains(text) } ?? ""
    }

    /// The first row of the transcript at 80x24.
    static func top(_ stage: Stage) -> Int {
        let words = stage.rows[2].split(separator: " ")
        let number = words.firstIndex(of: "message").map { words[$0 + 1].filter(\.isNumber) }
        return number.flatMap { Int($0) } ?? 0
    }
}

extension ThemeChoice {
    /// Three themes, one of them broken.
    static let examples = [
        ThemeChoice(name: "day", theme: Theme(name: "day", palette: .init()), note: "light"),
        ThemeChoice(name: "default-dark", theme: ThemeLoader.builtIn, note: "dark"),
        ThemeChoice(name: "torn", theme: nil, note: "torn.toml:3: expected a colour"),
    ]
}
