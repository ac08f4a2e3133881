// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TestSupport
import Testing

@Suite struct BackoffTests {
    @Test func waitsDoubleUpToTheMaximumAndAreShortenedByHalfAtMost() {
        var backoff = Backoff(first: .seconds(1), maximum: .seconds(5), limit: 5)
        var generator = SeededGenerator(seed: 7)
        for ceiling in [1.0, 2, 4, 5, 5] {
            guard let wait = backoff.next(using: &generator) else {
                Issue.record("gave up early")
                return
            }
            #expect(wait >= .seconds(ceiling / 2) && wait <= .seconds(ceiling))
        }
        #expect(backoff.next(using: &generator) == nil)
    }

    @Test func theSameSeedGivesTheSameWaits() {
        var waits: [[Duration?]] = []
        for _ in 0..<2 {
            var backoff = Backoff()
            var generator = SeededGenerator(seed: 42)
            waits.append((0..<16).map { _ in backoff.next(using: &generator) })
        }
        #expect(waits[0] == waits[1])
        #expect(Set(waits[0].suffix(5)).count == 5)
    }

    @Test func aGoodConnectionStartsItOver() {
        var backoff = Backoff(limit: 1)
        var generator = SeededGenerator(seed: 7)
        _ = backoff.next(using: &generator)
        #expect(backoff.next(using: &generator) == nil)
        backoff.reset()
        #expect(backoff.next(using: &generator) != nil)
    }
}
