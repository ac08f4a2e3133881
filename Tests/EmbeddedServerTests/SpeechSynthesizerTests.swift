// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Synchronization
import Testing

@testable import EmbeddedServer

@Suite struct SpeechSynthesizerTests {
    private static let hasEspeak = (try? EspeakVoice()) != nil

    @Test(.enabled(if: hasEspeak, "espeak-ng is not installed"))
    func espeakSpeaksAtASensibleLevelAndLength() async throws {
        let samples = try await collect(
            try EspeakVoice().speak("Hello, how are you?", voice: .init())
        )
        let seconds = Double(samples.count) / 24_000
        #expect((0.8...3).contains(seconds), "\(seconds) s")
        #expect((-30...(-12)).contains(PCM16.rmsDBFS(samples)))
    }

    @Test(.enabled(if: hasEspeak, "espeak-ng is not installed"))
    func espeakVoicesSoundDifferent() async throws {
        let espeak = try EspeakVoice()
        var heard: Set<[Int16]> = []
        for voice in PrebuiltVoice.allCases {
            heard.insert(
                try await collect(espeak.speak("a", voice: VoiceChoice(voice: voice)))
            )
        }
        #expect(heard.count == PrebuiltVoice.allCases.count)
    }

    @Test(
        .enabled(if: hasEspeak, "espeak-ng is not installed"),
        arguments: ["de-DE", "en-GB", "fr-CA", "es-US", "cmn-CN", "th-TH", "xx-XX", ""]
    )
    func everyLanguageCodeSpeaks(code: String) async throws {
        let choice = VoiceChoice(voice: .kore, languageCode: code)
        let samples = try await collect(try EspeakVoice().speak("42", voice: choice))
        #expect(PCM16.rmsDBFS(samples) > -40)
    }

    @Test(.enabled(if: hasEspeak, "espeak-ng is not installed"))
    func cancellingStopsEspeak() async throws {
        let espeak = try EspeakVoice()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await collect(espeak.speak("One. Two. Three.", voice: .init()))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(.enabled(if: hasEspeak, "espeak-ng is not installed"))
    func aPieceIsCutAtItsLimit() async throws {
        let espeak = try EspeakVoice(longestPieceSeconds: 1)
        let digits = String(repeating: "9", count: 40)
        #expect(try await collect(espeak.speak(digits, voice: .init())).count == 24_000)
    }

    @Test(.enabled(if: hasEspeak, "espeak-ng is not installed"))
    func sessionsSpeakAtOnceWithoutMixing() async throws {
        let espeak = try EspeakVoice()
        let alone = try await collect(espeak.speak("One. Two. Three.", voice: .init()))
        let together = try await withThrowingTaskGroup(of: [Int16].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await collect(espeak.speak("One. Two. Three.", voice: .init()))
                }
            }
            return try await group.reduce(into: []) { $0.append($1.count) }
        }
        // espeak-ng's own random variation moves the length by some milliseconds.
        #expect(together.allSatisfy { abs($0 - alone.count) < 24_000 / 2 }, "\(together)")
    }

    @Test func tonesStandInAndSaySo() async throws {
        let voice = InstalledSynthesizer.find { () throws(SpeechError) in
            throw .unavailable(reason: "libespeak-ng.so.1: no such file")
        }
        #expect(voice is ToneVoice)
        #expect(voice.notice?.contains("libespeak-ng.so.1") == true)
        #expect(!(try await collect(voice.speak("Hello.", voice: .init())).isEmpty))
    }

    @Test func tonesAreAsLongAsTheText() async throws {
        let voice = ToneVoice(reason: "")
        let short = try await collect(voice.speak("banana", voice: .init()))
        let long = try await collect(
            voice.speak(
                Array(repeating: "banana", count: 20).joined(separator: " "),
                voice: .init()
            )
        )
        // Three syllables of 160 ms and a gap of 60 ms for each word, then a pause of 300 ms.
        #expect(short.count == 24 * (540 + 300))
        #expect(long.count == 24 * (20 * 540 + 300))
        #expect((-35...(-15)).contains(PCM16.rmsDBFS(long)))
        #expect(try await collect(voice.speak("", voice: .init())).isEmpty)
    }

    @Test func toneVoicesDiffer() async throws {
        let voice = ToneVoice(reason: "")
        var heard: Set<[Int16]> = []
        for choice in PrebuiltVoice.allCases {
            heard.insert(try await collect(voice.speak("la", voice: VoiceChoice(voice: choice))))
        }
        #expect(heard.count == 30)
    }

    @Test func nothingIsMadeBeforeItIsAskedFor() async throws {
        let rendered = Mutex<[String]>([])
        let stream = SpeechStream(
            pieces: ["a", "b"],
            resampler: Resampler(from: 24_000, to: 24_000)
        ) { piece in
            rendered.withLock { $0.append(piece) }
            return [1]
        }
        var iterator = stream.makeAsyncIterator()
        #expect(rendered.withLock { $0 }.isEmpty)
        #expect(try await iterator.next() == [1])
        #expect(rendered.withLock { $0 } == ["a"])
        #expect(try await iterator.next() == [1])
        #expect(try await iterator.next() == nil)
    }
}

@Suite struct SpeechSettingsTests {
    @Test func everyVoiceHasItsOwnSettings() {
        let settings = PrebuiltVoice.allCases.map { EspeakSettings(VoiceChoice(voice: $0)) }
        #expect(Set(settings).count == 30)
        #expect(settings.allSatisfy { (80...450).contains($0.rate) && (0...99).contains($0.pitch) })
    }

    @Test(arguments: [
        ("en-US", "en-us"), ("en-GB", "en"), ("en_au", "en"), ("es-ES", "es"), ("es-US", "es-419"),
        ("fr-CA", "fr"), ("pt-BR", "pt-br"), ("pt-PT", "pt"), ("cmn-CN", "cmn"), ("zh-CN", "cmn"),
        ("DE-de", "de"), ("ar-XA", "ar"), ("tlh", "en-us"), ("-", "en-us"), (nil, "en-us"),
    ])
    func languageCodesFallBackToEnglish(code: String?, language: String) {
        #expect(EspeakSettings(VoiceChoice(languageCode: code)).language == language)
    }

    @Test func voicesAreFoundByNameInAnyCase() {
        #expect(PrebuiltVoice(named: "Kore") == .kore)
        #expect(PrebuiltVoice(named: "zubenelgenubi") == .zubenelgenubi)
        #expect(PrebuiltVoice(named: "Nobody") == nil)
    }
}

@Suite struct SpeechPiecesTests {
    @Test(arguments: [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        (
            "Dr. J. Smith paid 3.14, e.g. in \"cash.\" Then left",
            [
                "Dr. J. Smith paid 3.14, e.g. in \"cash.\"", "Then left",
            ]
        ),
        ("a list:\n- one\n- two", ["a list:", "- one", "- two"]),
        ("你好。再见！", ["你好。", "再见！"]),
        ("... !", []),
        ("", []),
    ])
    func textIsCutAtSentences(text: String, pieces: [String]) {
        #expect(SpokenPieces.of(text) == pieces)
    }

    @Test func controlCharactersAreSpaces() {
        #expect(SpokenPieces.of(" \u{0}hi\u{1B} \t there") == ["hi there"])
    }

    @Test func longSentencesAreCutAtCommasThenSpacesThenAnywhere() {
        let clause = String(repeating: "word ", count: 17) + "end,"
        #expect(SpokenPieces.of("\(clause) rest") == [clause, "rest"])
        let unbroken = String(repeating: "word ", count: 60)
        #expect(SpokenPieces.of(unbroken).allSatisfy { $0.count <= 165 })
        #expect(SpokenPieces.of(String(repeating: "x", count: 1_000)).map(\.count).max() == 240)
    }
}

private func collect(_ stream: SpeechStream) async throws -> [Int16] {
    var samples: [Int16] = []
    for try await block in stream { samples += block }
    return samples
}
