// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import Testing
import Voice

/// What the transcript tells of sound.
@MainActor
@Suite struct VoiceTranscriptTests {
    private func texts(_ stage: Stage) -> [String] {
        stage.state.live.transcript.entries.map(\.text)
    }

    private func spoken(_ text: String, turn: Int = 1) -> SessionEvent.Kind {
        .outputTranscript(Transcription(text: text), turn: turn)
    }

    private func cut(_ heard: Int, of received: Int, turn: Int = 1) -> SessionEvent.Kind {
        .voice(
            .replyHeard(
                turn: turn,
                heard: .milliseconds(heard),
                received: .milliseconds(received),
                wasCut: true
            )
        )
    }

    @Test func interruptionSaysHowMuchWasHeard() {
        let stage = Stage().play(
            spoken("one two three four five six seven eight"),
            .interrupted(turn: 1),
            cut(1000, of: 2000)
        )
        #expect(
            texts(stage).last == "interrupted at 1.00 s of 2.00 s · about 5 of 8 words heard"
        )
        #expect(stage.state.live.transcript.entries[0].heardCharacters == 23)
    }

    @Test func orderOfServerAndLoudspeakerDoesNotMatter() {
        let words = spoken("one two three four")
        let first = Stage().play(words, .interrupted(turn: 1), cut(500, of: 1000))
        let second = Stage().play(words, cut(500, of: 1000), .interrupted(turn: 1))
        #expect(texts(first) == texts(second))
        #expect(texts(first).count == 2)
    }

    @Test func replyStoppedHereIsNotCalledInterrupted() {
        let stage = Stage().play(spoken("one two"), cut(500, of: 1000))
        #expect(texts(stage).last?.hasPrefix("stopped here at 0.50 s of 1.00 s") == true)
    }

    @Test func lateTranscriptIsSetOffToo() {
        let stage = Stage().play(
            spoken("one two "),
            .interrupted(turn: 1),
            cut(500, of: 1000),
            spoken("three four five six")
        )
        let entries = stage.state.live.transcript.entries.filter { $0.kind == .model(.spoken) }
        #expect(entries.map(\.text) == ["one two ", "three four five six"])
        #expect(entries[1].heardCharacters == 10)
    }

    @Test func wordsNotHeardAreStruckOutOrInBraces() throws {
        let events = [spoken("one two three four"), .interrupted(turn: 1), cut(400, of: 1000)]
        let unicode = Stage()
        for event in events { unicode.play(event) }
        let y = try #require(unicode.rows.firstIndex { $0.contains("one two three") })
        let cells = unicode.cells
        let struck = (0..<80).filter { cells[$0, y].style.modifiers.contains(.strike) }
        #expect(struck.map { cells[$0, y].symbol }.joined() == "three four")
        let ascii = Stage(glyphs: .ascii)
        for event in events { ascii.play(event) }
        #expect(ascii.screen.contains("one two {not heard: three four}"))
    }

    @Test func wholeReplyHasNoMark() {
        let event = VoiceEvent.replyHeard(
            turn: 1,
            heard: .seconds(2),
            received: .seconds(2),
            wasCut: false
        )
        let stage = Stage().play(spoken("one two"), .voice(event))
        #expect(texts(stage) == ["one two"])
    }

    @Test func nothingReceivedDividesByNothing() {
        let stage = Stage().play(spoken("one two"), cut(0, of: 0))
        #expect(
            texts(stage).last
                == "stopped here before any of it was heard"
        )
    }

    @Test func lossAndReturnOfADeviceAreToldOnce() {
        let lost = SessionEvent.Kind.voice(.device(.input, .lost("the device was unplugged.")))
        let stage = Stage().play(
            .voice(.device(.input, .opening)),
            .voice(.device(.input, .running)),
            lost,
            lost,
            .voice(.device(.input, .lost("Cannot open it: connection refused."))),
            .voice(.device(.input, .unavailable("no such device"))),
            .voice(.device(.input, .running)),
            .voice(.device(.input, .running))
        )
        #expect(
            texts(stage) == [
                "microphone lost: the device was unplugged; trying again", "microphone back",
            ]
        )
    }

    @Test func missingDeviceIsTold() {
        let stage = Stage().play(.voice(.device(.output, .unavailable("no such device"))))
        #expect(texts(stage) == ["no loudspeaker: no such device; trying again"])
    }

    @Test func switchesAndSpeechAreNotWorthARow() {
        let stage = Stage().play(
            .voice(.microphone(isOpen: true)),
            .voice(.speech(isActive: true)),
            .voice(.replyAudible(turn: 1))
        )
        #expect(texts(stage).isEmpty)
    }
}
