// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Testing

@Suite struct ActivityTrackerTests {
    /// Runs of frames with one probability each.
    private func events(
        _ runs: [(frames: Int, probability: Float)],
        _ change: (inout ActivityTracker.Parameters) -> Void = { _ in }
    ) -> [ActivityTracker.Event] {
        var parameters = ActivityTracker.Parameters()
        change(&parameters)
        var tracker = ActivityTracker(parameters)
        let frames = runs.flatMap { Array(repeating: $0.probability, count: $0.frames) }
        return frames.compactMap { tracker.advance($0) } + [tracker.finish()].compactMap(\.self)
    }

    @Test func startAndEndAreDatedWhenTheyHappenedAndCommittedLater() {
        let found = events([(50, 0), (100, 1), (200, 0)])
        #expect(found.map(\.kind) == [.start, .end])
        #expect(found.map(\.time) == [.milliseconds(500), .milliseconds(1_500)])
        #expect(found.map(\.committed) == [.milliseconds(520), .milliseconds(2_300)])
    }

    @Test func speechShorterThanThePaddingIsNoStart() {
        #expect(events([(10, 0), (4, 1), (10, 0)]) { $0.prefixPaddingMs = 50 }.isEmpty)
        #expect(events([(10, 0), (5, 1), (90, 0)]) { $0.prefixPaddingMs = 50 }.count == 2)
        // Two halves with a gap between them are not one whole.
        #expect(events([(3, 1), (1, 0), (3, 1)]) { $0.prefixPaddingMs = 50 }.isEmpty)
    }

    @Test func aPauseShorterThanTheSilenceDoesNotEndSpeech() {
        let pause: [(Int, Float)] = [(30, 1), (49, 0), (30, 1), (60, 0)]
        let found = events(pause) { $0.silenceDurationMs = 500 }
        #expect(found.map(\.time) == [.zero, .milliseconds(1_090)])
        #expect(events(pause) { $0.silenceDurationMs = 490 }.count == 4)
    }

    @Test func lowSensitivitiesWantClearerSpeechAndClearerSilence() {
        let faint: [(Int, Float)] = [(30, 0.6)]
        #expect(events(faint).count == 2)
        #expect(events(faint) { $0.startSensitivity = .low }.isEmpty)
        let fading: [(Int, Float)] = [(30, 1), (100, 0.3)]
        #expect(events(fading).last?.time == .milliseconds(300))
        #expect(events(fading) { $0.endSensitivity = .low }.last?.time == .milliseconds(1_300))
    }

    @Test func speechAtTheEndOfTheStreamEndsWithIt() {
        let found = events([(10, 0), (20, 1), (5, 0)])
        #expect(found.last?.kind == .end)
        #expect(found.last?.time == .milliseconds(300))
    }

    @Test(arguments: [Int.min, -1, 0, 10])
    func oneFrameIsTheLeastThatCounts(milliseconds: Int) {
        let found = events([(1, 1), (1, 0)]) {
            ($0.prefixPaddingMs, $0.silenceDurationMs) = (milliseconds, milliseconds)
        }
        #expect(found.map(\.committed) == [.milliseconds(10), .milliseconds(20)])
    }

    @Test func anEndlessSilenceDurationDoesNotOverflow() {
        let found = events([(2, 1), (500, 0)]) { $0.silenceDurationMs = .max }
        #expect(found.map(\.committed) == [.milliseconds(20), .milliseconds(5_020)])
    }
}
