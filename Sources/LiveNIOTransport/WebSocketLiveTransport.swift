// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
package import Logging
package import WebSocketNIO

/// Carries Live API messages over a WebSocket.
package struct WebSocketLiveTransport: LiveTransport {
    private let endpoint: @Sendable () async throws -> LiveEndpoint
    private let trust: TLSTrust
    private let limits: WebSocketLimits
    private let keepAlive: KeepAlive
    private let logger: Logger

    /// Makes a transport; nothing is dialled before `withConnection`.
    ///
    /// - Parameters:
    ///   - trust: Which certificates to believe.
    ///   - limits: Frame and message sizes; the Live API needs more than the usual 1 MiB.
    ///   - keepAlive: When a silent connection counts as lost.
    ///   - logger: Gets connection news, without credentials.
    ///   - endpoint: Asked before every connection, so that an address may become known late.
    package init(
        trust: TLSTrust = .system,
        limits: WebSocketLimits = WebSocketLimits(),
        keepAlive: KeepAlive = KeepAlive(interval: .seconds(20), timeout: .seconds(40)),
        logger: Logger,
        endpoint: @escaping @Sendable () async throws -> LiveEndpoint
    ) {
        self.endpoint = endpoint
        self.trust = trust
        self.limits = limits
        self.keepAlive = keepAlive
        self.logger = logger
    }

    package func withConnection<R: Sendable>(
        _ body: @Sendable (any LiveConnection) async throws -> R
    ) async throws -> R {
        do {
            let endpoint = try await endpoint()
            return try await WebSocketClient.withConnection(
                to: endpoint.dialledURL,
                headers: endpoint.headers,
                trust: trust,
                limits: limits,
                keepAlive: keepAlive,
                logger: logger
            ) { connection in
                try await body(WebSocketLiveConnection(connection))
            }
        } catch let error as WebSocketError {
            throw SessionError(error)
        }
    }
}
