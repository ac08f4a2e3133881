// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

/// What the keys do about function calls.
@MainActor
@Suite struct ToolKeyTests {
    @Test func answersAreSlowedDownAndSomeFail() {
        let profile = SessionProfile(route: "embedded", model: "m", tools: ["get_weather"])
        let stage = Stage(Size(width: 120, height: 40), profile: profile).connected()
        stage.send(.sessionOpened(profile, at: .zero)).press("Esc 4 L Right Right Down Right Enter")
        #expect(
            stage.takeEffects() == [
                .tool(.strain(delay: .milliseconds(500), errorRate: 0.1))
            ]
        )
        #expect(stage.screen.contains("L +500 ms err 10 %  hold: off"))
        stage.press("L Up Left Left Down Left Enter")
        #expect(stage.takeEffects() == [.tool(.strain(delay: .zero, errorRate: 0))])
        #expect(!stage.screen.contains("+500 ms"))
        stage.press("L Right Esc")
        #expect(stage.effects == [])
    }

    private let size = Size(width: 120, height: 40)

    private func stage() -> Stage {
        let stage = Stage(size, profile: .withTools).toolCalls()
        _ = stage.takeEffects()
        return stage
    }

    private func orders(_ stage: Stage) -> [ToolOrder] {
        stage.takeEffects().compactMap { if case .tool(let order) = $0 { order } else { nil } }
    }

    @Test func aQuestionTakesNoKeyFromTheInputLine() {
        let stage = stage().askingCall().type("yn")
        #expect(stage.state.composer.field.text == "yn")
        #expect(orders(stage) == [])
        #expect(stage.screen.contains("run add_note?"))
    }

    @Test func theQuestionShowsExactlyWhatWillRun() {
        let screen = stage().askingCall().press("Ctrl-Y").screen
        #expect(screen.contains("sh add-note.sh --file 'my notes.txt'"))
        #expect(screen.contains("in /home/ada/tools"))
        #expect(screen.contains(#""text": "Buy milk & bread""#))
    }

    @Test(arguments: [("y", ToolOrder.agree(id: "c4")), ("n", .refuse(id: "c4"))])
    func aKeyDecides(key: String, order: ToolOrder) {
        let stage = stage().askingCall().press("Ctrl-Y \(key)")
        #expect(orders(stage) == [order])
        #expect(stage.state.overlays.isEmpty)
        // What has been decided is not asked again while the word is on its way.
        #expect(!stage.screen.contains("run add_note?"))
        stage.press("Ctrl-Y")
        #expect(stage.state.overlays.isEmpty)
    }

    @Test func enterAgreesToNothing() {
        let stage = stage().askingCall().press("Ctrl-Y Enter")
        #expect(orders(stage) == [])
        stage.press("Esc")
        #expect(stage.screen.contains("run add_note?"))
    }

    @Test func theNextQuestionFollows() {
        let stage = stage().askingCall()
            .play(.tool(.note("c6", .awaitingConfirmation))).press("Ctrl-Y y")
        #expect(orders(stage) == [.agree(id: "c4")])
        stage.press("y")
        #expect(orders(stage) == [.agree(id: "c6")])
        #expect(stage.state.overlays.isEmpty)
    }

    @Test func aQuestionThatEndedIsNotDecided() {
        let stage = stage().askingCall().press("Ctrl-Y")
            .play(.tool(.note("c4", .failed("The user did not agree in time."))))
            .press("y")
        #expect(orders(stage) == [])
        #expect(stage.screen.contains("this call does not ask"))
    }

    @Test func anAnswerIsJSONOrText() {
        for (typed, value) in [
            ("the first", JSONValue.string("the first")), (#"{"n":2}"#, ["n": 2]), ("3", 3),
        ] {
            let stage = stage().callForAnAnswer().press("Ctrl-Y").type(typed).press("Enter")
            #expect(orders(stage) == [.answer(id: "c5", value)])
        }
    }

    @Test func brokenJSONIsNotSent() {
        let stage = stage().callForAnAnswer().press("Ctrl-Y").type("{\"n\":").press("Enter")
        #expect(orders(stage) == [])
        #expect(stage.screen.contains("not JSON"))
        #expect(stage.type("2}").press("Enter").state.overlays.isEmpty)
        #expect(orders(stage) == [.answer(id: "c5", ["n": 2])])
    }

    @Test func heldCallsAreReleasedEditedAndCancelled() {
        let stage = stage().press("Esc 4 I")
        #expect(orders(stage) == [.hold(true)])
        #expect(stage.screen.contains("hold: on"))
        stage.play(.tool(.weather("c7", "Rome", .held)))
        stage.press("a")
        #expect(orders(stage) == [.agree(id: "c7")])
        stage.play(.tool(.weather("c8", "Rome", .held)))
        // What would be answered without the person is there to be changed.
        stage.press("e")
        #expect(stage.screen.contains(#"{"sky":"light rain","celsius":4}"#))
        stage.press("Ctrl-U").type("sunny").press("Enter")
        #expect(orders(stage) == [.answer(id: "c8", "sunny")])
        stage.play(.tool(.weather("c9", "Rome", .held)))
        stage.press("X")
        #expect(orders(stage) == [.refuse(id: "c9")])
    }

    @Test func agreeingFromTheListShowsTheCommandFirst() {
        let stage = stage().askingCall().press("Esc 4 a")
        #expect(orders(stage) == [])
        #expect(stage.screen.contains("Run add_note?"))
    }

    @Test func aCallThatHasEndedCannotBeDecided() {
        for key in ["a", "e", "X"] {
            let stage = stage().press("Esc 4 \(key)")
            #expect(orders(stage) == [])
            #expect(stage.state.overlays.isEmpty)
        }
    }

    @Test func withoutToolsTheKeysSayWhy() {
        let stage = Stage(size).connected().press("Esc 4 I")
        #expect(stage.screen.contains("no tools in this session"))
    }

    @Test func pastingGoesIntoTheAnswer() {
        let stage = stage().callForAnAnswer().press("Ctrl-Y").send(.input(.paste("pasted")))
        #expect(stage.press("Enter").takeEffects() == [.tool(.answer(id: "c5", "pasted"))])
    }
}
