// SPDX-License-Identifier: Apache-2.0

/// Numbers the turns of a session and says which one a message belongs to.
///
/// The wire has no turn ids. A reply that already has content keeps its turn until `turnComplete`,
/// even when the user has begun the next one meanwhile; a turn without any content yet is
/// superseded by the next input, since the server answers everything since its last turn at once.
///
/// Speech that the server listens for begins a turn by the first sign of it that arrives: its
/// transcript, or the reply.
package struct TurnTracker: Sendable, Equatable {
    private var last = 0
    private var open: OpenTurn?
    /// The turn of input that came while an earlier reply was still running.
    private var upcoming: OpenTurn?
    /// The unanswered turn that the open one took the place of.
    private var superseded: Int?
    /// Whether the last turn was spoken, went to its end and has no transcript yet: one may follow.
    private var awaitsTranscript = false
    /// The turn an `interrupted` was counted to that came with no reply to cut.
    private var strayInterruption: Int?

    private struct OpenTurn: Equatable {
        var number: Int
        var isTyped = false
        var hasTranscript = false
        var hasContent = false
        var isInterrupted = false

        /// A typed reply has no transcript of its own, and what is heard after an interruption is
        /// what interrupted.
        var takesTranscript: Bool { !hasContent || !isTyped && !isInterrupted }
    }

    package init() {}

    /// Whether a reply has begun and not ended.
    package var isReplying: Bool { open?.hasContent ?? false }

    /// Whether there has been any turn.
    package var hasBegun: Bool { last > 0 }

    /// Whether a turn has begun, by either side, and not ended.
    package var isOpen: Bool { open != nil }

    /// Whether the user has spoken and nothing has come of it yet.
    package var awaitsReplyToSpeech: Bool { open.map { !$0.hasContent && !$0.isTyped } ?? false }

    /// Whether the running reply was cut, so that leftovers of it are to be dropped.
    package var isInterrupted: Bool { open?.isInterrupted ?? false }

    /// The user's typed input begins a turn.
    package mutating func inputSent() -> Int { begin(isTyped: true) }

    /// The user begins to speak, as a mark of our own or of the server's says.
    package mutating func speechBegan() -> Int { begin(isTyped: false) }

    /// A piece of the reply arrived.
    package mutating func contentReceived() -> Int {
        var turn = openOrNew()
        turn.hasContent = true
        open = turn
        superseded = nil
        strayInterruption = nil
        return turn.number
    }

    /// A piece of what the server heard the user say arrived.
    ///
    /// It may come before, during or after the reply to it.
    package mutating func transcriptReceived() -> Int {
        if open == nil, awaitsTranscript {
            awaitsTranscript = false
            return last
        }
        if let turn = open, turn.takesTranscript {
            open?.hasTranscript = true
            return turn.number
        }
        if let next = upcoming {
            upcoming?.hasTranscript = true
            return next.number
        }
        // The user speaks over a reply, or into silence.
        return begin(isTyped: false, hasTranscript: true)
    }

    /// Something arrived that belongs to the current turn and is not reply content.
    package func annotationReceived() -> Int {
        open?.number ?? max(last, 1)
    }

    /// The server cut the reply short.
    package mutating func interrupted() -> Int {
        guard var turn = open else {
            strayInterruption = max(last, 1)
            return max(last, 1)
        }
        if !turn.hasContent, let unanswered = superseded {
            // What was cut is the reply to the earlier input, before anything of it was sent.
            upcoming = turn
            turn = OpenTurn(number: unanswered)
            superseded = nil
        }
        turn.hasContent = true
        turn.isInterrupted = true
        open = turn
        return turn.number
    }

    /// The server ended the turn; returns its number and whether it had been interrupted.
    package mutating func ended() -> (number: Int, wasInterrupted: Bool) {
        if let stray = strayInterruption, !isReplying {
            strayInterruption = nil
            return (stray, true)
        }
        let turn = openOrNew()
        open = upcoming
        upcoming = nil
        superseded = nil
        awaitsTranscript = !turn.isTyped && !turn.isInterrupted && !turn.hasTranscript
        return (turn.number, turn.isInterrupted)
    }

    /// The connection is gone: ends the running reply and returns its number.
    ///
    /// A typed turn stays, since its text is sent again; a spoken one is forgotten, unless
    /// `keepsSpeech` says that the user is still speaking.
    package mutating func connectionLost(keepsSpeech: Bool) -> Int? {
        strayInterruption = nil
        guard let turn = open else { return nil }
        if turn.hasContent {
            let number = ended().number
            awaitsTranscript = false
            return number
        }
        if !turn.isTyped, !keepsSpeech { open = nil }
        return nil
    }

    /// Typed turns were sent again, on a new connection; the reply will be to the last of them.
    package mutating func inputRepeated(_ numbers: [Int]) {
        guard !isReplying, let number = numbers.last else { return }
        open = OpenTurn(number: number, isTyped: true)
        superseded = numbers.dropLast().last
    }

    private mutating func begin(isTyped: Bool, hasTranscript: Bool = false) -> Int {
        last += 1
        let turn = OpenTurn(number: last, isTyped: isTyped, hasTranscript: hasTranscript)
        if open?.hasContent ?? false {
            upcoming = turn
        } else {
            superseded = open?.number
            open = turn
        }
        return last
    }

    private mutating func openOrNew() -> OpenTurn {
        if let open { return open }
        last += 1
        return OpenTurn(number: last)
    }
}
