// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// Finds the turn that each frame belongs to: the session's log tells it behind the frame.
struct FrameTurns: Sendable {
    /// The latest turn that the log has named.
    private var turn = 0
    private var isOpen = false
    /// Whether the log has not yet named the turn of the latest frame, which the server sent.
    private var isAwaited = false

    /// The turn of a frame, as far as is known when it comes.
    mutating func turn(of frame: WireFrame) -> Int {
        isAwaited = frame.direction == .serverToClient
        guard case .client(let message) = frame.meaning else { return turn }
        let isInput = message.realtimeInput != nil || message.clientContent != nil
        return isInput && !isOpen ? turn + 1 : turn
    }

    /// Takes an entry of the log that is no frame; returns the turn of the latest frame where the
    /// entry tells it.
    mutating func apply(_ event: SessionEvent.Kind) -> Int? {
        switch event {
        case .userText(_, let named, .sent):
            begin(named)
            return nil
        case .modelText(_, let named, _), .modelAudio(_, let named),
            .inputTranscript(_, let named), .outputTranscript(_, let named),
            .toolCall(_, let named):
            begin(named)
            return take(named)
        case .generationComplete(let named), .interrupted(let named), .usage(_, let named):
            return take(named)
        case .turnEnded(_, let named):
            turn = max(turn, named)
            isOpen = false
            return take(named)
        default:
            return nil
        }
    }

    private mutating func begin(_ named: Int) {
        guard named >= turn else { return }
        turn = named
        isOpen = true
    }

    private mutating func take(_ named: Int) -> Int? {
        defer { isAwaited = false }
        return isAwaited ? named : nil
    }
}
