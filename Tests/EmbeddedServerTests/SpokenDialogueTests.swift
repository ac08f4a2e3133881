// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import EmbeddedServer
import LiveAPI
import TestSupport
import Testing

@Suite struct SpokenDialogueTests {
    private static let quick = #""silenceDurationMs":200"#

    private static func setup(_ fields: String = "", detection: String = quick) -> String {
        #"{"realtimeInputConfig":{"automaticActivityDetection":{\#(detection)}\#(fields)},"#
            + #""inputAudioTranscription":{}}"#
    }

    private let speech = SyntheticSpeech.utterance(0.3, before: 0.2, after: 0.35)
    private let audioStreamEnd = #"{"realtimeInput":{"audioStreamEnd":true}}"#

    @Test func speechIsTranscribedAndAnswered() throws {
        var play = try Playbook.ready(Self.setup())
        #expect(
            play.hear(speech) == [
                "listen 1", "audioGap in 2.0 seconds", "cancel audioGap", "words 1?",
                "recognition in 4.0 seconds",
            ]
        )
        #expect(
            play.words(.words("what is six plus one"))
                == [
                    "heard what is six plus one", "cancel recognition",
                    "reply 1: what is six plus one",
                ]
        )
        let turn = try #require(play.requests[0].turns.last)
        let spoken = try #require(turn.speech)
        #expect(spoken.unheard == nil)
        #expect((0.2...0.5).contains(spoken.sound.audioDuration / .seconds(1)))
        #expect(turn.media == spoken.sound, "silence is not part of the turn")
        #expect(turn.tokens.text == 0 && turn.tokens.audio > 0)
    }

    @Test func speechWithoutWordsIsAnsweredAndNotTranscribed() throws {
        var play = try Playbook.ready(Self.setup())
        _ = play.hear(speech)
        #expect(play.words(.unheard(.noRecognizer)) == ["cancel recognition", "reply 1: "])
        let responder = ScriptResponder(script: try .builtIn())
        guard case .text(let text)? = responder.reply(to: play.requests[0]).first else {
            Issue.record("no reply")
            return
        }
        #expect(text.hasPrefix("I heard 0."), "\(text)")
        #expect(text.contains("seconds of speech at -"), "\(text)")
        #expect(text.contains("no recognizer here, so I cannot tell the words"), "\(text)")
    }

    @Test func wordsThatComeTooLateAreGivenUp() throws {
        var play = try Playbook.ready(Self.setup())
        _ = play.hear(speech)
        #expect(play.timer(.recognition).last?.hasPrefix("recognition in ") == true)
        play.now += Dialogue.recognitionLimit
        #expect(play.timer(.recognition) == ["forget 1", "cancel recognition", "reply 1: "])
        #expect(play.requests[0].turns[0].speech?.unheard == .recognizerLate)
        #expect(play.words(.words("late")) == [])
    }

    @Test func speechInterruptsTheReplyAndKeepsWhatWasSent() throws {
        var play = try Playbook.ready(Self.setup())
        _ = play.text("A story")
        _ = play.reply(.audio([UInt8](repeating: 0, count: 4_800)), .transcript("Once "))
        #expect(
            play.hear(speech).prefix(5) == [
                "cancel reply", "cancel turnEnd", "interrupted", "turnComplete 2+3", "listen 1",
            ]
        )
        #expect(play.reply(.audio([0, 0]), .finished) == [], "nothing after the interruption")
        #expect(play.words(.words("stop")).last == "reply 2: stop")
        #expect(play.requests[1].turns.map(\.text) == ["A story", "Once ", "stop"])
    }

    @Test func speechInterruptsWhileTheReplyIsOnlyPlaying() throws {
        var play = try Playbook.ready(Self.setup())
        _ = play.text("Hi")
        _ = play.reply(.audio([UInt8](repeating: 0, count: 480_000)), .finished)
        #expect(play.hear(speech).contains("interrupted"))
    }

    @Test func withoutInterruptionTheSpokenTurnWaits() throws {
        var play = try Playbook.ready(Self.setup(#","activityHandling":"NO_INTERRUPTION""#))
        _ = play.text("One")
        let lines = play.hear(speech)
        #expect(!lines.contains("interrupted"))
        #expect(play.words(.words("two")) == ["heard two", "cancel recognition"])
        #expect(
            play.reply(.transcript("1"), .finished)
                == ["generationComplete", "turnComplete 1+1", "reply 2: two"]
        )
    }

    @Test func whoStillSpeaksWhenTheReplyEndsIsAnsweredOnce() throws {
        var play = try Playbook.ready(Self.setup(#","activityHandling":"NO_INTERRUPTION""#))
        _ = play.text("One")
        _ = play.hear(speech)
        _ = play.words(.words("two"))
        _ = play.hear(SyntheticSpeech.utterance(0.3, before: 0.1, after: 0))
        #expect(
            play.reply(.transcript("1"), .finished) == ["generationComplete", "turnComplete 1+1"]
        )
        _ = play.client(audioStreamEnd)
        #expect(play.words(.words("three"), id: 2).last == "reply 2: two / three")
    }

    @Test func textTypedWhileSpeakingIsOneTurnWithTheSpeech() throws {
        var play = try Playbook.ready(Self.setup())
        _ = play.hear(SyntheticSpeech.utterance(0.3, before: 0.2, after: 0))
        #expect(play.client(#"{"realtimeInput":{"text":"in French"}}"#) == [])
        _ = play.client(audioStreamEnd)
        #expect(play.client(#"{"realtimeInput":{"text":"please"}}"#) == [])
        #expect(play.words(.words("say hello")).last == "reply 1: say hello in French please")
    }

    @Test func speechThatGoesOnBeforeTheWordsAreKnownIsOneTurn() throws {
        var play = try Playbook.ready(Self.setup())
        _ = play.hear(speech)
        #expect(play.hear(speech).first == "listen 2")
        #expect(play.words(.words("my name is Ada")).first == "heard my name is Ada")
        #expect(
            play.words(.words("hello"), id: 2)
                == ["heard  hello", "cancel recognition", "reply 1: my name is Ada hello"]
        )
    }

    @Test func contentWaitsForTheWordsSaidBeforeIt() throws {
        var play = try Playbook.ready(Self.setup())
        _ = play.hear(speech)
        #expect(play.text("Answer") == [])
        #expect(play.words(.words("why")).last == "reply 1: Answer / why")
    }

    @Test func endOfTheStreamEndsTheTurn() throws {
        var play = try Playbook.ready(Self.setup())
        let loud = SyntheticSpeech.utterance(0.3, before: 0.2, after: 0)
        #expect(play.client(audioStreamEnd) == [])
        _ = play.hear(loud)
        #expect(
            play.client(audioStreamEnd)
                == ["cancel audioGap", "words 1?", "recognition in 4.0 seconds"]
        )
        #expect(play.client(audioStreamEnd) == [])
        _ = play.words(.words("a"))
        #expect(play.hear(loud).first == "cancel reply", "the stream goes on")
    }

    @Test func aStreamThatStopsEndsTheTurnAfterAWhile() throws {
        var play = try Playbook.ready(Self.setup())
        _ = play.hear(SyntheticSpeech.utterance(0.3, before: 0.2, after: 0))
        play.now += .seconds(1)
        #expect(play.timer(.audioGap) == ["audioGap in 1.0 seconds"])
        play.now += .seconds(1)
        #expect(play.timer(.audioGap).contains("words 1?"))
        #expect(play.timer(.audioGap) == [])
    }

    @Test func activityIsSignalledOnlyWhenAskedFor() throws {
        let setup = #"{"explicitVadSignal":true,"# + Self.setup().dropFirst()
        var play = try Playbook.ready(setup)
        let lines = play.hear(speech)
        #expect(lines[0].hasPrefix("activityStart at 0."))
        #expect(lines[1...2] == ["startOfSpeech", "listen 1"])
        #expect(lines.contains { $0.hasPrefix("activityEnd at 0.") })
        #expect(lines.contains("endOfSpeech"))
    }

    @Test(arguments: [8_000, 11_025, 48_000])
    func anyDeclaredRateIsHeardAlike(rate: Int) throws {
        var play = try Playbook.ready(Self.setup())
        var resampler = Resampler(from: 16_000, to: rate)
        let lines = play.hear(resampler.process(speech) + resampler.finish(), rate: rate)
        #expect(lines.contains("words 1?"))
        let spoken = try #require(play.recognized.isEmpty ? nil : play.recognized)
        #expect((4_800...13_600).contains(spoken.count), "\(spoken.count) samples at 16 kHz")
        _ = play.words(.unheard(.noWords))
        let seconds = play.requests[0].received.audioDuration / .seconds(1)
        #expect(abs(seconds - 0.85) < 0.01)
    }

    @Test func samplesCutInTwoAreHeardWhole() throws {
        var whole = try Playbook.ready(Self.setup())
        var cut = whole
        let bytes = PCM16.bytes(littleEndian: speech)
        let expected = whole.audio(bytes)
        var lines: [String] = []
        for start in stride(from: 0, to: bytes.count, by: 641) {
            lines += cut.audio(Array(bytes[start..<min(start + 641, bytes.count)]))
        }
        #expect(lines == expected)
        let isSame = cut.recognized == whole.recognized
        #expect(isSame)
    }

    @Test(arguments: [
        "audio/pcm;rate=0", "audio/pcm;rate=-1", "audio/pcm;rate=99999999999999999999",
        "audio/pcm;rate=1000", "audio/pcm;rate=384000", "audio/pcm;rate=x", "audio/pcm;rate=4001",
    ])
    func oddRatesAndSizesAreHarmless(type: String) throws {
        var play = try Playbook.ready(Self.setup())
        for size in [0, 1, 2, 3, 999] {
            #expect(play.audio([UInt8](repeating: 7, count: size), type: type) == [])
        }
        #expect(play.client(audioStreamEnd) == [])
    }
}
