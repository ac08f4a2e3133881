// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import WebSocketNIO

/// The built `live-console`, started as a person or a script would start it.
///
/// Every run has a home of its own, so that neither the user's settings nor an API key take part.
final class Program: Sendable {
    /// What a finished run left behind.
    struct Result: Sendable {
        var status: Int32
        var output: String
        var errors: String
    }

    /// A folder for the run's configuration, state and output; removed with this value.
    let home: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "live-console-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        home = folder.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: home)
    }

    /// The executable, beside the test bundle.
    static var path: String {
        get throws {
            for url in [Bundle.main.executableURL, Bundle(for: Program.self).bundleURL] {
                let candidate = url?.deletingLastPathComponent().appending(path: "live-console")
                if let candidate, FileManager.default.isExecutableFile(atPath: candidate.path) {
                    return candidate.path
                }
            }
            throw ProgramError.notBuilt
        }
    }

    /// The environment of every run: UTF-8, no key, nothing of the caller's.
    var environment: [String: String] {
        PseudoTerminal.plainEnvironment.merging(
            ["HOME": home, "LANG": "C.UTF-8", "TERM": "xterm-256color"]
        ) { $1 }
    }

    /// Runs the program to its end with pipes for its streams, or with its output going to a file.
    func run(
        _ arguments: [String],
        input: String = "",
        output file: FileHandle? = nil,
        environment extra: [String: String] = [:]
    ) async throws -> Result {
        let process = try prepare(arguments, environment: extra)
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = file ?? stdout
        process.standardError = stderr
        // Without a writer of its own the pipe would never end.
        if file != nil { try stdout.fileHandleForWriting.close() }
        async let output = Self.readAll(stdout)
        async let errors = Self.readAll(stderr)
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let texts = await (output, errors)
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: texts.0, errors: texts.1)
    }

    /// Starts `serve` on a free port and returns it once it listens; its log may go to a file.
    func serve(
        _ arguments: [String] = [],
        errors file: String? = nil
    ) async throws -> RunningServer {
        let process = try prepare(["serve", "--port", "0"] + arguments, environment: [:])
        let stdout = Pipe()
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        if let file {
            try Data().write(to: URL(filePath: file))
            process.standardError = try FileHandle(forWritingTo: URL(filePath: file))
        }
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return RunningServer(process: process, announcement: await Self.readLine(stdout))
    }

    private func prepare(
        _ arguments: [String],
        environment extra: [String: String]
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: try Self.path)
        process.arguments = arguments
        process.environment = environment.merging(extra) { $1 }
        process.currentDirectoryURL = URL(filePath: home)
        return process
    }

    /// Everything the program writes until it closes the pipe, read off the cooperative pool.
    private static func readAll(_ pipe: Pipe) async -> String {
        await withCheckedContinuation { continuation in
            let handle = pipe.fileHandleForReading
            Thread.detachNewThread {
                let data = (try? handle.readToEnd()) ?? Data()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }

    private static func readLine(_ pipe: Pipe) async -> String {
        await withCheckedContinuation { continuation in
            let handle = pipe.fileHandleForReading
            Thread.detachNewThread {
                var line: [UInt8] = []
                while let byte = (try? handle.read(upToCount: 1))?.first, byte != 10 {
                    line.append(byte)
                }
                continuation.resume(returning: String(decoding: line, as: UTF8.self))
            }
        }
    }
}

/// A `serve` that listens; killed when this value goes away.
final class RunningServer: @unchecked Sendable {
    private let process: Process
    /// The line it printed when it was ready.
    let announcement: String

    init(process: Process, announcement: String) {
        self.process = process
        self.announcement = announcement
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// The address in the announcement: `ws://127.0.0.1:PORT`.
    var url: String { String(announcement.trimmingPrefix("listening on ")) }

    var address: BoundAddress {
        BoundAddress(
            host: "127.0.0.1",
            port: url.split(separator: ":").last.flatMap { Int($0) } ?? 0
        )
    }

    /// What it holds in memory, in bytes.
    var residentBytes: Int {
        let path = "/proc/\(process.processIdentifier)/statm"
        let fields = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: " ")
        let pages = fields.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    /// Sets how many descriptors it may have open.
    func limitDescriptors(to count: Int) throws {
        let tool = URL(filePath: "/usr/bin/prlimit")
        let pid = process.processIdentifier
        let run = try Process.run(tool, arguments: ["--pid", "\(pid)", "--nofile=\(count)"])
        run.waitUntilExit()
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for the end; returns the exit status.
    func waitForExit() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Sends a signal and waits for the end; returns the exit status.
    func stop(signal: Int32) -> Int32 {
        self.signal(signal)
        return waitForExit()
    }
}

/// Why an end-to-end test could not begin.
enum ProgramError: Error {
    /// `live-console` is not beside the tests; build it first.
    case notBuilt
}
