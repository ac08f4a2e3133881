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
