// SPDX-License-Identifier: Apache-2.0

/// Notices a reply that stops coming, and one whose `turnComplete` stays away.
///
/// Servers hold `turnComplete` back until the reply would have been heard to its end (Live API
/// WebSockets reference, "generationComplete, then turnComplete"), so that long is waited first.
struct ReplyWatch: Sendable, Equatable {
    private enum State: Equatable {
        case idle
        /// Pieces are coming.
        case generating(turn: Int, since: Duration)
        /// The model waits for our functions.
        case awaitingTools(turn: Int)
        /// Everything has come but the end of the turn, which is due then.
        case complete(turn: Int, due: Duration)
        /// Reported; the next piece begins anew.
        case reported(turn: Int)
    }

    private let patience: TurnPatience
    private var state = State.idle

    init(patience: TurnPatience) {
        self.patience = patience
    }

    /// The turn whose reply is running.
    var turn: Int? {
        switch state {
        case .idle: nil
        case .generating(let turn, _), .awaitingTools(let turn), .complete(let turn, _),
            .reported(let turn):
            turn
        }
    }

    /// When to complain; nil while there is nothing to complain about.
    var deadline: Duration? {
        switch state {
        case .idle, .awaitingTools, .reported: nil
        case .generating(_, let since): since + patience.stall
        case .complete(_, let due): due + patience.turnComplete
        }
    }

    mutating func pieceReceived(turn: Int, at now: Duration) {
        // What was cut may still be on its way, and the end stays due.
        if case .complete(turn, _) = state { return }
        state = .generating(turn: turn, since: now)
    }

    mutating func toolsCalled(turn: Int) {
        state = .awaitingTools(turn: turn)
    }

    mutating func toolsAnswered(at now: Duration) {
        guard case .awaitingTools(let turn) = state else { return }
        state = .generating(turn: turn, since: now)
    }

    /// All of a reply has come; one that waits for our functions goes on with their answers.
    mutating func generated(turn: Int, due: Duration) {
        if case .awaitingTools = state { return }
        completed(turn: turn, due: due)
    }

    /// All of a reply has come, or it was cut; without a reply there is nothing to end.
    mutating func completed(turn: Int, due: Duration) {
        guard self.turn == turn else { return }
        state = .complete(turn: turn, due: due)
    }

    mutating func stop() {
        state = .idle
    }

    /// What went wrong, once.
    mutating func takeFault(at now: Duration) -> TurnFault? {
        guard let deadline, deadline <= now else { return nil }
        switch state {
        case .generating(let turn, _):
            state = .reported(turn: turn)
            return TurnFault(.stall, turn: turn, at: deadline)
        case .complete(let turn, _):
            state = .reported(turn: turn)
            return TurnFault(.noTurnComplete, turn: turn, at: deadline)
        case .idle, .awaitingTools, .reported:
            return nil
        }
    }
}
