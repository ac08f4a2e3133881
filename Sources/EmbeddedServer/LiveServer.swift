// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import Logging
import ServiceLifecycle
import Synchronization
package import WebSocketNIO

/// A Live API server: real clients connect to it over WebSockets, a `Responder` answers them.
///
/// Run it once. It listens until its task is cancelled or a graceful shutdown begins, then ends
/// every session with 1001 and returns. No session's failure reaches another.
package struct LiveServer<C: Clock>: Service where C.Duration == Duration {
    /// Where the server listens, once it does.
    private final class Address: Sendable {
        let isKnown = Gate()
        let value = Mutex<BoundAddress?>(nil)
    }

    private let configuration: LiveServerConfiguration
    private let handler: ConnectionHandler<C>
    private let logger: Logger
    private let address = Address()

    package init(
        configuration: LiveServerConfiguration = LiveServerConfiguration(),
        responder: any Responder,
        voice: any Synthesizer,
        clock: C,
        logger: Logger
    ) {
        self.configuration = configuration
        self.logger = logger
        handler = ConnectionHandler(
            configuration: configuration,
            responder: responder,
            voice: voice,
            clock: clock,
            logger: logger
        )
    }

    package func run() async throws {
        let listener = WebSocketListener(
            host: configuration.host,
            port: configuration.port,
            tls: configuration.tls,
            limits: WebSocketLimits(),
            keepAlive: KeepAlive(),
            maxConnections: configuration.maximumConnections,
            logger: logger
        )
        // Whoever waits for an address that will not come is woken to be told so.
        defer { address.isKnown.open() }
        try await cancelWhenGracefulShutdown {
            try await listener.run(
                onListening: { bound in
                    logger.info("listening", metadata: ["address": "\(bound)"])
                    address.value.withLock { $0 = bound }
                    address.isKnown.open()
                },
                upgrade: { Router.route($0.path) != .notFound },
                http: { head, _ in Self.answer(head) },
                serve: { [handler] head, connection in await handler.serve(head, connection) }
            )
        }
    }

    /// The address clients can connect to; suspends until the server listens.
    ///
    /// - Throws: `CancellationError`, also when the server ended before it listened.
    package func waitUntilListening() async throws -> BoundAddress {
        try await address.isKnown.wait()
        guard let bound = address.value.withLock(\.self) else { throw CancellationError() }
        return bound
    }

    private static func answer(_ head: HTTPRequestHead) -> HTTPReply {
        let isLive = Router.route(head.path) != .notFound
        let message =
            isLive
            ? "This is a Live API method: connect to it with a WebSocket."
            : "Nothing is served at \(head.path.prefix(200)). A Live API session is at "
                + "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent."
        let error: JSONObject = [
            "code": .integer(isLive ? 426 : 404),
            "message": .string(message),
            "status": .string(isLive ? "FAILED_PRECONDITION" : "NOT_FOUND"),
        ]
        return HTTPReply(
            status: isLive ? 426 : 404,
            contentType: "application/json",
            body: JSONValue.object(["error": .object(error)]).serialized(pretty: true)
        )
    }
}
