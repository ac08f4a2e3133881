// SPDX-License-Identifier: Apache-2.0

package import Logging
import NIOCore

/// Opens WebSocket connections.
package enum WebSocketClient {
    /// Connects, runs `body` with the connection and closes it: 1000, or 1001 if `body` throws.
    ///
    /// Cancellation before the upgrade gives up at once; after it, it is `body`'s to notice.
    ///
    /// - Parameters:
    ///   - url: Where to connect; its path and query are sent as they are.
    ///   - headers: Fields added to the upgrade request.
    ///   - trust: Who may vouch for a `wss` server, whose certificate must name the URL's host.
    ///   - limits: What the connection may cost.
    ///   - keepAlive: How a dead peer is noticed; nil for not at all.
    ///   - connectTimeout: Longest time for name resolution, TCP, TLS and upgrade together.
    ///   - logger: Receives one line per step, at debug level.
    ///   - body: The connection's whole life.
    /// - Returns: What `body` returns.
    /// - Throws: `WebSocketError` when no connection could be made; what `body` throws otherwise.
    package static func withConnection<R: Sendable>(
        to url: WebSocketURL,
        headers: [(name: String, value: String)] = [],
        trust: TLSTrust = .system,
        limits: WebSocketLimits = WebSocketLimits(),
        keepAlive: KeepAlive? = KeepAlive(),
        connectTimeout: Duration = .seconds(10),
        logger: Logger,
        _ body: (WebSocketConnection) async throws -> R
    ) async throws -> R {
        let end = EndRecord()
        let handshake = ClientHandshake(
            url: url,
            headers: headers,
            tls: url.isSecure
                ? try await TLSContext.client(trust, shutdownTimeout: limits.closeTimeout) : nil,
            pipeline: WebSocketPipeline(role: .client, limits: limits, keepAlive: keepAlive),
            end: end,
            timeLimit: connectTimeout
        )
        logger.debug("connecting", metadata: ["url": "\(url)"])
        let messages = try await handshake.run()
        return try await messages.executeThenClose { inbound, outbound in
            let connection = WebSocketConnection(
                channel: messages.channel,
                inbound: inbound,
                outbound: outbound,
                end: end
            )
            logger.debug("connected", metadata: ["peer": "\(connection.peer)"])
            let result: R
            do {
                result = try await body(connection)
            } catch {
                await connection.close(.goingAway)
                throw error
            }
            await connection.close(.normal)
            logger.debug("closed", metadata: ["close": "\(connection.close?.description ?? "")"])
            return result
        }
    }
}
