// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What waits to be written to one connection, bounded in bytes and in messages.
///
/// The engine never waits for a slow peer: it enqueues, and a writer of the connection's own drains.
final class OutboundQueue: Sendable {
    enum Item: Sendable {
        case message(WireMessage, LiveMedium?)
        case close(code: UInt16, reason: String)
    }

    /// The queue's items for its single writer.
    let items: AsyncStream<Item>
    private let continuation: AsyncStream<Item>.Continuation
    private let drops: AsyncStream<String>
    private let dropContinuation: AsyncStream<String>.Continuation
    private let queuedBytes = Atomic<Int>(0)
    private let limitBytes: Int
    private static let capacity = 65_536

    init(limitBytes: Int) {
        self.limitBytes = limitBytes
        (items, continuation) = AsyncStream.makeStream(
            of: Item.self,
            bufferingPolicy: .bufferingOldest(Self.capacity)
        )
        (drops, dropContinuation) = AsyncStream.makeStream(
            of: String.self,
            bufferingPolicy: .bufferingOldest(1)
        )
    }

    /// Adds an item; false when what waits would pass a limit.
    func enqueue(_ item: Item) -> Bool {
        if case .message(let message, _) = item {
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

    /// Gives up the connection, with all that waits for it.
    func drop(_ reason: String) {
        dropContinuation.yield(reason)
    }

    /// Waits until the connection is given up, and says why; nil when the waiting is cancelled.
    func dropped() async -> String? {
        for await reason in drops { return reason }
        return nil
    }

    /// Tells the queue that a message has left.
    func written(_ message: WireMessage) {
        queuedBytes.wrappingSubtract(message.payload.count, ordering: .relaxed)
    }
}
