// SPDX-License-Identifier: Apache-2.0

/// What answers: turns a conversation into the parts of a reply.
package protocol Responder: Sendable {
    /// Begins a reply. The parts are pulled one by one; the puller stops when it is interrupted.
    func respond(to request: ReplyRequest) -> ReplyStream
}

/// Everything a reply may be made from.
package struct ReplyRequest: Sendable, Equatable {
    /// Counts the replies of the session from 1.
    package var id: Int
    package var settings: SessionSettings
    /// The whole conversation, oldest turn first.
    package var turns: [Turn]
    /// All sound and pictures of the session, whether or not they became part of a turn.
    package var received: ReceivedMedia

    package init(
        id: Int = 1,
        settings: SessionSettings,
        turns: [Turn],
        received: ReceivedMedia = ReceivedMedia()
    ) {
        self.id = id
        self.settings = settings
        self.turns = turns
        self.received = received
    }

    /// The turns to be answered: everything since the model's last.
    package var unanswered: ArraySlice<Turn> {
        let start = turns.lastIndex { $0.role == .model }.map { $0 + 1 } ?? 0
        return turns[start...]
    }
}

/// A piece of a reply as a responder makes it.
package enum ReplyPart: Sendable, Equatable {
    /// Text of any length, to be written or spoken.
    case text(String)
    /// Nothing happens for this long.
    case pause(Duration)
    /// A frame sent as it is, for clients that want to see what they do with garbage.
    case frame([UInt8])
    /// The connection ends like this.
    case close(SessionClose)
}

/// The parts of one reply, made as they are pulled.
package struct ReplyStream: AsyncSequence, Sendable {
    private let produce: @Sendable () async -> ReplyPart?

    /// A reply that is computed piece by piece; nil ends it.
    package init(unfolding produce: @escaping @Sendable () async -> ReplyPart?) {
        self.produce = produce
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(produce: produce)
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let produce: @Sendable () async -> ReplyPart?

        package mutating func next() async -> ReplyPart? {
            await produce()
        }
    }
}
