// SPDX-License-Identifier: Apache-2.0

package import Logging
import NIOCore
import NIOPosix
import NIOSSL

/// A WebSocket server that answers plain HTTP requests on the same port.
package struct WebSocketListener: Sendable {
    let host: String
    let port: Int
    let tls: TLSIdentity?
    let limits: WebSocketLimits
    let keepAlive: KeepAlive?
    let maxConnections: Int
    let logger: Logger
    /// How long a client may take to complete its request.
    package var handshakeTimeLimit = Duration.seconds(10)
    /// What all connections together may hold of messages that nobody has taken, in bytes.
    package var receiveBudgetBytes = 128 << 20

    /// Describes a server; nothing is opened before `run`.
    ///
    /// - Parameters:
    ///   - host: The name or address to bind.
    ///   - port: The port to bind; 0 lets the system choose.
    ///   - tls: Serves `wss` and `https` when given, `ws` and `http` otherwise.
    ///   - limits: What each connection may cost.
    ///   - keepAlive: How dead peers are noticed; nil for not at all.
    ///   - maxConnections: Connections beyond this many are turned away.
    ///   - logger: Receives one line per connection, at debug level.
    package init(
        host: String,
        port: Int,
        tls: TLSIdentity? = nil,
        limits: WebSocketLimits = WebSocketLimits(),
        keepAlive: KeepAlive? = KeepAlive(),
        maxConnections: Int = 1024,
        logger: Logger
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.limits = limits
        self.keepAlive = keepAlive
        self.maxConnections = maxConnections
        self.logger = logger
    }

    /// Serves until the task is cancelled, then ends every connection with 1001 and returns.
    ///
    /// No connection's error ends the server.
    ///
    /// - Parameters:
    ///   - onListening: Called once, with the address connections can be made to.
    ///   - upgrade: Whether a WebSocket request is accepted; runs on an event loop, must not block.
    ///   - http: Answers every other request; its body has at most 64 KiB.
    ///   - serve: One connection's whole life; when it returns, the connection is closed with 1000.
    /// - Throws: `WebSocketError.bind` or `.tls` when the server cannot listen.
    package func run(
        onListening: (BoundAddress) async -> Void,
        upgrade: @escaping @Sendable (HTTPRequestHead) -> Bool,
        http: @escaping @Sendable (HTTPRequestHead, [UInt8]) async -> HTTPReply,
        serve: @escaping @Sendable (HTTPRequestHead, WebSocketConnection) async -> Void
    ) async throws {
        var context: NIOSSLContext?
        if let tls {
            context = try await TLSContext.server(tls, shutdownTimeout: limits.closeTimeout)
        }
        let connection = ServerConnection(
            handshake: ServerHandshake(
                tls: context,
                pipeline: WebSocketPipeline(
                    role: .server,
                    limits: limits,
                    keepAlive: keepAlive,
                    budget: ReceiveBudget(bytes: receiveBudgetBytes)
                ),
                timeLimit: handshakeTimeLimit,
                accepts: upgrade
            ),
            http: http,
            serve: serve,
            logger: logger
        )
        let open = OpenChannels()
        let socket = try await bind(open)
        // Sockets accepted but not served when the loop ended have no task that closes them.
        defer { open.shutDown() }
        try await withThrowingDiscardingTaskGroup { group in
            defer { group.cancelAll() }
            try await socket.executeThenClose { accepted in
                await onListening(address(of: socket.channel))
                try await accept(accepted, open, &group, connection)
            }
        }
    }

    private func accept(
        _ accepted: NIOAsyncChannelInboundStream<any Channel>,
        _ open: OpenChannels,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>,
        _ connection: ServerConnection
    ) async throws(WebSocketError) {
        do {
            for try await channel in accepted {
                if open.takePlace(for: channel, limit: maxConnections) {
                    let executor = EventLoopTaskExecutor(channel.eventLoop)
                    group.addTask(executorPreference: executor) {
                        await connection.run(on: channel, among: open)
                    }
                } else {
                    let isSecure = tls != nil
                    group.addTask {
                        await ServerConnection.turnAway(channel, isSecure: isSecure)
                    }
                }
            }
        } catch is CancellationError {
            return
        } catch {
            throw .bind(host: host, port: port, reason: FailureText.describing(error))
        }
    }

    private func bind(
        _ open: OpenChannels
    ) async throws(WebSocketError) -> NIOAsyncChannel<any Channel, Never> {
        do {
            return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                // Reading starts with the task that serves the connection.
                .childChannelOption(.autoRead, value: false)
                .bind(host: host, port: port) { channel in
                    open.insert(channel)
                    return channel.eventLoop.makeSucceededFuture(channel)
                }
        } catch {
            throw .bind(host: host, port: port, reason: FailureText.describing(error))
        }
    }

    private func address(of channel: any Channel) -> BoundAddress {
        let local = channel.localAddress
        return BoundAddress(host: local?.ipAddress ?? host, port: local?.port ?? port)
    }
}
