// SPDX-License-Identifier: Apache-2.0

import Foundation
package import LiveAPI
import Subprocess
import SystemPackage

/// Runs commands: arguments in on standard input, the answer out on standard output.
///
/// A command leads a session of its own, so it has no terminal to disturb and one process group
/// that holds all it starts. Cut off, by cancelling the task or by writing too much, the group gets
/// SIGTERM; once the command has ended or the grace is over, whatever is left of the group gets
/// SIGKILL. A command that ends by itself may leave processes in the background; they are not
/// waited for. What a command moves into a session of its own is out of reach.
package struct CommandRunner: Sendable {
    /// Time between SIGTERM and SIGKILL.
    private let grace: Duration
    /// The variables commands may be passed.
    private let environment: [String: String]

    /// Largest arguments that are handed to a command, as JSON text: what a pipe holds at once.
    package static let maximumArgumentBytes = 64 << 10
    /// The part of standard error that is kept.
    package static let diagnosticsLimit = 4 << 10

    package init(
        grace: Duration = .seconds(2),
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.grace = grace
        self.environment = environment
    }

    /// Runs a command to its end; cancellation cuts it off.
    package func run(_ command: ToolCommand, arguments: JSONObject) async -> CallOutcome {
        let json = JSONValue.object(arguments).serialized(asciiOnly: false)
        guard json.count <= Self.maximumArgumentBytes else {
            return CallOutcome(.failed("The arguments are larger than 64 KiB."))
        }
        do {
            let input = try Self.pipe(holding: json)
            defer { try? input.close() }
            return try await run(command, input: input)
        } catch {
            return CallOutcome(.failed(Self.words(for: error, of: command)))
        }
    }

    private func run(
        _ command: ToolCommand,
        input: FileDescriptor
    ) async throws -> CallOutcome {
        let result = try await Subprocess.run(
            configuration(of: command),
            input: .fileDescriptor(input, closeAfterSpawningProcess: false),
            output: .sequence,
            error: .sequence
        ) { execution in
            await collect(execution, outputLimit: command.outputLimit)
        }
        let (output, isTooLong, diagnostics) = result.closureResult
        if isTooLong {
            let limit = "The command was stopped: it wrote more than \(command.outputLimit) bytes."
            return CallOutcome(.failed(limit), diagnostics: diagnostics)
        }
        let status: CommandResult.Status =
            switch result.terminationStatus {
            case .exited(let code): .exited(code)
            case .signaled(let signal): .signaled(signal)
            }
        return CommandResult(status: status, output: output, diagnostics: diagnostics).outcome
    }

    private func configuration(of command: ToolCommand) -> Configuration {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = teardown
        let variables = command.environment.resolved(from: environment)
        let keyed = variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return Configuration(
            executable: command.program.contains("/")
                ? .path(FilePath(command.program)) : .name(command.program),
            arguments: Arguments(command.arguments),
            environment: .custom(Dictionary(keyed) { $1 }),
            workingDirectory: FilePath(command.directory),
            platformOptions: options
        )
    }

    private var teardown: [TeardownStep] {
        [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: grace)]
    }

    /// Reads both streams to their ends and waits for the command's.
    ///
    /// All of this happens before the command is reaped, so its group's number is still its own.
    private func collect(
        _ execution: Execution<some InputProtocol, SequenceOutput, SequenceOutput>,
        outputLimit: Int
    ) async -> (output: [UInt8], isTooLong: Bool, diagnostics: String) {
        async let diagnostics = Self.head(of: execution.standardError)
        let (output, isTooLong) = await Self.read(execution.standardOutput, limit: outputLimit)
        if isTooLong {
            await execution.teardown(using: teardown)
        } else {
            await execution.waitForEnd()
        }
        if isTooLong || Task.isCancelled {
            try? execution.send(signal: .kill, toProcessGroup: true)
        }
        return (output, isTooLong, await diagnostics)
    }

    @concurrent
    private static func read(
        _ stream: SubprocessOutputSequence,
        limit: Int
    ) async -> (bytes: [UInt8], isTooLong: Bool) {
        var bytes: [UInt8] = []
        // A broken pipe is an end like any other; the exit status says what happened.
        var pieces = stream.makeAsyncIterator()
        while let piece = try? await pieces.next() {
            piece.withUnsafeBytes { bytes += $0 }
            if bytes.count > limit { return ([], true) }
        }
        return (bytes, false)
    }

    /// The beginning of a stream; the rest is read and dropped, so that the writer never blocks.
    @concurrent
    private static func head(of stream: SubprocessOutputSequence) async -> String {
        var bytes: [UInt8] = []
        var pieces = stream.makeAsyncIterator()
        while let piece = try? await pieces.next() {
            piece.withUnsafeBytes { bytes += $0.prefix(diagnosticsLimit - bytes.count) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The reading end of a pipe that already holds everything that will ever be in it.
    ///
    /// A command need not read its input. Writing while it runs could therefore block, or raise
    /// SIGPIPE in this process; writing before it starts can do neither.
    private static func pipe(holding bytes: [UInt8]) throws -> FileDescriptor {
        let (reader, writer) = try FileDescriptor.pipe()
        do {
            defer { try? writer.close() }
            guard fcntl(writer.rawValue, F_SETFL, O_NONBLOCK) == 0 else {
                throw Errno(rawValue: errno)
            }
            guard try writer.writeAll(bytes) == bytes.count else { throw Errno.wouldBlock }
        } catch {
            try? reader.close()
            throw error
        }
        return reader
    }

    private static func words(for error: any Error, of command: ToolCommand) -> String {
        let name = command.program.debugDescription
        guard let error = error as? SubprocessError else {
            return "The command \(name) cannot be started: \(error)."
        }
        return switch error.code {
        case .executableNotFound: "The command \(name) is not installed."
        case .failedToChangeWorkingDirectory:
            "The command's directory \(command.directory.debugDescription) cannot be entered."
        default: "The command \(name) cannot be run: \(error)"
        }
    }
}

extension Execution {
    /// Suspends until the process has ended, whatever ends it, without disturbing it.
    ///
    /// Subprocess only waits in a teardown; this one's single step sends the null signal.
    fileprivate func waitForEnd() async {
        let forever: Duration = .seconds(1_000_000_000)
        await teardown(
            using: [.send(signal: Signal(rawValue: 0), allowedDurationToNextStep: forever)]
        )
    }
}
