// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Synchronization

/// One utterance on its way to a recognizer: 16 kHz mono samples, kept until they are taken.
///
/// One task puts samples in, another takes them out. What waits is bounded for each utterance and
/// for all of a server's together; an utterance that meets a bound is given up as a whole.
package final class SpokenAudio: Sendable {
    /// What the utterances of a server may keep together.
    package final class Budget: Sendable {
        private let free: Atomic<Int>

        /// - Parameter samples: Eight million are sixteen megabytes, or eight minutes.
        package init(samples: Int = 8_000_000) {
            free = Atomic(samples)
        }

        fileprivate func take(_ count: Int) -> Bool {
            let left = free.subtract(count, ordering: .relaxed).newValue
            guard left < 0 else { return true }
            give(count)
            return false
        }

        fileprivate func give(_ count: Int) {
            free.add(count, ordering: .relaxed)
        }
    }

    private struct State {
        var waiting: [Int16] = []
        var isFinished = false
        /// Nobody will take any more.
        var isAbandoned = false
        var isOverrun = false
    }

    /// A minute: files are sent as fast as the network takes them.
    package static let capacity = 60 * VoiceActivityDetector.sampleRate

    private let budget: Budget
    private let state = Mutex(State())
    private let filled = Gate()

    package init(budget: Budget = Budget()) {
        self.budget = budget
    }

    deinit {
        budget.give(state.withLock { $0.waiting.count })
    }

    /// Adds samples; never waits.
    package func put(_ samples: [Int16]) {
        state.withLock { state in
            guard !state.isAbandoned, !state.isFinished else { return }
            if state.waiting.count + samples.count > Self.capacity || !budget.take(samples.count) {
                state.isOverrun = true
                drop(&state)
            } else {
                state.waiting += samples
            }
            filled.open()
        }
    }

    /// Nothing follows.
    package func finish() {
        state.withLock { $0.isFinished = true }
        filled.open()
    }

    /// Whoever takes has stopped: nothing more is kept.
    package func abandon() {
        state.withLock { drop(&$0) }
    }

    /// The samples that wait, oldest first, at most so many; nil after the last.
    package func take(atMost limit: Int) async throws(RecognitionError) -> [Int16]? {
        while true {
            do {
                try await filled.wait()
            } catch {
                throw .cancelled
            }
            let (samples, isOver) = try state.withLock { state throws(RecognitionError) in
                if state.isOverrun { throw .overrun }
                let samples = Array(state.waiting.prefix(limit))
                state.waiting.removeFirst(samples.count)
                budget.give(samples.count)
                if state.waiting.isEmpty, !state.isFinished { filled.close() }
                return (samples, samples.isEmpty && state.isFinished)
            }
            if isOver { return nil }
            if !samples.isEmpty { return samples }
        }
    }

    private func drop(_ state: inout State) {
        budget.give(state.waiting.count)
        state.waiting = []
        state.isAbandoned = true
    }
}
