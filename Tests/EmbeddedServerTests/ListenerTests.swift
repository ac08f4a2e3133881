// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import EmbeddedServer
import TestSupport
import Testing

@Suite struct ListenerTests {
    private struct Found: Equatable {
        var starts: [Duration] = []
        var ends: [Duration] = []
        var sounds: [ReceivedMedia] = []
        var samples: [Int16] = []
    }

    private func listen(
        _ samples: [Int16],
        block: Int = 320,
        _ change: (inout ActivityTracker.Parameters) -> Void = { _ in }
    ) -> Found {
        var parameters = ActivityTracker.Parameters()
        change(&parameters)
        var listener = Listener(parameters)
        var found = Found()
        func take(_ events: [Listener.Event]) {
            for event in events {
                switch event {
                case .started(let time, let samples):
                    found.starts.append(time)
                    found.samples += samples
                case .heard(let samples): found.samples += samples
                case .ended(let time, let sound):
                    found.ends.append(time)
                    found.sounds.append(sound)
                }
            }
        }
        for start in stride(from: 0, to: samples.count, by: block) {
            take(listener.hear(Array(samples[start..<min(start + block, samples.count)])))
        }
        take(listener.finish())
        return found
    }

    @Test func speechIsFoundWithALittleOfWhatWasBeforeAndWithoutTheSilenceAfter() throws {
        let samples = SyntheticSpeech.utterance(1)
        let found = listen(samples)
        let (start, end) = (try #require(found.starts.first), try #require(found.ends.first))
        #expect(found.starts.count == 1 && found.ends.count == 1)
        #expect(abs(start / .seconds(1) - 0.5) < 0.1, "\(start)")
        #expect(abs(end / .seconds(1) - 1.5) < 0.15, "\(end)")
        let sound = found.sounds[0].audioDuration
        // The padding before the start, 20 ms, is part of the turn.
        #expect(sound == end - start + .milliseconds(20), "\(sound)")
        let first = Int(start / .milliseconds(1)) * 16 - 3_200
        #expect(found.samples[..<4_000] == samples[first..<(first + 4_000)])
    }

    @Test(arguments: [7, 321, 100_000])
    func cuttingTheStreamElsewhereChangesNothing(block: Int) {
        let samples = SyntheticSpeech.utterance(0.4, before: 0.2, after: 0.9)
        let isSame = listen(samples) == listen(samples, block: block)
        #expect(isSame)
    }

    @Test func clicksAndSilenceStartNothing() {
        var sound = SyntheticSpeech()
        sound.pause(0.5)
        for _ in 0..<5 {
            sound.click()
            sound.pause(0.3)
        }
        let padding = SessionSettings.unsetPrefixPaddingMs
        #expect(listen(sound.samples) { $0.prefixPaddingMs = padding }.starts == [])
        #expect(listen(Array(repeating: 0, count: 16_000)).starts == [])
    }

    @Test func prefixPaddingIsTheSpeechThatAStartNeeds() {
        let short = SyntheticSpeech.utterance(0.25)
        #expect(listen(short).starts.count == 1)
        #expect(listen(short) { $0.prefixPaddingMs = 600 }.starts == [])
        #expect(listen(SyntheticSpeech.utterance(2)) { $0.prefixPaddingMs = 600 }.starts.count == 1)
    }

    @Test func silenceDurationDecidesWhetherAPauseEndsTheSpeech() {
        var sound = SyntheticSpeech()
        sound.pause(0.5)
        sound.speak(0.5)
        sound.pause(0.5)
        sound.speak(0.5)
        sound.pause(1)
        #expect(listen(sound.samples).ends.count == 1)
        #expect(listen(sound.samples) { $0.silenceDurationMs = 200 }.ends.count == 2)
    }

    @Test func endOfTheStreamEndsSpeechAtOnce() throws {
        var sound = SyntheticSpeech()
        sound.pause(0.5)
        sound.speak(0.8)
        let found = listen(sound.samples)
        #expect(found.ends.count == 1)
        #expect(found.samples.suffix(160) == sound.samples.suffix(160))
    }

    @Test func listeningKeepsNothingOfSilence() {
        var listener = Listener()
        var sound = SyntheticSpeech()
        sound.pause(3)
        _ = listener.hear(sound.samples)
        var speech = SyntheticSpeech()
        speech.speak(0.5)
        for case .started(_, let samples) in listener.hear(speech.samples) {
            #expect(samples.count < 8_000)
        }
        #expect(listener.isActive)
    }
}
