// SPDX-License-Identifier: Apache-2.0

/// Numbers the turns of a session and says which one a message belongs to.
///
/// The wire has no turn ids. A reply that already has content keeps its turn until `turnComplete`,
/// even when the user has typed the next one meanwhile; a turn without any content yet is
/// superseded by the next input, since the server answers everything since its last turn at once.
package struct TurnTracker: Sendable, Equatable {
    private var last = 0
    private var open: OpenTurn?
    /// The turn of input that was sent while an earlier reply was still running.
    private var upcoming: Int?

    private struct OpenTurn: Equatable {
        var number: Int
        var hasContent = false
        var isInterrupted = false
    }

    package init() {}

    /// Whether a reply has begun and not ended.
    package var isReplying: Bool { open?.hasContent ?? false }

    /// Whether the running reply was cut, so that leftovers of it are to be dropped.
    package var isInterrupted: Bool { open?.isInterrupted ?? false }

    /// The user's input begins a turn.
    package mutating func inputSent() -> Int {
        last += 1
        if open?.hasContent ?? false {
            upcoming = last
        } else {
            open = OpenTurn(number: last)
        }
        return last
    }

    /// A piece of the reply arrived.
    package mutating func contentReceived() -> Int {
        var turn = openOrNew()
        turn.hasContent = true
        open = turn
        return turn.number
    }

    /// Something arrived that belongs to the current turn and is not reply content.
    package mutating func annotationReceived() -> Int {
        open?.number ?? max(last, 1)
    }

    /// The server cut the reply short.
    package mutating func interrupted() -> Int {
        guard var turn = open else { return max(last, 1) }
        turn.hasContent = true
        turn.isInterrupted = true
        open = turn
        return turn.number
    }

    /// The server ended the turn; returns its number and whether it had been interrupted.
    package mutating func ended() -> (number: Int, wasInterrupted: Bool) {
        let turn = openOrNew()
        open = upcoming.map { OpenTurn(number: $0) }
        upcoming = nil
        return (turn.number, turn.isInterrupted)
    }

    private mutating func openOrNew() -> OpenTurn {
        if let open { return open }
        last += 1
        return OpenTurn(number: last)
    }
}
