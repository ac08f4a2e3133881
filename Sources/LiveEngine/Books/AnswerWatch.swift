// SPDX-License-Identifier: Apache-2.0

/// Notices that nothing answers what the user has finished saying.
struct AnswerWatch: Sendable, Equatable {
    private enum State: Equatable {
        /// Nothing waits for an answer, or its absence was reported.
        case idle
        /// Input is complete; of speech the turn is not known yet.
        case waiting(since: Duration, turn: Int?)
    }

    private let patience: Duration
    private var state = State.idle

    init(patience: Duration) {
        self.patience = patience
    }

    /// When to complain; nil while there is nothing to complain about.
    var deadline: Duration? {
        if case .waiting(let since, _) = state { since + patience } else { nil }
    }

    mutating func inputEnded(turn: Int?, at now: Duration) {
        state = .waiting(since: now, turn: turn)
    }

    /// A reply goes on or ends; the one to an earlier turn has to end first.
    mutating func replied(turn: Int, at now: Duration) {
        guard case .waiting(_, let awaited) = state else { return }
        if let awaited, turn < awaited {
            state = .waiting(since: now, turn: awaited)
        } else {
            state = .idle
        }
    }

    /// The user speaks again, or the connection is gone.
    mutating func stop() {
        state = .idle
    }

    /// The turn that got no answer, once; the inner nil is a turn that is not known.
    mutating func takeFault(at now: Duration) -> (turn: Int?, at: Duration)? {
        guard case .waiting(_, let turn) = state, let deadline, deadline <= now else { return nil }
        state = .idle
        return (turn, deadline)
    }
}
