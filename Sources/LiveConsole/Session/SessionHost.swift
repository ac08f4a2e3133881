// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Foundation
import LiveAPI
import LiveEngine
import LiveNIOTransport
import Logging
import WebSocketNIO

/// Makes sessions for one plan, and runs the embedded server beside them when the plan needs it.
struct SessionHost: Sendable {
    let plan: SessionPlan
    let logger: Logger
    private let server: LiveServer<ContinuousClock>?

    /// - Throws: `CommandFailure` with code 2 when the script is not valid, or the base URL is not one.
    init(plan: SessionPlan, logger: Logger) throws(CommandFailure) {
        self.plan = plan
        self.logger = logger
        guard plan.route == .embedded else {
            server = nil
            _ = try Self.endpoint(of: plan)
            return
        }
        let script = try EmbeddedParts.script(plan.script, logger: logger)
        server = LiveServer(
            configuration: LiveServerConfiguration(),
            responder: ScriptResponder(script: script),
            voice: EmbeddedParts.voice(logger: logger),
            recognizer: EmbeddedParts.recognizer(for: script, logger: logger),
            clock: ContinuousClock(),
            logger: logger
        )
    }

    /// A new session, not yet running, whose events' offsets count from `origin`.
    ///
    /// - Parameters:
    ///   - origin: Time zero of the session's events.
    ///   - setup: What it is set up with; nil for the plan's choice.
    ///   - resumes: Whether a lost connection is made again, with the conversation so far.
    ///   - replyAudio: Where replies are heard; nil where nobody listens.
    /// - Returns: A session whose first `run()` connects it.
    func makeSession(
        origin: ContinuousClock.Instant,
        setup: Setup? = nil,
        resumes: Bool = true,
        replyAudio: (any ReplyAudioSink)? = nil
    ) -> LiveSession<ContinuousClock> {
        let trust = ProcessInfo.processInfo.environment["SSL_CERT_FILE"].map { path in
            path.isEmpty ? TLSTrust.system : .bundle(path)
        }
        let transport = WebSocketLiveTransport(trust: trust ?? .system, logger: logger) {
            [plan, server] in
            guard let server else { return try Self.endpoint(of: plan) }
            let address = try await server.waitUntilListening()
            return try LiveEndpoint(
                baseURL: "ws://\(address.host):\(address.port)",
                credential: plan.credential
            )
        }
        return LiveSession(
            configuration: SessionConfiguration(
                setup: setup ?? plan.setup(turnDetection: nil),
                resumesSessions: resumes,
                hasToolDesk: plan.tools != nil,
                terms: plan.terms
            ),
            transport: transport,
            clock: ContinuousClock(),
            origin: origin,
            logger: logger,
            replyAudio: replyAudio
        )
    }

    /// Has the embedded server make a fault, where there is one.
    func order(_ fault: FaultOrder) {
        server?.order(fault)
    }

    /// What answers a session's function calls; nil without a tools file.
    func makeTools(
        for session: LiveSession<ContinuousClock>,
        isAttended: Bool
    ) -> SessionTools? {
        plan.tools.map {
            SessionTools($0.definitions, isAttended: isAttended, session: session)
        }
    }

    /// Runs `body` with the embedded server, when there is one, beside it.
    func withServer<R>(_ body: () async throws -> R) async throws -> R {
        guard let server else { return try await body() }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            // Should the server fail to listen, whoever awaits its address gets the error.
            group.addTask { try await server.run() }
            defer { group.cancelAll() }
            return try await body()
        }
    }

    private static func endpoint(of plan: SessionPlan) throws(CommandFailure) -> LiveEndpoint {
        let base =
            if case .url(let url) = plan.route { url } else { LiveEndpoint.geminiBaseURL }
        do {
            let endpoint = try LiveEndpoint(
                baseURL: base,
                version: plan.apiVersion,
                credential: plan.credential
            )
            guard plan.secrets.isEmpty || !endpoint.exposesCredential else {
                throw CommandFailure(
                    .badUsage,
                    "\(endpoint) would send your API key unencrypted over a network. Use wss://."
                )
            }
            return endpoint
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.badUsage, Redactor().redact("--endpoint \(base): \(error)"))
        }
    }
}
