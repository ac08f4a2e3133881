// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Foundation
import LiveAPI
import LiveEngine
import LiveNIOTransport
import Logging
import Testing
import WebSocketNIO

/// Sessions over real sockets whose far end is wrong, closed or gone.
@Suite(.timeLimit(.minutes(1))) struct SocketFaultTests {
    private let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private static let written = Setup(
        model: "models/m",
        generationConfig: GenerationConfig(responseModalities: [.text])
    )

    private func session(
        _ url: String,
        key: String = "k",
        limits: WebSocketLimits = WebSocketLimits()
    ) throws -> LiveSession<ContinuousClock> {
        let endpoint = try LiveEndpoint(baseURL: url, credential: .apiKey(key))
        return LiveSession(
            configuration: SessionConfiguration(setup: Self.written),
            transport: WebSocketLiveTransport(limits: limits, logger: silent) { endpoint },
            clock: ContinuousClock(),
            origin: .now,
            logger: silent
        )
    }

    private func server(
        _ configure: (inout LiveServerConfiguration) -> Void = { _ in }
    ) throws -> LiveServer<ContinuousClock> {
        var configuration = LiveServerConfiguration()
        configuration.speed = 1_000
        configure(&configuration)
        return LiveServer(
            configuration: configuration,
            responder: ScriptResponder(script: try .builtIn()),
            voice: ToneVoice(reason: "This is a test."),
            clock: ContinuousClock(),
            logger: silent
        )
    }

    /// Runs a server while `body` runs with its port.
    private func serving<R: Sendable>(
        _ server: LiveServer<ContinuousClock>,
        _ body: @Sendable (Int) async throws -> R
    ) async throws -> R {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let result = try await body(try await server.waitUntilListening().port)
            group.cancelAll()
            try await group.waitForAll()
            return result
        }
    }

    /// Runs a session to its end, handing every event to `react`.
    private func run(
        _ session: LiveSession<ContinuousClock>,
        react: (SessionEvent.Kind) async -> Void = { _ in }
    ) async -> SessionEnd {
        async let end = session.run()
        for await event in session.events { await react(event.kind) }
        return await end
    }

    @Test func aWrongKeyEndsTheSessionInTheServersWords() async throws {
        let server = try server { $0.authKeys = ["right"] }
        let end = try await serving(server) { port in
            await run(try session("ws://127.0.0.1:\(port)", key: "wrong"))
        }
        #expect(end.isAuthenticationFailure)
        #expect(end.inPlainWords.contains("GEMINI_API_KEY"))
        #expect(!end.inPlainWords.contains("wrong"))
    }

    @Test func aNameWithoutAnAddressIsNamed() async throws {
        let end = await run(try session("wss://live.invalid"))
        guard case .failed(let error) = end else {
            Issue.record("ended as \(end)")
            return
        }
        #expect(error.kind == .cannotConnect)
        #expect(error.message.contains("live.invalid"))
    }

    @Test func aCertificateOfNobodyIsRefused() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let authority = try LocalAuthority.open(in: folder, at: .now)
        let identity = try authority.issueIdentity(for: [], at: .now)
        let end = try await serving(try server { $0.tls = identity }) { port in
            await run(try session("wss://127.0.0.1:\(port)"))
        }
        #expect(end.inPlainWords.contains("not signed by an authority trusted here"))
    }

    @Test func aMessageBeyondTheLimitIsALossThatIsNamed() async throws {
        let limits = WebSocketLimits(maxFrameBytes: 10, maxMessageBytes: 10)
        let end = try await serving(try server()) { port in
            await run(try session("ws://127.0.0.1:\(port)", limits: limits))
        }
        #expect(end.inPlainWords.contains("sent too much"))
    }

    @Test func aRestartedServerIsToldTheConversation() async throws {
        let first = try server()
        let running = Task { try await first.run() }
        let port = try await first.waitUntilListening().port
        let second = try server { $0.port = port }
        var restarted: Task<Void, any Error>?
        defer { restarted?.cancel() }
        let session = try session("ws://127.0.0.1:\(port)")
        var answer = ""
        var notices: [String] = []
        let end = await run(session) { kind in
            switch kind {
            case .phase(.ready) where restarted == nil:
                _ = session.submit(.sendText("My name is Ada."))
            case .resumption(let update) where update.resumable && restarted == nil:
                running.cancel()
                _ = await running.result
                restarted = Task { try await second.run() }
            case .phase(.ready):
                answer = ""
                _ = session.submit(.sendText("What is my name?"))
            case .outputTranscript(let said, _): answer += said.text
            case .modelText(let text, _, _): answer += text
            case .notice(let notice): notices.append(notice.text)
            case .turnEnded where restarted != nil: _ = session.submit(.close)
            default: break
            }
        }
        #expect(end == .closedByUser)
        #expect(notices.contains { $0.contains("was given the text of the conversation") })
        #expect(answer == "Your name is Ada.")
    }
}
