// SPDX-License-Identifier: Apache-2.0

import AsyncAlgorithms

/// A session's log as an asynchronous sequence, for one consumer.
package struct SessionEvents: AsyncSequence, Sendable {
    package typealias Element = SessionEvent
    package typealias Failure = Never

    /// Entries held for a slow consumer before the session waits for it.
    package static let capacity = 1024

    private let channel: AsyncChannel<SessionEvent>

    init(_ channel: AsyncChannel<SessionEvent>) {
        self.channel = channel
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(base: channel.buffer(policy: .bounded(Self.capacity)).makeAsyncIterator())
    }

    package struct Iterator: AsyncIteratorProtocol {
        var base: AsyncBufferSequence<AsyncChannel<SessionEvent>>.Iterator

        package mutating func next() async -> SessionEvent? {
            await base.next(isolation: #isolation)
        }
    }
}
