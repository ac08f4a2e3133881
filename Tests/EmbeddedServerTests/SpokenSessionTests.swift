// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import EmbeddedServer
import LiveAPI
import Synchronization
import TestSupport
import Testing

/// Speech over a real connection, as clients send it.
@Suite(.timeLimit(.minutes(1))) struct SpokenSessionTests {
    /// Says what it was told to say, once it has heard everything.
    private final class ScriptedRecognizer: Recognizer {
        private let reply: Result<String, RecognitionError>
        let heardSamples = Mutex(0)

        init(reply: Result<String, RecognitionError>) {
            self.reply = reply
        }

        var notice: String? { nil }
        func prepare() {}

        func words(in speech: SpokenAudio) async throws(RecognitionError) -> String {
            while let block = try await speech.take(atMost: 1_000) {
                heardSamples.withLock { $0 += block.count }
            }
            return try reply.get()
        }
    }

    private static let setup =
        #","inputAudioTranscription":{},"realtimeInputConfig":"#
        + #"{"automaticActivityDetection":{"silenceDurationMs":200}}"#
    private static let hasSpeech =
        (try? EspeakVoice()) != nil
        && (try? PocketsphinxRecognizer(SpokenGrammar(phrases: ["hello"]))) != nil

    private func script() throws -> ScriptResponder {
        ScriptResponder(script: try .builtIn())
    }

    private var fast: LiveServerConfiguration {
        var configuration = LiveServerConfiguration()
        configuration.speed = 1_000
        return configuration
    }

    @Test func wordsComeBeforeTheReply() async throws {
        let recognizer = ScriptedRecognizer(reply: .success("what is six times seven"))
        try await withServer(fast, responder: try script(), recognizer: recognizer) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp("TEXT", extra: Self.setup)
                try await client.speak(SyntheticSpeech.utterance(0.3, before: 0.2, after: 0.4))
                let turn = try await client.receiveTurn()
                #expect(
                    turn.first?.serverContent?.inputTranscription?.text == "what is six times seven"
                )
                #expect(turn.text == "six times seven is 42.")
            }
        }
        #expect(recognizer.heardSamples.withLock(\.self) > 5_000)
    }

    @Test(arguments: [
        (RecognitionError.unavailable(reason: "x"), "I have no recognizer here"),
        (.failed(reason: "x"), "My recognizer failed"),
        (.overrun, "My recognizer did not keep up"),
    ])
    func withoutWordsTheReplyReportsWhatWasHeard(error: RecognitionError, why: String) async throws
    {
        let recognizer = ScriptedRecognizer(reply: .failure(error))
        try await withServer(fast, responder: try script(), recognizer: recognizer) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp("TEXT", extra: Self.setup)
                try await client.speak(SyntheticSpeech.utterance(0.3, before: 0.2, after: 0.4))
                let turn = try await client.receiveTurn()
                #expect(!turn.contains { $0.serverContent?.inputTranscription != nil })
                #expect(turn.text.hasPrefix("I heard 0."), "\(turn.text)")
                #expect(turn.text.contains(why), "\(turn.text)")
            }
        }
    }

    @Test func speakingOverTheReplySilencesIt() async throws {
        let recognizer = ScriptedRecognizer(reply: .success("stop"))
        try await withServer(responder: try script(), recognizer: recognizer) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp("TEXT", extra: Self.setup)
                try await client.say("Tell me a long story")
                #expect(try await client.receive()?.serverContent?.modelTurn != nil)
                try await client.speak(SyntheticSpeech.utterance(0.3, before: 0.2, after: 0.4))
                let story = try await client.receiveTurn()
                let flags = story.compactMap(\.serverContent)
                let cut = try #require(flags.firstIndex { $0.interrupted })
                #expect(cut == flags.count - 2, "only turnComplete follows")
                #expect(!flags.contains { $0.generationComplete })
                let answer = try await client.receiveTurn()
                #expect(answer.first?.serverContent?.inputTranscription?.text == "stop")
                #expect(answer.text == "All right.")
            }
        }
    }

    @Test func oneLongMessageIsHeardWhole() async throws {
        let recognizer = ScriptedRecognizer(reply: .success("hello"))
        try await withServer(fast, responder: try script(), recognizer: recognizer) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp("TEXT", extra: Self.setup)
                let speech = SyntheticSpeech.utterance(1.5, before: 0.3, after: 0.4)
                try await client.speak(speech, chunk: speech.count)
                #expect(try await client.receiveTurn().text.isEmpty == false)
            }
        }
        #expect(recognizer.heardSamples.withLock(\.self) > 20_000)
    }

    /// What espeak says, as a microphone at 16 kHz hears it.
    private func spoken(_ words: String) async throws -> [Int16] {
        var speech: [Int16] = []
        var resampler = Resampler(from: SpeechStream.sampleRate, to: 16_000)
        let voice = VoiceChoice(voice: .puck)
        for try await block in try EspeakVoice().speak(words, voice: voice) {
            speech += resampler.process(block)
        }
        return speech + resampler.finish()
    }

    @Test(.enabled(if: hasSpeech, "espeak-ng or pocketsphinx-en-us is not installed"))
    func whatOneVoiceSaysTheServerUnderstands() async throws {
        let script = try Script.builtIn()
        let silence = [Int16](repeating: 0, count: 8_000)
        let sound = silence + (try await spoken("How are you?")) + silence
        try await withServer(
            fast,
            responder: ScriptResponder(script: script),
            recognizer: InstalledRecognizer.find(for: script)
        ) { address in
            try await LiveClient.connect(to: address) { client in
                try await client.setUp("TEXT", extra: Self.setup)
                try await client.speak(sound)
                let turn = try await client.receiveTurn()
                #expect(turn.first?.serverContent?.inputTranscription?.text == "how are you")
                #expect(turn.text.hasPrefix("All my rules are in order"))
            }
        }
    }

    /// Synthetic speech is not quite the same twice: each phrase is spoken once for both rounds, and
    /// not every one has to be found.
    @Test(.enabled(if: hasSpeech, "espeak-ng or pocketsphinx-en-us is not installed"))
    func whatWasHeardBeforeChangesNothing() async throws {
        let pause = [Int16](repeating: 0, count: 3_200)
        let phrases = [
            "what time is it", "how are you", "count to twenty", "what is your name",
            "my name is Diana", "who am I",
        ]
        var sounds: [[Int16]] = []
        for phrase in phrases { sounds.append(pause + (try await spoken(phrase)) + pause) }
        let recognizer = try PocketsphinxRecognizer(SpokenGrammar(.builtIn()), decoders: 1)
        func words(in sound: [Int16]) async throws -> String {
            let speech = SpokenAudio()
            speech.put(sound)
            speech.finish()
            return try await recognizer.words(in: speech)
        }
        var first: [String] = []
        for sound in sounds { first.append(try await words(in: sound)) }
        var again: [String] = []
        for sound in sounds.reversed() { again.insert(try await words(in: sound), at: 0) }
        #expect(first == again)
        #expect(zip(first, phrases).count { $0 == $1 } >= 3, "\(first)")
    }

    @Test(.enabled(if: hasSpeech, "espeak-ng or pocketsphinx-en-us is not installed"))
    func whatIsLongerThanAnyPhraseHasNoWords() async throws {
        let recognizer = try PocketsphinxRecognizer(SpokenGrammar(.builtIn()))
        let speech = SpokenAudio()
        speech.put(SyntheticSpeech.utterance(16, before: 0, after: 0))
        speech.finish()
        #expect(try await recognizer.words(in: speech).isEmpty)
    }
}
