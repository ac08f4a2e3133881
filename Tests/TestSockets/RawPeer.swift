// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Testing
package import WebSocketNIO

/// A peer that speaks bytes, not WebSocket.
package struct RawPeer {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    /// What has arrived and was not taken.
    package private(set) var received: [UInt8] = []

    /// The client's half of the handshake in RFC 6455, section 1.3.
    package static func upgradeRequest(_ target: String = "/") -> String {
        "GET \(target) HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    }

    package static func connected<R: Sendable>(
        to address: BoundAddress,
        _ body: (inout RawPeer) async throws -> R
    ) async throws -> R {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: address.host, port: address.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true)
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var peer = RawPeer(
                inbound: inbound.makeAsyncIterator(),
                outbound: outbound
            )
            return try await body(&peer)
        }
    }

    /// Accepts one connection and runs `answer` with it, while `body` runs.
    package static func listening<R: Sendable>(
        answering answer: @Sendable @escaping (inout RawPeer) async throws -> Void,
        while body: @Sendable @escaping (BoundAddress) async throws -> R
    ) async throws -> R {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0) { channel in
                // Wrapped only by who serves it: NIO traps when a wrapped channel is dropped,
                // and one accepted as the test ends is dropped.
                channel.eventLoop.makeSucceededFuture(channel)
            }
        let port = try #require(server.channel.localAddress?.port)
        return try await withThrowingTaskGroup(of: R?.self) { group in
            group.addTask {
                try? await server.executeThenClose { accepted in
                    for try await channel in accepted {
                        guard let channel = try? await wrap(channel) else { continue }
                        try? await channel.executeThenClose { inbound, outbound in
                            var peer = RawPeer(
                                inbound: inbound.makeAsyncIterator(),
                                outbound: outbound
                            )
                            try await answer(&peer)
                        }
                    }
                }
                return nil
            }
            group.addTask { try await body(BoundAddress(host: "127.0.0.1", port: port)) }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    /// Hands an accepted channel, which has not started to read, over to async code.
    private static func wrap(
        _ channel: any Channel
    ) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await channel.eventLoop.submit {
            guard channel.isActive else { throw ChannelError.ioOnClosedChannel }
            try channel.syncOptions?.setOption(.autoRead, value: true)
            return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                wrappingChannelSynchronously: channel
            )
        }.get()
    }

    private init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.inbound = inbound
        self.outbound = outbound
    }

    package func write(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    package func write(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// Waits for so many bytes and takes them; fewer when the connection ends first.
    package mutating func read(_ count: Int) async -> [UInt8] {
        while received.count < count, let buffer = try? await inbound.next(isolation: #isolation) {
            received += Array(buffer.readableBytesView)
        }
        defer { received.removeFirst(min(count, received.count)) }
        return Array(received.prefix(count))
    }

    /// Waits for an HTTP head and takes it.
    package mutating func readHead() async -> String {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let range = received.firstRange(of: end) {
                defer { received.removeFirst(range.upperBound) }
                return String(decoding: received[..<range.upperBound], as: UTF8.self)
            }
            guard let buffer = try? await inbound.next(isolation: #isolation) else { return "" }
            received += Array(buffer.readableBytesView)
        }
    }

    /// Waits for the end of the connection and takes all that came before it.
    package mutating func readToEnd() async -> [UInt8] { await read(.max) }
}
