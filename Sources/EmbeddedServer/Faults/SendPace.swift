// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// When the messages of a session may leave: at once, unless a fault holds them up.
///
/// Times are offsets on the session's clock.
final class SendPace: Sendable {
    private struct State {
        var stalledUntil = Duration.zero
        var delay = Duration.zero
    }

    private let state = Mutex(State())

    func stall(until time: Duration) {
        state.withLock { $0.stalledUntil = max($0.stalledUntil, time) }
    }

    func delay(by time: Duration) {
        state.withLock { $0.delay = max(time, .zero) }
    }

    /// When a message may leave that was to be sent at a time.
    func due(_ time: Duration) -> Duration {
        state.withLock { max($0.stalledUntil, time + $0.delay) }
    }
}
