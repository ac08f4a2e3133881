// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What waits to be written to one connection, bounded in bytes and in messages.
///
/// The engine never waits for a slow peer: it enqueues, and a writer of the connection's own drains.
final class OutboundQueue: Sendable {
    enum Item: Sendable {
        case message(WireMessage)
        case close(code: UInt16, reason: String)
    }

    /// The queue's items for its single writer.
    let items: AsyncStream<Item>
    private let continuation: AsyncStream<Item>.Continuation
    private let queuedBytes = Atomic<Int>(0)
    private let limitBytes: Int
    private static let capacity = 65_536

    init(limitBytes: Int) {
        self.limitBytes = limitBytes
        (items, continuation) = AsyncStream.makeStream(
            of: Item.self,
            bufferingPolicy: .bufferingOldest(Self.capacity)
        )
    }

    /// Adds an item; false when what waits would pass a limit.
    func enqueue(_ item: Item) -> Bool {
        if case .message(let message) = item {
            let size = message.payload.count
            let queued = queuedBytes.wrappingAdd(size, ordering: .relaxed).newValue
            guard queued <= limitBytes else {
                queuedBytes.wrappingSubtract(size, ordering: .relaxed)
                return false
            }
        }
        if case .enqueued = continuation.yield(item) { return true }
        return false
    }

    /// Tells the queue that a message has left.
    func written(_ message: WireMessage) {
        queuedBytes.wrappingSubtract(message.payload.count, ordering: .relaxed)
    }
}
