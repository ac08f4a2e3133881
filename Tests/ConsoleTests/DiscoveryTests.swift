// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import TerminalUI
import Testing
import Voice

/// The palette and the command line.
@MainActor
@Suite struct DiscoveryTests {
    nonisolated private static let wide = Size(width: 120, height: 40)

    private func stage(_ size: Size = wide) -> Stage {
        Stage(size, hasSound: true).connected().hear(.quiet)
    }

    // MARK: - One table

    @Test func everyActionHasANameAHelpLineAndAWordOnTheCommandLine() {
        let keymap = DefaultKeymap.keymap
        let actions = keymap.actions(from: .pane(.transcript))
        #expect(Set(actions.map(\.command)) == Set(keymap.bindings.map(\.command)))
        for action in actions {
            #expect(!action.help.isEmpty, "\(action.name)")
            let isName = action.name.allSatisfy { $0.isLetter && $0.isLowercase || $0 == "-" }
            #expect(isName && !action.name.isEmpty, "\(action.name)")
        }
        #expect(Set(actions.map(\.name)).count == actions.count, "names are unique")
    }

    @Test(arguments: DefaultKeymap.keymap.actions(from: .pane(.transcript)).map(\.name))
    func thePaletteFindsEveryActionByItsName(name: String) {
        let screen = stage().press("Esc Ctrl-P").type(name).rows
        let pointed = screen.first { $0.contains("│ ▶ ") }
        #expect(pointed?.contains(" \(name)") == true, "\(screen.joined(separator: "\n"))")
    }

    @Test(arguments: DefaultKeymap.keymap.actions(from: .pane(.transcript)).map(\.name))
    func theCommandLineKnowsEveryActionThatIsNotAnOverlays(name: String) {
        let stage = stage().press("Esc :").type(name).press("Enter")
        #expect(!stage.screen.contains("no action is called") || stage.isOnlyInAnOverlay(name))
    }

    // MARK: - The palette

    @Test func thePaletteOpensWhileTypingAndLeavesTheLineAlone() {
        let stage = stage().type("half a sen").press("Ctrl-P").type("mute")
        #expect(stage.state.composer.field.text == "half a sen")
        stage.press("Esc").type("tence")
        #expect(stage.state.composer.field.text == "half a sentence")
    }

    @Test func whatIsDoneFromTheInputLineLeavesThePersonThere() {
        let stage = stage().type("text").press("Ctrl-P").type("toggle-mic").press("Enter")
        #expect(stage.takeEffects() == [.voice(.setMicrophone(isOn: false))])
        #expect(stage.state.isTyping && stage.state.composer.field.text == "text")
    }

    @Test func anActionOfAnotherPaneGoesThere() {
        let stage = stage().press("Esc 1 Ctrl-P").type("toggle-audio-f").press("Enter")
        #expect(stage.state.pane == .frames)
        #expect(stage.state.live.frames.isSoundListed)
    }

    @Test func lettersInOrderFindAnAction() {
        #expect(
            stage().press("Esc Ctrl-P").type("tgmic").rows.contains { row in
                row.contains("▶") && row.contains("toggle-microphone")
            }
        )
    }

    @Test func wordsOfTheHelpAndChordsFindAnAction() {
        #expect(stage().press("Esc Ctrl-P").type("loudspeaker").screen.contains("toggle-speaker"))
        let byChord = stage().press("Esc Ctrl-P").type("ctrl-l").rows
        #expect(byChord.contains { $0.contains("▶") && $0.contains("redraw") })
    }

    @Test func whatCannotBeDoneSaysWhyAndStays() {
        let stage = stage().press("Esc Ctrl-P").type("interrupt")
        #expect(stage.screen.contains("no reply is running: Barge in"))
        stage.press("Enter")
        #expect(stage.takeEffects() == [])
        #expect(stage.rows[39].contains("interrupt: no reply is running"))
        #expect(stage.state.overlays.count == 1)
    }

    @Test func anActionThatTakesSomethingAsksForIt() {
        let stage = stage().press("Esc Ctrl-P").type("preset").press("Enter")
        #expect(stage.rows[38] == " : preset")
        #expect(stage.screen.contains("latency"))
        #expect(stage.type("wire").press("Enter").state.preset.name == "wire")
    }

    @Test func nothingMatchesIsSaid() {
        #expect(stage().press("Esc Ctrl-P").type("zzzz").screen.contains("no action matches"))
    }

    // MARK: - The command line

    @Test(arguments: [
        ("nonsense", "no action is called nonsense; Tab lists those there are"),
        ("toggle-microfone", "did you mean toggle-microphone?"),
        ("preset", "preset takes NAME: talk, debug, wire, latency"),
        ("preset x", "preset takes one of talk, debug, wire, latency; not x"),
        ("quit now", "quit takes nothing after it"),
        ("toggle", "toggle could be "),
        ("interrupt", "interrupt: no reply is running"),
        ("filter is:odd", "filter: "),
    ])
    func errorsSayWhatWasExpected(line: String, words: String) {
        let stage = stage().press("Esc :").type(line).press("Enter")
        #expect(stage.screen.contains(words), "\(stage.screen)")
        #expect(stage.state.overlays.count == 1, "the line stays to be mended")
        stage.press("Backspace")
        #expect(!stage.screen.contains(words))
    }

    @Test func theShortestNameThatBeginsSoIsMeant() {
        let stage = stage().press("Esc :").type("q").press("Enter")
        #expect(stage.screen.contains("is open and will be closed"))
    }

    @Test func aFilterTypedBehindItsNameIsApplied() {
        let stage = stage().press("Esc :").type("filter type:setup").press("Enter")
        #expect(stage.state.overlays.isEmpty && stage.state.pane == .frames)
        #expect(stage.state.live.frames.filter.text == "type:setup")
        stage.press(":").type("filter").press("Enter")
        #expect(stage.rows[38].contains("f: type:setup"), "without one it is asked for")
    }

    @Test func anEmptyLineIsLeft() {
        #expect(stage().press("Esc : Enter").state.overlays.isEmpty)
    }

    @Test func tabGoesRoundWhatFits() {
        let stage = stage().press("Esc :").type("focus-t Tab".replacing(" Tab", with: ""))
        stage.press("Tab")
        #expect(stage.rows[38] == " : focus-tools")
        stage.press("Tab")
        #expect(stage.rows[38] == " : focus-transcript")
        stage.press("Tab Tab Tab S-Tab")
        #expect(stage.rows[38] == " : focus-tools")
    }

    @Test func tabCompletesWhatAnActionTakes() {
        let stage = stage().press("Esc :").type("pres").press("Tab")
        #expect(stage.rows[38] == " : preset")
        stage.type("l").press("Tab")
        #expect(stage.rows[38] == " : preset latency")
        #expect(stage.press("Enter").state.preset.name == "latency")
    }

    @Test func themesAreCompletedByTheirNames() {
        let stage = stage().press("Esc :").send(.themes(ThemeChoice.examples))
        stage.type("theme d").press("Tab")
        #expect(stage.rows[38] == " : theme day")
        stage.press("Enter")
        #expect(stage.effects.last == .loadTheme("day"))
    }

    @Test func earlierLinesComeBackAndTheMessagesDoNot() {
        let stage = stage().type("a message").press("Enter Esc :")
        #expect(stage.press("Up").rows[38] == " : the name of an action, and what it takes")
        stage.type("freeze").press("Enter :").type("x").press("Up")
        #expect(stage.rows[38] == " : freeze")
        #expect(stage.press("Down").rows[38] == " : x")
    }

    @Test func pastedTextCarriesNoControls() {
        let stage = stage().press("Esc :").send(.input(.paste("a\nb\u{1B}[31m\u{202E}")))
        #expect(!stage.screen.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        stage.press("Enter")
        #expect(!stage.screen.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }

    @Test(arguments: [Size(width: 1, height: 1), Size(width: 20, height: 5), wide])
    func everyOverlaySurvivesEverySize(size: Size) {
        for chords in ["Ctrl-P", ":", ": z Enter", ": t h e m e Enter"] {
            let stage = Stage(size).connected().press("Esc").press(chords)
            stage.send(.themes(ThemeChoice.examples)).press("Down Tab PgDn Up")
            _ = stage.screen
        }
    }

    @Test func onALowScreenTheFaultTakesTheRowAbove() {
        let stage = Stage(Size(width: 80, height: 3)).press("Esc :").type("zz").press("Enter")
        #expect(stage.screen.contains("no action is called zz"))
    }

    // MARK: - Themes

    @Test func movingThroughTheThemesShowsThemAndEscapeDoesNot() {
        let stage = stage().press("Esc").type(":theme").press("Enter")
        stage.send(.themes(ThemeChoice.examples))
        #expect(stage.screen.contains("▶ default-dark"))
        stage.press("Up")
        #expect(stage.state.theme.name == "day")
        stage.press("Down Down")
        #expect(stage.state.theme.name == "default-dark")
        #expect(stage.screen.contains("torn.toml:3"))
        stage.press("Enter")
        #expect(stage.screen.contains("this theme cannot be loaded"))
        stage.press("Up Up Esc")
        #expect(stage.state.theme.name == "default-dark")
        #expect(stage.state.overlays.isEmpty)
    }

    @Test func aThemeThatIsKeptSaysHowItStays() {
        let stage = stage().press("Esc").type(":theme").press("Enter")
        stage.send(.themes(ThemeChoice.examples)).press("g Enter")
        #expect(stage.effects.last == .keepTheme("day"))
        #expect(stage.rows[39].contains(#"theme = "day" in the configuration keeps it"#))
        #expect(stage.state.theme.name == "day")
    }
}

extension Stage {
    /// Whether an action is bound over the panes alone.
    fileprivate func isOnlyInAnOverlay(_ name: String) -> Bool {
        state.keymap.actions(from: .pane(.transcript)).contains { action in
            action.name == name && state.reasonAgainst(action)?.hasPrefix("only in") == true
        }
    }
}
