// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

/// The list of calls, and their rows in the transcript.
@MainActor
@Suite struct ToolsTests {
    private let size = Size(width: 120, height: 40)

    private func states(_ stage: Stage) -> [ToolEvent.State] {
        stage.state.live.tools.entries.map(\.event.state)
    }

    private func row(_ stage: Stage, _ words: String) -> String? {
        stage.rows.first { $0.contains(words) }
    }

    @Test func aCallStandsInTheTranscriptWithItsTime() {
        let stage = Stage(size, profile: .withTools).toolCalls()
        let row = row(stage, #"▸ get_weather {"city":"Oslo"}"#) ?? ""
        #expect(row.contains("182 ms ✓"))
        #expect(stage.screen.contains("exit status 1: disk full"))
    }

    @Test func theEndOfASessionEndsItsCalls() {
        let stage = Stage(size, profile: .withTools).toolCalls().askingCall()
        stage.play(.phase(.ended(.closedByUser)))
        #expect(states(stage).last == .cancelled)
        #expect(!stage.screen.contains("Ctrl-Y"))
    }

    @Test func anIDThatIsUsedAgainAfterAReconnectIsANewCall() {
        let stage = Stage(size, profile: .withTools).connected().play(
            .tool(.weather("a", "Oslo", .running)),
            .phase(.reconnecting(attempt: 1, reason: "gone")),
            .tool(.weather("a", "Bergen", .running)),
            .tool(.weather("a", "Oslo", .late([:])))
        )
        #expect(states(stage).count == 2)
        stage.play(.tool(.weather("a", "Bergen", .finished([:]))))
        #expect(states(stage) == [.late([:]), .finished([:])])
    }

    @Test func duplicatesHaveRowsOfTheirOwn() {
        let stage = Stage(size, profile: .withTools).connected().play(
            .tool(.weather("a", "Oslo", .running)),
            .tool(.weather("a", "Oslo", .duplicate)),
            .tool(.weather("a", "Oslo", .finished([:])))
        )
        #expect(states(stage) == [.finished([:]), .duplicate])
        #expect(stage.screen.contains("duplicate ids 1"))
    }

    @Test func theListKeepsWithinItsBounds() {
        let stage = Stage(size, profile: .withTools).connected()
        for index in 0..<1000 {
            stage.play(.tool(.weather("\(index)", "Oslo", .finished([:]))))
        }
        #expect(states(stage).count == 200)
        #expect(stage.screen.contains("4 Tools 1 000"))
    }

    @Test func theCountdownRuns() {
        let stage = Stage(size, profile: .withTools).toolCalls().askingCall()
        #expect(stage.screen.contains("refused in 58 s"))
        stage.wait(.seconds(10))
        #expect(stage.screen.contains("refused in 48 s"))
    }

    @Test func textFromTheNetworkNeverReachesACellRaw() {
        let evil = "\u{1B}[2J\u{202E}abc"
        let event = ToolEvent(
            id: evil,
            name: evil,
            arguments: [evil: .string(evil)],
            means: .command([evil], directory: evil),
            state: .awaitingConfirmation,
            diagnostics: evil
        )
        let stage = Stage(size, profile: .withTools).connected()
        stage.play(.toolCall([FunctionCall(id: evil, name: evil)], turn: 1), .tool(event))
        for chords in ["Ctrl-Y", "Esc", "Esc 4", "Enter"] {
            stage.press(chords)
            #expect(!stage.screen.unicodeScalars.contains("\u{1B}"))
            #expect(!stage.screen.unicodeScalars.contains("\u{202E}"))
        }
    }
}
