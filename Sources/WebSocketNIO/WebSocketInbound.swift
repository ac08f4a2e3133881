// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The messages of a connection, in order; ends once the connection has ended.
///
/// One consumer at a time: a message is delivered once. While nobody takes messages the peer is
/// not read, so it feels the back-pressure. Cancelling a task that waits here ends the sequence
/// for good, as if the connection had ended.
package struct WebSocketInbound: AsyncSequence, Sendable {
    package typealias Element = WebSocketMessage
    package typealias Failure = Never

    let source: InboundSource

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source: source) }

    /// Takes messages from the connection; all iterators of one connection share its queue.
    package struct AsyncIterator: AsyncIteratorProtocol, Sendable {
        let source: InboundSource

        package mutating func next() async -> WebSocketMessage? { await source.next() }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async -> WebSocketMessage? {
            await source.next()
        }
    }
}

/// Shares NIO's inbound stream, which allows a single iterator only, between consecutive loops.
actor InboundSource {
    /// Nil while a consumer waits for the next message.
    private var idle: NIOAsyncChannelInboundStream<WebSocketMessage>.AsyncIterator?

    private let account: ReceiveAccount?

    init(_ stream: NIOAsyncChannelInboundStream<WebSocketMessage>, _ account: ReceiveAccount?) {
        self.account = account
        idle = stream.makeAsyncIterator()
    }

    func next() async -> WebSocketMessage? {
        guard var iterator = idle.take() else {
            preconditionFailure("a connection's messages have one consumer at a time")
        }
        // An error only says how the connection ended, which its `EndRecord` knows better.
        let message = try? await iterator.next(isolation: self)
        idle = iterator
        if let message { account?.taken(message.payload.count) }
        return message
    }
}
