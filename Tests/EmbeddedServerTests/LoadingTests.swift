// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Testing

@testable import EmbeddedServer

@Suite(.timeLimit(.minutes(1))) struct LoadingTests {
    @Test func whatIsSpokenBeforeTheVoiceIsThereIsSpokenThen() async throws {
        let isAllowed = DispatchSemaphore(value: 0)
        let voice = LoadingVoice {
            isAllowed.wait()
            return ToneVoice(reason: "test")
        }
        let stream = voice.speak("One two.", voice: VoiceChoice())
        let spoken = Task { try await stream.reduce(into: [Int16]()) { $0 += $1 } }
        isAllowed.signal()
        let expected = try await ToneVoice(reason: "test").speak("One two.", voice: VoiceChoice())
            .reduce(into: [Int16]()) { $0 += $1 }
        #expect(try await spoken.value == expected)
    }

    @Test func wordsWaitForTheRecognizer() async throws {
        let isAllowed = DispatchSemaphore(value: 0)
        let recognizer = LoadingRecognizer {
            isAllowed.wait()
            return AbsentRecognizer(error: .failed(reason: "as told"))
        }
        recognizer.prepare()
        let words = Task { try await recognizer.words(in: SpokenAudio()) }
        isAllowed.signal()
        await #expect(throws: RecognitionError.failed(reason: "as told")) { try await words.value }
    }

    @Test func whoIsCancelledWaitsNoLonger() async throws {
        let isAllowed = DispatchSemaphore(value: 0)
        defer { isAllowed.signal() }
        let recognizer = LoadingRecognizer {
            isAllowed.wait()
            return AbsentRecognizer(error: .overrun)
        }
        let listening = Task { try await recognizer.words(in: SpokenAudio()) }
        listening.cancel()
        await #expect(throws: RecognitionError.cancelled) { try await listening.value }
    }
}
