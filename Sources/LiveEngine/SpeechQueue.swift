// SPDX-License-Identifier: Apache-2.0

/// The user's live sound on its way to a connection, with the marks that keep their place in it.
///
/// Sound that cannot go at once, because there is no connection or because the peer does not read,
/// waits here: up to `waitingLimit`, then the oldest is dropped and counted. Marks are never dropped,
/// except around speech of which nothing is left.
struct SpeechQueue: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case audio(AudioPart)
        case activityStart
        case activityEnd
        case streamEnd

        fileprivate var duration: Duration {
            if case .audio(let part) = self { part.duration } else { .zero }
        }
    }

    /// Playing time that may wait; what is older is no longer worth an answer.
    static let waitingLimit = Duration.seconds(1)
    /// Pieces of sound that may wait, however short each is.
    static let waitingPieceLimit = 512
    /// Pieces of sound handed out and not yet written.
    static let inFlightLimit = 4

    private var waiting: [Piece] = []
    private var waitingTime = Duration.zero
    private var inFlight = 0
    /// Whether the connection was told of a beginning and of no end.
    private var isMarkedActive = false
    /// What was dropped in the episode that is not over yet.
    private var dropped = Duration.zero

    /// Appends a piece, and drops the oldest sound when too much waits.
    mutating func add(_ piece: Piece) {
        // A mark repeated with nothing in between says nothing new.
        if piece.duration == .zero, waiting.last == piece { return }
        waiting.append(piece)
        waitingTime += piece.duration
        while waitingTime > Self.waitingLimit || waiting.count > Self.waitingPieceLimit {
            guard dropOldestSound() || dropEmptyActivity() else { return }
        }
    }

    /// Takes out what may be sent now, in order.
    mutating func release() -> [Piece] {
        var released: [Piece] = []
        for piece in waiting {
            if case .audio = piece {
                guard inFlight < Self.inFlightLimit else { break }
                inFlight += 1
                waitingTime -= piece.duration
            }
            if piece == .activityStart { isMarkedActive = true }
            if piece == .activityEnd { isMarkedActive = false }
            released.append(piece)
        }
        waiting.removeFirst(released.count)
        return released
    }

    /// A piece of sound that was handed out has left.
    mutating func written() {
        inFlight = max(0, inFlight - 1)
    }

    /// The connection that pieces were handed to is gone; the next one has to be told where an
    /// utterance that goes on began.
    mutating func connectionEnded() {
        inFlight = 0
        guard isMarkedActive else { return }
        isMarkedActive = false
        waiting.insert(.activityStart, at: 0)
        removeEmptyActivity(at: 0)
    }

    /// Takes the marks out of what waits, and forgets those that were given.
    mutating func dropMarks() {
        waiting.removeAll { $0.duration == .zero }
        isMarkedActive = false
    }

    /// How much was dropped, once the episode is over: nothing waits any more.
    mutating func takeLoss() -> Duration? {
        guard waiting.isEmpty, dropped > .zero else { return nil }
        defer { dropped = .zero }
        return dropped
    }

    /// Gives up everything that waits; returns all that was lost since the last account.
    mutating func abandon() -> Duration {
        defer { self = SpeechQueue() }
        return dropped + waitingTime
    }

    private mutating func dropOldestSound() -> Bool {
        guard let index = waiting.firstIndex(where: { $0.duration > .zero }) else { return false }
        let sound = waiting.remove(at: index)
        dropped += sound.duration
        waitingTime -= sound.duration
        // Marks around nothing would be answered as if something had been said.
        if index > 0 { removeEmptyActivity(at: index - 1) }
        return true
    }

    private mutating func dropEmptyActivity() -> Bool {
        waiting.indices.contains { removeEmptyActivity(at: $0) }
    }

    @discardableResult
    private mutating func removeEmptyActivity(at index: Int) -> Bool {
        let pair = waiting[index...].prefix(2)
        guard Array(pair) == [.activityStart, .activityEnd] else { return false }
        waiting.removeSubrange(pair.indices)
        return true
    }
}
