// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import EmbeddedServer

@Suite(.timeLimit(.minutes(1))) struct SpokenAudioTests {
    @Test func samplesComeInOrderUntilTheEnd() async throws {
        let speech = SpokenAudio()
        speech.put([1, 2, 3])
        speech.put([4])
        #expect(try await speech.take(atMost: 2) == [1, 2])
        #expect(try await speech.take(atMost: 8) == [3, 4])
        speech.finish()
        speech.put([5])
        #expect(try await speech.take(atMost: 8) == nil)
    }

    @Test func whoTakesTooLateIsToldSo() async throws {
        let speech = SpokenAudio()
        let minute = [Int16](repeating: 0, count: SpokenAudio.capacity)
        speech.put(minute)
        speech.put([0])
        await #expect(throws: RecognitionError.overrun) { try await speech.take(atMost: 1) }
    }

    @Test func utterancesShareWhatMayBeKept() async throws {
        let budget = SpokenAudio.Budget(samples: 10)
        do {
            let first = SpokenAudio(budget: budget)
            first.put([Int16](repeating: 0, count: 8))
            let second = SpokenAudio(budget: budget)
            second.put([0, 0, 0])
            await #expect(throws: RecognitionError.overrun) { try await second.take(atMost: 1) }
            #expect(try await first.take(atMost: 4)?.count == 4)
        }
        let third = SpokenAudio(budget: budget)
        third.put([Int16](repeating: 0, count: 10))
        #expect(try await third.take(atMost: 10)?.count == 10, "all was given back")
    }
}
