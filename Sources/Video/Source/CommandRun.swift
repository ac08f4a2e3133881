// SPDX-License-Identifier: Apache-2.0

import Subprocess
import SystemPackage

/// Runs the command of a source and hands on what it writes.
///
/// The command leads a session of its own, so that it has no terminal to disturb and one process
/// group holds all it starts. Cut off, the group gets SIGTERM, and after a grace SIGKILL.
struct CommandRun: Sendable {
    let command: VideoCommand
    /// Variables of this process that the command gets; those with API keys are left out.
    let environment: [String: String]
    var grace = Duration.seconds(1)

    /// The variables that hold API keys.
    private static let secrets: Set<String> = ["GEMINI_API_KEY", "GOOGLE_API_KEY"]
    /// The part of standard error that is kept: its end.
    private static let diagnosticsLimit = 4 << 10

    /// Runs the command to its end, or until `take` wants no more.
    ///
    /// Cancellation cuts it off, and returns once the command is dead.
    func run(_ take: @Sendable @escaping ([UInt8]) async -> Bool) async -> SourceEnding {
        do {
            let result = try await Subprocess.run(
                configuration,
                input: .none,
                output: .sequence,
                error: .sequence
            ) { execution in
                await read(execution, take)
            }
            let (isWanted, diagnostics) = result.closureResult
            guard isWanted else { return .finished }
            return switch result.terminationStatus {
            case .exited(0): .finished
            case .exited(let code):
                .failed(
                    command.advice(on: diagnostics) ?? Self.words(diagnostics)
                        ?? "it failed with exit status \(code)"
                )
            case .signaled(let signal): .failed("it died of signal \(signal)")
            }
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .failed(command.adviceWhenMissing ?? "\(command.program) is not installed")
        } catch {
            return .failed("it cannot be run: \(error)")
        }
    }

    private var configuration: Configuration {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = teardown
        let variables = environment.filter { !Self.secrets.contains($0.key) }
        let keyed = variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return Configuration(
            executable: command.program.contains("/")
                ? .path(FilePath(command.program)) : .name(command.program),
            arguments: Arguments(command.arguments),
            environment: .custom(Dictionary(keyed) { $1 }),
            platformOptions: options
        )
    }

    private var teardown: [TeardownStep] {
        [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: grace)]
    }

    /// Reads both streams to their ends and waits for the command's.
    ///
    /// All of this happens before the command is reaped, so its group's number is still its own.
    private func read(
        _ execution: Execution<some InputProtocol, SequenceOutput, SequenceOutput>,
        _ take: @Sendable @escaping ([UInt8]) async -> Bool
    ) async -> (isWanted: Bool, diagnostics: String) {
        async let diagnostics = Self.tail(of: execution.standardError)
        let isWanted = await Self.hand(execution.standardOutput, take)
        if isWanted {
            // Its output is over; the command may still take its time to end.
            await execution.waitForEnd()
        } else {
            await execution.teardown(using: teardown)
        }
        try? execution.send(signal: .kill, toProcessGroup: true)
        return (isWanted, await diagnostics)
    }

    /// Whether the stream was read to its end.
    @concurrent
    private static func hand(
        _ stream: SubprocessOutputSequence,
        _ take: @Sendable ([UInt8]) async -> Bool
    ) async -> Bool {
        var pieces = stream.makeAsyncIterator()
        while let piece = try? await pieces.next() {
            var bytes: [UInt8] = []
            piece.withUnsafeBytes { bytes += $0 }
            guard await take(bytes) else { return false }
        }
        return true
    }

    @concurrent
    private static func tail(of stream: SubprocessOutputSequence) async -> String {
        var bytes: [UInt8] = []
        var pieces = stream.makeAsyncIterator()
        while let piece = try? await pieces.next() {
            piece.withUnsafeBytes { bytes += $0 }
            if bytes.count > diagnosticsLimit { bytes.removeFirst(bytes.count - diagnosticsLimit) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The last line of standard error that says something, without ffmpeg's `[name @ 0x…]`.
    static func words(_ diagnostics: String) -> String? {
        let lines = diagnostics.split(whereSeparator: \.isNewline)
        guard var line = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
        if line.first == "[", let end = line.firstIndex(of: "]") { line = line[end...].dropFirst() }
        let trimmed = line.drop(while: \.isWhitespace)
        return trimmed.isEmpty ? nil : String(trimmed.prefix(300))
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
