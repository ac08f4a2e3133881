// SPDX-License-Identifier: Apache-2.0

package import Logging
import ServiceLifecycle
import Synchronization
package import WebSocketNIO

/// A Live API server: real clients connect to it over WebSockets, a `Responder` answers them.
///
/// Run it once. It listens until its task is cancelled, then ends every session with 1001 and
/// returns. A graceful shutdown announces the end with `goAway` and lets replies that are on their
/// way finish first. No session's failure reaches another.
package struct LiveServer<C: Clock>: Service where C.Duration == Duration {
    /// Where the server listens, once it does.
    private final class Address: Sendable {
        let isKnown = Gate()
        let value = Mutex<BoundAddress?>(nil)
    }

    private let configuration: LiveServerConfiguration
    private let handler: ConnectionHandler<C>
    private let faults = FaultBoard()
    private let logger: Logger
    private let address = Address()
    private let drain = Drain()
    private let clock: C

    /// A server that is not running yet.
    ///
    /// Without a recognizer, speech is answered by what can be measured of it.
    package init(
        configuration: LiveServerConfiguration = LiveServerConfiguration(),
        responder: any Responder,
        voice: any Synthesizer,
        recognizer: any Recognizer = AbsentRecognizer(
            error: .unavailable(reason: "this server was given no recognizer")
        ),
        clock: C,
        logger: Logger
    ) {
        self.configuration = configuration
        self.logger = logger
        self.clock = clock
        handler = ConnectionHandler(
            configuration: configuration,
            responder: responder,
            voice: voice,
            ears: Ears(recognizer: recognizer),
            clock: clock,
            resumption: ResumptionStore(clock: clock),
            gatekeeper: Gatekeeper(
                authKeys: configuration.authKeys,
                tokens: AuthTokenStore(clock: clock)
            ),
            drain: drain,
            faults: faults,
            logger: logger
        )
    }

    package func run() async throws {
        var listener = WebSocketListener(
            host: configuration.host,
            port: configuration.port,
            tls: configuration.tls,
            limits: configuration.webSocketLimits,
            keepAlive: KeepAlive(),
            maxConnections: configuration.maximumConnections,
            logger: logger
        )
        listener.handshakeTimeLimit = configuration.handshakeTimeLimit
        listener.receiveBudgetBytes = configuration.receiveBudgetBytes
        // Whoever waits for an address that will not come is woken to be told so.
        defer { address.isKnown.open() }
        try await withThrowingTaskGroup(of: Void.self) { [listener] group in
            group.addTask { try await serve(listener) }
            group.addTask {
                guard (try? await gracefulShutdown()) != nil else { return }
                logger.info("draining")
                await drain.run(atMost: configuration.drainTime, clock: clock)
            }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func serve(_ listener: WebSocketListener) async throws {
        try await listener.run(
            onListening: { bound in
                logger.info("listening", metadata: ["address": "\(bound)"])
                address.value.withLock { $0 = bound }
                address.isKnown.open()
            },
            upgrade: { Router.route($0.path).isLive },
            http: { answer($0, $1) },
            serve: { [handler] head, connection in await handler.serve(head, connection) }
        )
    }

    /// The address clients can connect to; suspends until the server listens.
    ///
    /// - Throws: `CancellationError`, also when the server ended before it listened.
    package func waitUntilListening() async throws -> BoundAddress {
        try await address.isKnown.wait()
        guard let bound = address.value.withLock(\.self) else { throw CancellationError() }
        return bound
    }

    /// Tells every session that is running now to make a mistake.
    ///
    /// - Returns: How many there are.
    @discardableResult
    package func order(_ fault: FaultOrder) -> Int {
        logger.notice("fault ordered", metadata: ["fault": "\(fault)"])
        return faults.post(fault)
    }

    private func answer(_ head: HTTPRequestHead, _ body: [UInt8]) -> HTTPReply {
        switch Router.route(head.path) {
        case .authTokens:
            return handler.gatekeeper.makeToken(head, body)
        case .live:
            return RESTFailure(
                status: 426,
                name: "FAILED_PRECONDITION",
                message: "This is a Live API method: connect to it with a WebSocket."
            ).reply
        case .notFound:
            let method = "/ws/google.ai.generativelanguage.v1beta.GenerativeService."
            return RESTFailure(
                status: 404,
                name: "NOT_FOUND",
                message: "Nothing is served at \(head.path.prefix(200)). A Live API session is at "
                    + method + "BidiGenerateContent."
            ).reply
        }
    }
}
