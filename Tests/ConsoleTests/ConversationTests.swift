// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing

/// What the transcript makes of a session's events.
@MainActor
@Suite struct ConversationTests {
    private func texts(_ stage: Stage) -> [String] {
        stage.state.live.transcript.entries.map(\.text)
    }

    @Test func piecesOfAReplyBecomeOneLine() {
        let stage = Stage().play(.said("Hi"), .model("Hel"), .model("lo "), .model("there"))
        #expect(texts(stage) == ["Hi", "Hello there"])
    }

    @Test func thoughtsStandApartFromTheReply() {
        let stage = Stage().play(.modelText("let me see", turn: 1, isThought: true), .model("Yes."))
        #expect(texts(stage) == ["let me see", "Yes."])
        #expect(stage.screen.contains("think let me see"))
    }

    @Test func interleavedTranscriptsGoToTheirOwnLines() {
        func fragment(_ text: String) -> Transcription { Transcription(text: text) }
        let stage = Stage().play(
            .inputTranscript(fragment("what is "), turn: 1),
            .outputTranscript(fragment("It is "), turn: 1),
            .inputTranscript(fragment("this?"), turn: 1),
            .outputTranscript(fragment("a test."), turn: 1)
        )
        #expect(texts(stage) == ["what is this?", "It is a test."])
    }

    @Test func endedTurnTakesNoMoreText() {
        let stage = Stage().play(.model("One."), .turnEnded(TurnEnd(), turn: 1), .model("Two."))
        #expect(texts(stage) == ["One.", "turnComplete", "Two."])
    }

    @Test func turnEndShowsTheServersReasonAndTheAudio() {
        let part = AudioPart(pcm: Array(repeating: 0, count: 48_000), sampleRate: 24_000)
        let end = TurnEnd(reason: "MAX_REGENERATION_REACHED", interactionStatus: "IDLE")
        let stage = Stage().play(.modelAudio(part, turn: 1), .turnEnded(end, turn: 1))
        #expect(
            texts(stage) == ["turnComplete · MAX_REGENERATION_REACHED · IDLE · 1.00 s of audio"]
        )
    }

    @Test func marksStandBelowTheirOwnTurnAlsoWhenTheNextHasBegun() {
        let stage = Stage().play(
            .model("Long ago"),
            .userText("stop", turn: 2, delivery: .sent),
            .interrupted(turn: 1),
            .turnEnded(TurnEnd(wasInterrupted: true, reason: "BLOCKLIST"), turn: 1),
            .modelText("Stopped.", turn: 2, isThought: false)
        )
        #expect(
            texts(stage)
                == ["Long ago", "interrupted", "turnComplete · BLOCKLIST", "stop", "Stopped."]
        )
    }

    @Test func interruptedTurnHasOneMark() {
        let stage = Stage().play(
            .model("Long ago"),
            .interrupted(turn: 1),
            .turnEnded(TurnEnd(wasInterrupted: true), turn: 1)
        )
        #expect(texts(stage) == ["Long ago", "interrupted"])
        #expect(stage.screen.contains("╳ interrupted"))
    }

    @Test func queuedTextIsMarkedUntilItIsSent() {
        let stage = Stage().play(.userText("Hi", turn: 1, delivery: .queued))
        #expect(stage.screen.contains("waits until the session is ready"))
        stage.play(.userText("Hi", turn: 1, delivery: .sent))
        #expect(texts(stage) == ["Hi"])
        #expect(!stage.screen.contains("waits"))
    }

    @Test func lostTextSaysThatItWasNotSent() {
        let stage = Stage().play(
            .userText("Hi", turn: 1, delivery: .queued),
            .userText("Hi", turn: 1, delivery: .lost)
        )
        #expect(texts(stage) == ["Hi"])
        #expect(stage.screen.contains("✗ not sent"))
    }

    @Test func connectingLineGivesWayToConnected() {
        let stage = Stage().play(.phase(.connecting(attempt: 1)))
        #expect(texts(stage) == ["connecting to embedded"])
        stage.play(.phase(.settingUp), .phase(.ready))
        #expect(texts(stage) == ["connected to embedded"])
    }

    @Test func serverCloseShowsCodeReasonAndAdvice() {
        let screen = Stage().connected().refusal().screen
        #expect(screen.contains("1007"))
        #expect(screen.contains("API key not valid"))
        #expect(screen.contains("Check GEMINI_API_KEY"))
    }

    @Test func terminalControlsFromTheNetworkNeverReachACell() {
        let evil = "\u{1B}[2J\u{7}\u{9B}31m\u{202E}abc\u{0}"
        let stage = Stage(Size(width: 200, height: 60)).play(
            .model(evil),
            .notice(Notice(.error, evil)),
            .phase(.ended(.closedByServer(code: 1008, reason: evil))),
            .down(1, LiveServerMessage(toolCallCancellation: ToolCallCancellation(ids: [evil]))),
            .toolCall([FunctionCall(id: "1", name: evil, args: ["a": .string(evil)])], turn: 1),
            .frame(
                WireFrame(
                    number: 2,
                    direction: .serverToClient,
                    opcode: .text,
                    payload: [],
                    meaning: .undecodable(evil)
                )
            )
        )
        let hidden = stage.screen.unicodeScalars.filter { scalar in
            scalar != "\n"
                && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || (0x202A...0x202E).contains(scalar.value))
        }
        #expect(hidden.isEmpty)
    }

    @Test func asciiScreensHoldNothingButASCII() {
        let size = Size(width: 200, height: 60)
        let handle = SessionResumptionUpdate(newHandle: "handle-1", resumable: true)
        let stage = Stage(size, glyphs: .ascii).connected().firstTurn().play(
            .userText("later", turn: 2, delivery: .queued),
            .userText("never", turn: 3, delivery: .lost),
            .goAway(timeLeft: .seconds(9)),
            .down(90, LiveServerMessage(sessionResumptionUpdate: handle)),
            .toolCall([FunctionCall(id: "1", name: "book")], turn: 2),
            .toolCallCancellation(["1"]),
            .notice(Notice(.error, "bell \u{7} and escape \u{1B}")),
            .modelText("hm", turn: 2, isThought: true),
            .turnEnded(TurnEnd(reason: "BLOCKLIST", isWaitingForInput: true), turn: 2),
            .phase(.ended(.closedByServer(code: 1011, reason: "")))
        )
        for chords in ["Esc u", "?", "Esc q", "n Esc 3 k"] {
            stage.press(chords)
            #expect(stage.screen.filter { !$0.isASCII } == "", "after \(chords)")
        }
    }

    @Test func welcomeNamesTheRouteAndHowToGoOn() {
        #expect(Stage().screen.contains("embedded server"))
        #expect(Stage().screen.contains("set GEMINI_API_KEY"))
        let gemini = Stage(profile: SessionProfile(route: "gemini", model: "gemini-3.8-live"))
        #expect(gemini.screen.contains("You talk to gemini, model gemini-3.8-live."))
        #expect(!gemini.play(.said("Hi")).screen.contains("You talk to"))
    }

    @Test func theWelcomeGivesWayToNewsInWholeSentences() {
        let stage = Stage(Size(width: 120, height: 40)).connected()
        let (start, end) = ("You talk to the embedded server", "It is no language model.")
        #expect(stage.screen.contains(start))
        for number in 1...16 {
            let news = "no device \(number): connect it, or start this machine's sound server"
            stage.play(.notice(Notice(.warning, news)))
            #expect(stage.screen.contains("no device \(number)"))
            #expect(stage.screen.contains(start) == stage.screen.contains(end), "\(number)")
        }
        #expect(!stage.screen.contains(start))
    }

    @Test func oldEntriesAreLetGoOf() {
        var limits = ConsoleConfiguration.Limits()
        limits.transcriptEntries = 16
        let stage = Stage(limits: limits)
        for turn in 1...100 { stage.play(.said("message \(turn)", turn: turn)) }
        let transcript = stage.state.live.transcript
        #expect(transcript.entries.count <= 18)
        #expect(transcript.dropped + transcript.entries.count == 100)
        #expect(stage.screen.contains("message 100"))
        #expect(stage.screen.contains("older entries let go"))
    }
}
