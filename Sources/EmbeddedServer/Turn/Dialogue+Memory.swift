// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// What of a dialogue outlives a connection, and what a long one lets go of.
extension Dialogue {
    /// What goes on when a session is resumed.
    package struct Memory: Sendable, Equatable {
        package var conversation: Conversation
        package var received: ReceivedMedia
        /// Replies are counted on, so that the ids of function calls stay unique.
        package var replyCount: Int
    }

    package var memory: Memory {
        Memory(conversation: conversation, received: received, replyCount: replyCount)
    }

    /// Whether the conversation stands still: nothing is being generated, played or called.
    package var isAtRest: Bool { phase == .idle && pending.isEmpty }

    /// Whether the user has said something that is not part of the conversation yet.
    package var hasOpenInput: Bool { isUserActive || isAwaitingWords }

    /// Goes on from where another connection left off.
    mutating func restore(_ memory: Memory) {
        conversation = memory.conversation
        received = memory.received
        received.pictures.endStream()
        replyCount = memory.replyCount
        phase = .idle
    }

    /// Begins with turns that are never dropped.
    mutating func begin(with prefix: [Content]) {
        conversation = Conversation(
            prefix: prefix.map { Turn($0, frameTokens: settings.frameTokens) }
        )
    }

    /// Drops the oldest turns, where the session asked for that and its context has grown enough.
    mutating func compressContext() {
        guard let compression = settings.compression, contextTokens > compression.trigger else {
            return
        }
        conversation.dropOldest(toTokens: compression.target - ledger.instructions.total)
    }
}
