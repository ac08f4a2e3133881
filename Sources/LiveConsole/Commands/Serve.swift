// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import EmbeddedServer
import Foundation
import LiveNIOTransport
import Logging
import ServiceLifecycle
import UnixSignals
import WebSocketNIO

/// `serve`: the embedded server alone, for any Live API client.
struct Serve: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the embedded Live API server for any Live API client.",
        discussion: """
            Prints one line, `listening on ws://HOST:PORT`, when it is ready, then logs to \
            standard error. SIGTERM and Ctrl-C let replies end, then close every session. Clients that only \
            speak TLS, such as the Python SDK, need --tls and `live-console cert`.
            """
    )

    @Option(help: "Address to listen on. Anything but loopback needs --auth-key.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on; 0 takes any free one.")
    var port = 8765

    @Flag(help: "Serve wss with a certificate from the local authority.")
    var tls = false

    @Option(help: "Script that decides what is answered (TOML).")
    var script: String?

    @Option(help: "Run time faster (above 1) or slower, for pacing of replies.")
    var speed = 1.0

    @Option(name: .customLong("auth-key"), help: "Accept this API key only; may be repeated.")
    var authKeys: [String] = []

    @Flag(help: "Refuse unknown fields, and what a model's series does not take.")
    var strict = false

    @Option(
        name: .customLong("unknown-model"),
        help: "Refuse this model as unknown; may be repeated."
    )
    var unknownModels: [String] = []

    @Option(help: "What follows a toolCall; auto suits the client's SDK.")
    var afterToolCall = AfterToolCall.auto

    @Option(help: "What speaks: the best voice there is, or tones in place of words.")
    var synthesizer = SynthesizerChoice.auto

    @Option(help: "What finds the words in speech, if anything.")
    var recognizer = RecognizerChoice.auto

    @OptionGroup(title: "Limits") var limits: ServerLimitOptions

    @Option(help: LogLevel.help, transform: LogLevel.parse)
    var logLevel = Logger.Level.info

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port takes a number from 0 to 65535.")
        }
        guard speed > 0, speed <= 1000 else {
            throw ValidationError("--speed takes a number above 0, at most 1000.")
        }
        guard !authKeys.contains("") else { throw ValidationError("--auth-key is empty.") }
        let address = WebSocketURL(isSecure: false, host: host, port: port, pathAndQuery: "/")
        guard address.isLoopback || !authKeys.isEmpty else {
            throw ValidationError(
                "--host \(host) lets other machines in; give --auth-key KEY to say which clients."
            )
        }
    }

    func execute() async throws {
        let log = LineLog(level: logLevel, redactor: Redactor(secrets: authKeys))
        let server = try makeServer(logger: log.logger("server"))
        let announcement = Announcement(server: server, isSecure: tls)
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: server), .init(service: announcement)],
            gracefulShutdownSignals: [.sigterm],
            logger: log.logger("lifecycle")
        )
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        do {
            try await run(ServiceGroup(configuration: configuration))
        } catch let error as WebSocketError {
            throw CommandFailure(.runFailed, "\(error)")
        }
    }

    /// Runs the services; Ctrl-C closes every session as SIGTERM does, and has its own exit code.
    private func run(_ services: ServiceGroup) async throws {
        let interrupts = await UnixSignalsSequence(trapping: .sigint)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await services.run()
                return false
            }
            group.addTask {
                for await _ in interrupts {
                    await services.triggerGracefulShutdown()
                    return true
                }
                return false
            }
            let wasInterrupted = try await group.next() ?? false
            if wasInterrupted { _ = try await group.next() }
            group.cancelAll()
            if wasInterrupted { throw CommandFailure(.interrupted, "") }
        }
    }

    private func makeServer(logger: Logger) throws -> LiveServer<ContinuousClock> {
        let environment = ProcessInfo.processInfo.environment
        var configuration = LiveServerConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.speed = speed
        configuration.authKeys = authKeys
        configuration.isStrict = strict
        configuration.unknownModels = Set(unknownModels)
        configuration.afterToolCall = afterToolCall
        limits.apply(to: &configuration)
        if tls {
            let paths = StandardPaths(environment: environment)
            let authority = try EmbeddedParts.authority(in: paths.authority)
            configuration.tls = try EmbeddedParts.identity(from: authority, host: host)
        }
        let script = try EmbeddedParts.script(script, logger: logger)
        return LiveServer(
            configuration: configuration,
            responder: ScriptResponder(script: script),
            voice: EmbeddedParts.voice(synthesizer, logger: logger),
            recognizer: EmbeddedParts.recognizer(recognizer, for: script, logger: logger),
            clock: ContinuousClock(),
            logger: logger
        )
    }
}

extension AfterToolCall: ExpressibleByArgument {}
extension SynthesizerChoice: ExpressibleByArgument {}
extension RecognizerChoice: ExpressibleByArgument {}

/// Prints the address once the server listens; the contract's one line on standard output.
private struct Announcement: Service {
    let server: LiveServer<ContinuousClock>
    let isSecure: Bool

    func run() async throws {
        let address = try await server.waitUntilListening()
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        let scheme = isSecure ? "wss" : "ws"
        StandardStream.output.write("listening on \(scheme)://\(host):\(address.port)\n")
        try await gracefulShutdown()
    }
}
