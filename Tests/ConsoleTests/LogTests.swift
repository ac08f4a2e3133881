// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

@MainActor
@Suite struct LogTests {
    private func texts(_ stage: Stage) -> [String] {
        stage.state.live.log.entries.map(\.text)
    }

    @Test func sessionMarksAreLinesWithTheirLevel() {
        let stage = Stage().send(.sessionOpened(.embedded, at: .zero)).connected().refusal()
        let entries = Array(stage.state.live.log.entries)
        let reason = "API key not valid. Please pass a valid API key."
        #expect(
            entries.map(\.text).prefix(4) == [
                "session with embedded, model gemini-2.0-flash-live-001", "connecting", "ready",
                "the server closed: 1007 \(reason)",
            ]
        )
        #expect(entries.map(\.level) == [.info, .info, .info, .warning, .error])
        #expect(entries.last?.text.hasPrefix("ended: The server closed the session") == true)
    }

    @Test(arguments: [
        (
            SessionEvent.Kind.goAway(timeLeft: .seconds(52)), Notice.Level.warning,
            "goAway: the server will close the connection, 52 s left"
        ),
        (.goAway(timeLeft: nil), .warning, "goAway: the server will close the connection"),
        (.interrupted(turn: 3), .info, "the reply of turn 3 was interrupted"),
        (.toolCallCancellation(["c9"]), .warning, "taken back by the server: c9"),
        (
            .phase(.moving(reason: "new settings")), .info,
            "moving to a new connection: new settings"
        ),
        (
            .phase(.reconnecting(attempt: 2, reason: "closed with 1011")), .warning,
            "connecting again, attempt 2: closed with 1011"
        ),
        (.notice(Notice(.error, "no room")), .error, "no room"),
        (.voice(.device(.input, .lost("unplugged"))), .error, "microphone: lost. unplugged"),
        (.turnEnded(TurnEnd(reason: "SAFETY"), turn: 2), .warning, "turn 2 ended: SAFETY"),
        (
            .resumption(.init(newHandle: "h", resumable: true)), .info,
            "the session can be resumed from now on"
        ),
    ])
    func eventBecomesALine(event: SessionEvent.Kind, level: Notice.Level, text: String) {
        let entries = Array(Stage().play(event).state.live.log.entries)
        #expect(entries.map(\.text) == [text])
        #expect(entries.map(\.level) == [level])
    }

    @Test func whatOtherPanesShowIsNoLine() {
        let stage = Stage().play(
            .said("hello"),
            .model("hi"),
            .generationComplete(turn: 1),
            .turnEnded(TurnEnd(), turn: 1),
            .resumption(.init(resumable: false))
        )
        #expect(texts(stage) == [])
    }

    @Test func callHasALineAtBothEnds() {
        let stage = Stage().play(
            .tool(.weather("c1", "Oslo", .queued)),
            .tool(.weather("c1", "Oslo", .running)),
            .tool(.weather("c1", "Oslo", .finished(["sky": "rain"]), 182))
        )
        #expect(
            texts(stage) == [
                "get_weather (c1) waits its turn", "get_weather (c1) answered after 182 ms",
            ]
        )
    }

    @Test func deviceThatIsTriedAgainAllTheTimeIsToldOfOnce() {
        let stage = Stage()
        for _ in 1...5 {
            stage.play(.voice(.device(.output, .opening)))
            stage.play(.voice(.device(.output, .unavailable("busy"))))
        }
        stage.play(.voice(.device(.output, .running)))
        #expect(texts(stage) == ["loudspeaker: none. busy", "loudspeaker: works again"])
    }

    @Test func recordingAndSuspensionAreLines() {
        let stage = Stage().send(.recording(path: "/tmp/a.livesession"), .recording(path: nil))
        stage.send(.resumed(after: .seconds(61)))
        #expect(
            texts(stage) == [
                "recording to /tmp/a.livesession", "recorded: /tmp/a.livesession",
                "the program stood still for 01:01",
            ]
        )
    }

    @Test func ringIsBoundedAndSaysSo() {
        var limits = ConsoleConfiguration.Limits()
        limits.logEntries = 10
        let stage = Stage(Size(width: 120, height: 40), limits: limits).press("Esc 8 8")
        for number in 1...25 { stage.play(.notice(Notice(.info, "notice \(number)"))) }
        #expect(stage.state.live.log.entries.count == 10)
        #expect(stage.screen.contains("ring 10/10 · 15 lost"))
        #expect(stage.screen.contains("notice 25"))
        #expect(!stage.screen.contains("notice 15"))
    }

    @Test func keysScrollAndFollow() {
        let stage = Stage().press("Esc 8")
        for number in 100...199 { stage.play(.notice(Notice(.info, "notice \(number)"))) }
        stage.press("g")
        #expect(stage.screen.contains("notice 100"))
        #expect(stage.state.live.log.isFollowing == false)
        stage.press("j j")
        #expect(stage.state.live.log.current?.text == "notice 102")
        stage.press("F")
        #expect(stage.screen.contains("notice 199"))
        stage.play(.notice(Notice(.info, "the newest")))
        #expect(stage.screen.contains("the newest"))
    }

    @Test func searchFindsLines() {
        let stage = Stage().press("Esc 8")
        for number in 1...50 { stage.play(.notice(Notice(.info, "notice \(number) of 50"))) }
        stage.press("/").type("notice 7 ").press("Enter")
        #expect(stage.state.live.log.current?.text == "notice 7 of 50")
    }

    @Test func longLinesScrollSideways() {
        let words = (1...40).map { "word\($0)" }.joined(separator: " ")
        let stage = Stage().press("Esc 8").play(.notice(Notice(.info, words)))
        #expect(!stage.screen.contains("word20"))
        stage.press("l l l l l")
        #expect(stage.screen.contains("word20"))
        stage.press("h h h h h")
        #expect(stage.screen.contains("word1 "))
    }

    @Test func textOfThePeersIsMadeFitForTheTerminal() {
        let stage = Stage().play(.phase(.reconnecting(attempt: 1, reason: "a\u{1B}[2J\nb")))
        #expect(texts(stage) == ["connecting again, attempt 1: a␛[2J␊b"])
    }
}
