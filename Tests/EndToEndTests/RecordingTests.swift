// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import TestSupport
import Testing

/// The real binary recording, killed, replaying and checking.
@Suite(.timeLimit(.minutes(3))) struct RecordingTests {
    private let program: Program
    private var bundle: String { program.home + "/one.livesession" }

    init() throws {
        program = try Program()
    }

    private func record(_ texts: String...) async throws {
        let result = try await program.run(["send", "--record", bundle] + texts)
        #expect(result.status == 0)
        #expect(result.errors.contains("Recorded \(bundle)\n"))
    }

    private func contents(_ name: String) -> String {
        (try? String(contentsOfFile: "\(bundle)/\(name)", encoding: .utf8)) ?? ""
    }

    @Test func aRecordedConversationIsPrintedAgain() async throws {
        try await record("What is 12 times 7?")
        let result = try await program.run(["replay", bundle, "--plain"])
        #expect(result.status == 0)
        #expect(result.output.contains("You: What is 12 times 7?\nModel: 12 times 7 is 84.\n"))
    }

    @Test func checksHaveTheExitCodesOfTheContract() async throws {
        try await record("hello")
        let good = try await program.run(
            ["check", bundle, "--max-p95", "60s", "--no-stall", "--no-error", "--min-turns", "1"]
        )
        #expect(good.status == 0)
        let bad = try await program.run(["check", bundle, "--min-turns", "2"])
        #expect(bad.status == 1)
        #expect(bad.output == "✗ 1 turns, expected at least 2\n")
        let none = try await program.run(["check", program.home + "/nothing"])
        #expect(none.status == 2)
        try Data("{\"i\":\n".utf8).write(to: URL(filePath: bundle + "/frames.jsonl"))
        let broken = try await program.run(["check", bundle])
        #expect(broken.status == 2)
        #expect(broken.errors.contains("frames.jsonl:1: "))
    }

    @Test(arguments: ["md", "json", "html", "wav"])
    func exportsAreWritten(format: String) async throws {
        try await record("hello")
        let out = program.home + "/out"
        let result = try await program.run(["export", bundle, "--to", format, "--out", out])
        #expect(result.status == 0)
        #expect(FileManager.default.contents(atPath: out)?.count ?? 0 >= 44)
    }

    @Test func theKeyIsInNoFile() async throws {
        let key = "AIzaSyNotARealKey0123456789abcdef"
        let server = try await program.serve()
        let result = try await program.run(
            ["send", "--endpoint", server.url, "--record", bundle, "my key is \(key), remember?"],
            environment: ["GEMINI_API_KEY": key]
        )
        #expect(result.status == 0)
        let files = try FileManager.default.subpathsOfDirectory(atPath: bundle)
        #expect(files.contains("frames.jsonl"))
        for file in files {
            let data = FileManager.default.contents(atPath: "\(bundle)/\(file)") ?? Data()
            #expect(data.range(of: Data(key.utf8)) == nil, "\(file)")
        }
        #expect(contents("frames.jsonl").contains("my key is \\u2026"))
    }

    @Test func killedItKeepsWhatWasOnTheDiskAndSaysThatItWasCutShort() async throws {
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        try terminal.spawn(
            Program.path,
            ["--record", bundle],
            environment: program.environment
        )
        try await terminal.wait(for: "⏺ REC", timeout: .seconds(20))
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        terminal.type("Tell me a long story\r")
        try await terminal.wait(for: "turn 1", timeout: .seconds(20))
        while !contents("frames.jsonl").contains("Tell me a long story") {
            try await Task.sleep(for: .milliseconds(10))
        }
        terminal.send(signal: SIGKILL)
        _ = try await terminal.waitForExit(timeout: .seconds(20))
        #expect(!contents("meta.json").contains("summary"))
        let result = try await program.run(["replay", bundle, "--plain"])
        #expect(result.status == 0)
        #expect(result.output.contains("You: Tell me a long story\n"))
        #expect(result.output.hasSuffix("Session: the recording was cut short here\n"))
    }

    @Test func quittingWhileRecordingClosesTheBundle() async throws {
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        try terminal.spawn(Program.path, ["--record", bundle], environment: program.environment)
        try await terminal.wait(for: "⏺ REC", timeout: .seconds(20))
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        terminal.send(signal: SIGTERM)
        _ = try await terminal.waitForExit(timeout: .seconds(20))
        #expect(contents("meta.json").contains("summary"))
        #expect(contents("events.jsonl").contains(#""phase":"closedByUser""#))
    }

    @Test func aFullDiskEndsTheRecordingAndNotTheSession() async throws {
        let path = try Program.path
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        // A limit on files' sizes is the full disk that needs no rights; 512 bytes a block.
        let command =
            "trap '' XFSZ; ulimit -f 4; exec \"$0\" send --log /dev/null --record \"$1\" "
            + "'Tell me a long story'"
        process.arguments = ["-c", command, path, bundle]
        process.environment = program.environment
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = String(
            decoding: try output.fileHandleForReading.readToEnd() ?? Data(),
            as: UTF8.self
        )
        let complaint = String(
            decoding: try errors.fileHandleForReading.readToEnd() ?? Data(),
            as: UTF8.self
        )
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(said.contains("lighthouse"))
        #expect(complaint.contains("The recording ended: "))
        #expect(complaint.contains("File too large. The session goes on.\n"))
    }

    @Test func theReplayOpensInTheConsole() async throws {
        try await record("What is 12 times 7?")
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        try terminal.spawn(
            Program.path,
            ["replay", bundle, "--speed", "8", "--speaker", "off"],
            environment: program.environment
        )
        try await terminal.wait(for: "12 times 7 is 84", timeout: .seconds(20))
        try await terminal.wait(for: "REPLAY", timeout: .seconds(20))
        try await terminal.wait(for: "paused", timeout: .seconds(20))
        terminal.type("^")
        try await terminal.wait(for: "REPLAY 00:00", timeout: .seconds(20))
        terminal.type("$")
        try await terminal.wait(for: "12 times 7 is 84", timeout: .seconds(20))
        terminal.type("q")
        #expect(try await terminal.waitForExit(timeout: .seconds(20)) == .code(0))
    }
}
