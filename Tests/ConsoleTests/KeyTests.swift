// SPDX-License-Identifier: Apache-2.0

import Console
import LiveEngine
import TerminalUI
import Testing

/// Keys in, effects and screen out.
@MainActor
@Suite struct KeyTests {
    @Test func typingWorksAtOnceAndEnterConnectsAndSends() {
        let stage = Stage().type("hello? q 1")
        #expect(stage.rows[22] == " > hello? q 1")
        stage.press("Enter")
        #expect(stage.effects == [.connect, .sendText("hello? q 1")])
        #expect(stage.rows[22] == " > type a message")
    }

    @Test func enterOnARunningSessionOnlySends() {
        let stage = Stage().connected().type("hi").press("Enter")
        #expect(stage.effects == [.sendText("hi")])
    }

    @Test func enterWithoutTextSaysWhyNothingHappens() {
        let stage = Stage().type("   ").press("Enter")
        #expect(stage.effects == [])
        #expect(stage.rows[23].contains("type a message first"))
    }

    @Test func historyComesBackWithTheDraftBehindIt() {
        let stage = Stage().type("one\ntwo\nthr")
        stage.press("Up")
        #expect(stage.rows[22] == " > two")
        stage.press("Up Up")
        #expect(stage.rows[22] == " > one")
        stage.press("Down Down")
        #expect(stage.rows[22] == " > thr")
    }

    @Test func pasteKeepsToOneLineAndCarriesNoControls() {
        let stage = Stage().send(.input(.paste("a\nb\u{1B}[31mc")))
        #expect(stage.rows[22] == " > a b␛[31mc")
        #expect(stage.effects == [])
    }

    @Test func controlCClearsThenQuits() {
        let stage = Stage().connected().type("text").press("Ctrl-C")
        #expect(stage.effects == [])
        #expect(stage.rows[22] == " > type a message")
        #expect(stage.rows[23].contains("Ctrl-C again quits"))
        stage.press("Ctrl-C")
        #expect(stage.effects == [.quit])
    }

    @Test func controlCForgetsWhenSomethingElseIsTyped() {
        let stage = Stage().press("Ctrl-C a Ctrl-C")
        #expect(stage.effects == [])
    }

    @Test func controlCForgetsWithTime() {
        let stage = Stage().press("Ctrl-C").wait(.seconds(6)).press("Ctrl-C")
        #expect(stage.effects == [])
    }

    @Test func quitAsksWhileConnected() {
        let stage = Stage().connected().press("Esc q")
        #expect(stage.effects == [])
        #expect(stage.screen.contains("The session with embedded is open"))
        stage.press("n")
        #expect(!stage.screen.contains("is open"))
        stage.press("q y")
        #expect(stage.effects == [.quit])
    }

    @Test(arguments: ["Esc Q", "Esc q q", "Esc Ctrl-C Ctrl-C", "Esc q Enter"])
    func quitWays(chords: String) {
        #expect(Stage().connected().press(chords).effects == [.quit])
    }

    @Test func quitDoesNotAskWithoutASession() {
        #expect(Stage().press("Esc q").effects == [.quit])
    }

    @Test func escapeNeverQuits() {
        #expect(Stage().press("Esc Esc Esc ? Esc Esc").effects == [])
    }

    @Test func connectKeyConnectsAndDisconnects() {
        let stage = Stage().press("Esc c")
        #expect(stage.takeEffects() == [.connect])
        stage.connected().press("c")
        #expect(stage.takeEffects() == [.disconnect])
        stage.play(.phase(.closing)).press("c")
        #expect(stage.effects == [])
        #expect(stage.rows[23].contains("the session is closing"))
    }

    @Test func bargeInNeedsARunningReply() {
        let stage = Stage().connected().press("Esc b")
        #expect(stage.effects == [])
        #expect(stage.rows[23].contains("b: no reply is running"))
        stage.play(.model("Once upon")).press("b")
        #expect(stage.takeEffects() == [.interrupt])
        stage.play(.interrupted(turn: 1)).press("b")
        #expect(stage.effects == [])
    }

    @Test func tabGoesThroughThePanes() {
        let stage = Stage().press("Esc")
        var shown: [String] = []
        for _ in PaneID.allCases {
            shown.append(String(stage.rows[1].split(separator: "]")[0].split(separator: "[")[1]))
            stage.press("Tab")
        }
        #expect(shown == PaneID.allCases.map { "\($0.key) \($0.title)" })
        #expect(stage.state.pane == .transcript)
        stage.press("S-Tab S-Tab")
        #expect(stage.state.pane == PaneID.allCases.dropLast().last)
    }

    @Test func digitFocusesAndZooms() {
        let stage = Stage(Size(width: 120, height: 40)).press("Esc 3")
        #expect(stage.state.pane == .frames)
        #expect(stage.state.layout.placements.count == 5)
        stage.press("3")
        #expect(stage.state.layout.placements.map(\.pane) == [.frames])
        stage.press("3")
        #expect(stage.state.layout.placements.count == 5)
    }

    @Test func plusAndUnderscoreGoOverHalfTheScreen() {
        let stage = Stage(Size(width: 120, height: 40)).press("Esc 3 +")
        let half = stage.state.layout.placements
        #expect(half[0].pane == .frames)
        #expect(half[0].area == Rect(x: 0, y: 1, width: 60, height: 37))
        #expect(half.dropFirst().map(\.pane) == [.transcript, .budget, .tools, .turns])
        stage.press("+")
        #expect(stage.state.layout.placements.map(\.pane) == [.frames])
        #expect(stage.press("+").rows[39].contains("Frames fills the screen already"))
        #expect(stage.press("_").state.layout.placements == half)
        stage.press("_")
        #expect(stage.state.layout.placements.count == 5)
        #expect(stage.press("_").rows[39].contains("Frames has its normal size"))
    }

    @Test func presetsGoRound() {
        let stage = Stage(Size(width: 120, height: 40)).press("Esc p")
        let wire: [PaneID] = [.frames, .inspector, .tools, .log]
        #expect(stage.state.layout.placements.map(\.pane) == wire)
        stage.press("p")
        #expect(stage.state.layout.placements.map(\.pane) == [.turns, .transcript])
        stage.press("p")
        #expect(stage.state.layout.placements.map(\.pane) == [.transcript])
        stage.press("P P P")
        #expect(stage.state.layout.placements.count == 5)
    }

    @Test func presetsSayWhyTheyNeedWidth() {
        let stage = Stage().press("Esc p")
        #expect(stage.rows[23].contains("layouts need 120 columns"))
    }

    @Test func helpListsAndFilters() {
        let stage = Stage().press("Esc ?")
        #expect(stage.screen.contains("Connect or disconnect"))
        stage.type("freeze")
        #expect(stage.screen.contains("Freeze the panes"))
        #expect(!stage.screen.contains("Connect or disconnect"))
        stage.press("Esc")
        #expect(!stage.screen.contains("Filter:"))
    }

    @Test func helpFromTheInputLineShowsItsKeysFirst() throws {
        let rows = Stage().press("F1").rows
        let here = try #require(rows.firstIndex { $0.contains("In the input line") })
        let elsewhere = try #require(rows.firstIndex { $0.contains("Outside the input line") })
        #expect(here < elsewhere)
    }

    @Test func unknownKeySaysSo() {
        let stage = Stage().press("Esc z")
        #expect(stage.rows[23].contains("z is no key here"))
    }

    @Test func redrawSuspendAndReloadAreAskedFor() {
        let stage = Stage().press("Ctrl-L Ctrl-Z Esc Ctrl-R")
        #expect(stage.effects == [.redraw, .suspend, .reload])
    }

    @Test func anotherThemeIsAnnounced() {
        let stage = Stage().press("Esc Ctrl-R")
        stage.send(.themeLoaded(Theme(name: "night", palette: Theme.Palette())))
        #expect(stage.rows[23].contains("theme loaded: night"))
    }

    @Test func comingBackFromASuspensionSaysHowLongItWas() {
        let stage = Stage().play(.phase(.ready)).press("Ctrl-Z")
        stage.send(.resumed(after: .seconds(75)))
        #expect(stage.rows[23].contains("stood still for 01:15"))
    }

    @Test func cursorStandsInTheInputLineOnlyWhileTyping() {
        let stage = Stage().type("ab")
        #expect(stage.cursor == Point(x: 5, y: 22))
        stage.press("Esc")
        #expect(stage.cursor == nil)
        stage.press("Ctrl-T")
        #expect(stage.cursor == Point(x: 5, y: 22))
    }

    @Test(arguments: [
        KeyScope.textEntry, .pane(.frames), .pane(.audio), .pane(.lanes), .help, .confirm,
        .devicePicker, .micDoctor, .prompt, .problems, .frameEditor, .faults,
    ])
    func everyCommandSurvivesOnEveryScreen(scope: KeyScope) {
        for binding in DefaultKeymap.keymap.bindings(in: scope) {
            for chord in binding.chords {
                for size in [Size(width: 1, height: 1), Size(width: 80, height: 24)] {
                    let stage = Stage(size, hasSound: true).connected().press(scope.way)
                    stage.press(chord)
                    _ = stage.screen
                }
            }
        }
    }
}

extension KeyScope {
    /// The keys that lead from the start to this scope.
    fileprivate var way: String {
        switch self {
        case .help: "F1"
        case .confirm: "Esc q"
        case .devicePicker: "Esc 2 ,"
        case .prompt: "Esc /"
        case .frameEditor: "Esc 3 Ctrl-N"
        case .faults: "Esc Z"
        case .problems: "Esc E"
        case .micDoctor: "Esc 2 d"
        case .pane(let pane): "Esc \(pane.key)"
        default: ""
        }
    }
}
