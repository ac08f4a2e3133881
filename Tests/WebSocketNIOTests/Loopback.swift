// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore
import NIOPosix
import Testing

@testable import WebSocketNIO

/// What a test's listener does with connections; the default echoes every message.
struct Routes: Sendable {
    var upgrade: @Sendable (HTTPRequestHead) -> Bool = { _ in true }
    var http: @Sendable (HTTPRequestHead, [UInt8]) async -> HTTPReply = { _, _ in
        HTTPReply(status: 404, body: Array("nothing here\n".utf8))
    }
    var serve: @Sendable (HTTPRequestHead, WebSocketConnection) async -> Void = { _, connection in
        for await message in connection.inbound { try? await connection.send(message) }
    }
}

enum Loopback {
    static let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    static func listener(
        tls: TLSIdentity? = nil,
        limits: WebSocketLimits = WebSocketLimits(closeTimeout: .milliseconds(500)),
        keepAlive: KeepAlive? = nil,
        maxConnections: Int = 1024
    ) -> WebSocketListener {
        WebSocketListener(
            host: "127.0.0.1",
            port: 0,
            tls: tls,
            limits: limits,
            keepAlive: keepAlive,
            maxConnections: maxConnections,
            logger: logger
        )
    }

    /// Runs a listener while `body` runs, then cancels it and waits for its end.
    static func serving<R: Sendable>(
        _ listener: WebSocketListener = listener(),
        routes: Routes = Routes(),
        _ body: @Sendable @escaping (BoundAddress) async throws -> R
    ) async throws -> R {
        let (addresses, continuation) = AsyncStream.makeStream(
            of: BoundAddress.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        return try await withThrowingTaskGroup(of: R?.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await listener.run(
                    onListening: { continuation.yield($0) },
                    upgrade: routes.upgrade,
                    http: routes.http,
                    serve: routes.serve
                )
                return nil
            }
            group.addTask {
                for await address in addresses { return try await body(address) }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    /// Connects the product's own client to a listener.
    static func connected<R: Sendable>(
        to address: BoundAddress,
        path: String = "/",
        isSecure: Bool = false,
        trust: TLSTrust = .system,
        limits: WebSocketLimits = WebSocketLimits(closeTimeout: .milliseconds(500)),
        keepAlive: KeepAlive? = nil,
        connectTimeout: Duration = .seconds(10),
        _ body: (WebSocketConnection) async throws -> R
    ) async throws -> R {
        try await WebSocketClient.withConnection(
            to: WebSocketURL(
                isSecure: isSecure,
                host: address.host,
                port: address.port,
                pathAndQuery: path
            ),
            trust: trust,
            limits: limits,
            keepAlive: keepAlive,
            connectTimeout: connectTimeout,
            logger: logger,
            body
        )
    }
}

/// A peer that speaks bytes, not WebSocket.
struct RawPeer {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    /// What has arrived and was not taken.
    private(set) var received: [UInt8] = []

    /// The client's half of the handshake in RFC 6455, section 1.3.
    static func upgradeRequest(_ target: String = "/") -> String {
        "GET \(target) HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    }

    static func connected<R: Sendable>(
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
    static func listening<R: Sendable>(
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

    func write(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    func write(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// Waits for so many bytes and takes them; fewer when the connection ends first.
    mutating func read(_ count: Int) async -> [UInt8] {
        while received.count < count, let buffer = try? await inbound.next(isolation: #isolation) {
            received += Array(buffer.readableBytesView)
        }
        defer { received.removeFirst(min(count, received.count)) }
        return Array(received.prefix(count))
    }

    /// Waits for an HTTP head and takes it.
    mutating func readHead() async -> String {
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
    mutating func readToEnd() async -> [UInt8] { await read(.max) }
}

/// Frames as bytes, for peers that do what the product never would.
enum RawFrame {
    static func masked(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let key: [UInt8] = [1, 2, 3, 4]
        let body = payload.enumerated().map { $0.element ^ key[$0.offset % 4] }
        return header(first, payload.count, maskBit: 0x80) + key + body
    }

    static func unmasked(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        header(first, payload.count, maskBit: 0) + payload
    }

    private static func header(_ first: UInt8, _ count: Int, maskBit: UInt8) -> [UInt8] {
        switch count {
        case 0...125: [first, maskBit | UInt8(count)]
        case 126...0xFFFF: [first, maskBit | 126, UInt8(count >> 8), UInt8(count & 0xFF)]
        default:
            [first, maskBit | 127]
                + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
        }
    }
}
