// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing
import Voice

@MainActor
@Suite struct MomentsTests {
    /// Forty turns, two frames each.
    private func stage(_ size: Size = Size(width: 120, height: 40)) -> Stage {
        let stage = Stage(size).connected()
        for turn in 1...40 {
            let content = LiveClientMessage(clientContent: ClientContent(turns: [Content("hi")]))
            let reply = LiveServerMessage(serverContent: ServerContent(turnComplete: true))
            stage.play(
                .said("question \(turn).", turn: turn),
                .up(2 * turn, content),
                .down(2 * turn + 1, reply),
                .model("answer \(turn).", turn: turn),
                .turnEnded(TurnEnd(), turn: turn)
            )
        }
        return stage.press("Esc")
    }

    @Test func framesKnowTheirTurn() {
        let turns = stage().state.live.frames.entries.suffix(80).map(\.turn)
        #expect(turns == (1...40).flatMap { [$0, $0] })
    }

    @Test func whatIsSpokenBeforeAReplyBelongsToItsTurn() {
        let sound = LiveClientMessage(realtimeInput: RealtimeInput(text: "hi"))
        let stage = Stage().play(
            .up(1, sound),
            .down(2, LiveServerMessage()),
            .inputTranscript(Transcription(text: "a"), turn: 1),
            .down(3, LiveServerMessage()),
            .turnEnded(TurnEnd(), turn: 1),
            .down(4, LiveServerMessage()),
            .up(5, sound),
            .down(6, LiveServerMessage()),
            .interrupted(turn: 1)
        )
        #expect(stage.state.live.frames.entries.map(\.turn) == [1, 1, 1, 1, 2, 1])
    }

    @Test func bracesMoveAllPanesTogether() {
        let stage = stage().press("{ { {")
        #expect(stage.rows[39].contains("turn 38 of 40"))
        stage.press("{")
        let rows = stage.rows
        #expect(rows.contains { $0.contains("You   question 37.") })
        #expect(
            rows.contains { $0.contains("▶") && $0.contains("74") && $0.contains("clientContent") }
        )
        #expect(rows.contains { $0.contains("▶37") })
        for _ in 0..<17 { stage.press("{") }
        #expect(stage.rows[2].contains("You   question 20."))
        stage.press("7")
        #expect(stage.screen.contains("F follows"))
        stage.press("1")
        for _ in 0..<21 { stage.press("}") }
        #expect(stage.rows[39].contains("all panes follow"))
        #expect(stage.screen.contains("answer 40."))
        #expect(stage.state.live.frames.isFollowing == true)
    }

    @Test func bracesGoOnFromTheSelectedFrame() {
        let stage = stage().press("3 g { }")
        #expect(stage.rows[39].contains("turn 2 of 40"))
        stage.press("G k k k k }")
        #expect(stage.rows[39].contains("turn 39 of 40"))
    }

    @Test func bracesWithoutTurnsSaySo() {
        let stage = Stage().press("Esc {")
        #expect(stage.rows[23].contains("no turn yet"))
        stage.play(.said("hi")).press("{ { {")
        #expect(stage.rows[23].contains("turn 1 is the first"))
    }

    @Test func bracesStillSeekInAReplay() {
        let replay = ReplayStatus(duration: .seconds(10))
        let stage = Stage(replay: replay).press("{ }")
        #expect(stage.effects == [.replay(.previousTurn), .replay(.nextTurn)])
    }

    @Test func problemsAreGoneToFromTheLatestBack() {
        let stage = stage()
        stage.play(.notice(Notice(.warning, "Turn 40 stalls.")))
        for turn in 41...60 { stage.play(.said("more \(turn).", turn: turn)) }
        stage.play(.toolCallCancellation(["c1"]))
        for turn in 61...90 { stage.play(.said("more \(turn).", turn: turn)) }
        stage.press("!")
        #expect(stage.rows[39].contains("1/2"))
        #expect(stage.rows[39].contains("the server cancelled a function call"))
        #expect(stage.screen.contains("more 60."))
        stage.press("!")
        #expect(stage.rows[39].contains("2/2"))
        #expect(
            stage.screen.contains("▲ Turn 40 stalls.") || stage.screen.contains("Turn 40 stalls.")
        )
        stage.press("!")
        #expect(stage.rows[39].contains("1/2"))
        stage.play(.phase(.ended(.connectionLost("The peer is gone.")))).press("!")
        #expect(stage.rows[39].contains("1/3"))
        #expect(stage.rows[39].contains("The peer is gone."))
    }

    @Test func problemsAreListedAndChosen() {
        let stage = stage()
        #expect(stage.press("!").rows[39].contains("no problem so far"))
        for number in 1...50 {
            stage.play(.notice(Notice(.error, "failure \(number)\u{1B}[2J")))
        }
        stage.press("E")
        #expect(stage.screen.contains("Problems 50"))
        #expect(stage.rows.contains { $0.contains("▶") && $0.contains("failure 50") })
        stage.press("Down Down Enter")
        #expect(!stage.screen.contains("Problems 50"))
        #expect(stage.rows[39].contains("failure 48"))
        stage.press("E")
        #expect(stage.rows.contains { $0.contains("▶") && $0.contains("failure 48") })
        stage.press("G Up Esc")
        #expect(!stage.screen.contains("Problems 50"))
    }

    @Test func xrunsAndLossesAreProblems() {
        var snapshot = VoiceSnapshot()
        snapshot.microphone.device.xruns = 2
        let stage = Stage(hasSound: true).send(.meters(snapshot))
        stage.send(.meters(snapshot))
        stage.play(
            .userText("hello", turn: 1, delivery: .lost),
            .voice(.device(.output, .lost("unplugged"))),
            .phase(.reconnecting(attempt: 1, reason: "1011"))
        )
        #expect(
            stage.state.live.problems.entries.map(\.text) == [
                "2 xruns", "not sent: hello", "loudspeaker lost: unplugged",
                "connection lost: 1011",
            ]
        )
    }

    @Test func anySizeSurvives() {
        for size in [
            Size(width: 1, height: 1), Size(width: 20, height: 5), Size(width: 80, height: 24),
        ] {
            let stage = stage(size).play(.notice(Notice(.error, "bad")))
            stage.press("{ { 3 { 6 } 7 { ! E Down Enter 1 }")
            _ = stage.screen
        }
    }
}
