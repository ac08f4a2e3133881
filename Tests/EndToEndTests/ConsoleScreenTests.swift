// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import TestSupport
import Testing

/// The real binary on a real terminal: typed into, resized, quit and killed.
@Suite(.timeLimit(.minutes(3))) struct ConsoleScreenTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    /// The console on a new terminal, connected and ready for input.
    private func launch(
        _ arguments: [String] = [],
        columns: Int = 80,
        rows: Int = 24,
        environment: [String: String] = [:]
    ) async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: columns, rows: rows)
        try terminal.spawn(
            Program.path,
            arguments,
            environment: program.environment.merging(environment) { $1 }
        )
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        return terminal
    }

    /// Types a line into the input field and sends it.
    private func say(_ text: String, on terminal: PseudoTerminal) {
        terminal.type(text + "\r")
    }

    @Test(arguments: [(80, 24), (200, 60)])
    func aTypedConversationStreamsIntoTheTranscript(columns: Int, rows: Int) async throws {
        let terminal = try await launch(columns: columns, rows: rows)
        say("What is 12 times 7?", on: terminal)
        try await terminal.wait(for: "12 times 7 is 84", timeout: .seconds(20))
        try await terminal.wait(for: "turnComplete", timeout: .seconds(20))
        say("hello", on: terminal)
        try await terminal.wait(for: "turn 2", timeout: .seconds(20))
    }

    @Test func quittingRestoresTheTerminal() async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        try terminal.spawn(Program.path, environment: program.environment)
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        #expect(terminal.screen.isAlternate)
        #expect(terminal.modes != before)
        terminal.type("\u{1B}")
        try await terminal.wait(for: "q quit", timeout: .seconds(20))
        terminal.type("qy")
        let exit = try await terminal.waitForExit(timeout: .seconds(20))
        #expect(exit == .code(0))
        expectRestored(terminal, before)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func aSignalThatEndsTheProgramRestoresTheTerminal(signal: Int32) async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        try terminal.spawn(Program.path, environment: program.environment)
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        terminal.send(signal: signal)
        let exit = try await terminal.waitForExit(timeout: .seconds(20))
        #expect(exit == .code(signal == SIGINT ? 130 : 143))
        expectRestored(terminal, before)
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP])
    func aFatalSignalRestoresTheTerminalAndKeepsItsStatus(signal: Int32) async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        try terminal.spawn(Program.path, environment: program.environment)
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        terminal.send(signal: signal)
        let exit = try await terminal.waitForExit(timeout: .seconds(20))
        #expect(exit == .signal(signal))
        expectRestored(terminal, before)
    }

    private func expectRestored(_ terminal: PseudoTerminal, _ before: PseudoTerminalModes) {
        #expect(terminal.modes == before)
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorVisible)
    }

    @Test func resizingDownAndBackKeepsTheConversation() async throws {
        let terminal = try await launch(columns: 120, rows: 40)
        say("hello", on: terminal)
        try await terminal.wait(for: "turnComplete", timeout: .seconds(20))
        terminal.resize(columns: 20, rows: 5)
        try await terminal.wait(for: "20x5, needs 80x24", timeout: .seconds(20))
        terminal.resize(columns: 1, rows: 1)
        terminal.resize(columns: 80, rows: 24)
        try await terminal.wait(for: "the transcript", timeout: .seconds(20)) { screen in
            screen.columns == 80 && screen.contains("You   hello")
                && screen.contains("[1 Transcript]")
        }
        say("What is 2 plus 2?", on: terminal)
        try await terminal.wait(for: "is 4", timeout: .seconds(20))
    }

    @Test func aLostConnectionIsSaidAndTriedAgainUntilTheUserEndsIt() async throws {
        let server = try await program.serve()
        let terminal = try await launch(
            ["--endpoint", server.url, "--modality", "text"],
            environment: ["GEMINI_API_KEY": "some-key"]
        )
        _ = server.stop(signal: SIGKILL)
        try await terminal.wait(for: "RECONNECT", timeout: .seconds(20))
        terminal.type("\u{1B}")
        try await terminal.wait(for: "c disconnect", timeout: .seconds(20))
        terminal.type("c")
        try await terminal.wait(for: "ENDED", timeout: .seconds(20))
        terminal.type("c")
        try await terminal.wait(for: "Cannot connect", timeout: .seconds(20))
    }

    @Test func aServerErrorIsShownWithItsReasonAndAdvice() async throws {
        let server = try await program.serve(["--auth-key", "right-key"])
        let terminal = try PseudoTerminal(columns: 100, rows: 30)
        try terminal.spawn(
            Program.path,
            ["--endpoint", server.url],
            environment: program.environment.merging(["GEMINI_API_KEY": "wrong-key"]) { $1 }
        )
        try await terminal.wait(for: "API key not valid", timeout: .seconds(20))
        #expect(!terminal.output.contains(sequence: "wrong-key"))
    }

    @Test func textFromTheNetworkNeverReachesTheTerminalRaw() async throws {
        let script = program.home + "/hostile.toml"
        let source = """
            fallback = ["evil \\u001b]0;owned\\u0007 \\u001b[2J \\u202eright to left"]
            """
        try Data(source.utf8).write(to: URL(filePath: script))
        let terminal = try await launch(["--script", script])
        say("anything", on: terminal)
        try await terminal.wait(for: "evil", timeout: .seconds(20))
        try await terminal.wait(for: "turnComplete", timeout: .seconds(20))
        #expect(!terminal.output.contains(sequence: "\u{1B}]0;owned"))
        #expect(!terminal.output.contains(sequence: "\u{202E}"))
    }

    @Test func withoutColourNothingIsColoured() async throws {
        let terminal = try await launch(environment: ["NO_COLOR": "1"])
        say("hello", on: terminal)
        try await terminal.wait(for: "turnComplete", timeout: .seconds(20))
        let screen = terminal.screen
        for y in 0..<screen.rowCount {
            for x in 0..<screen.columns {
                #expect(screen.cell(x: x, y: y).rendition.foreground == nil)
                #expect(screen.cell(x: x, y: y).rendition.background == nil)
            }
        }
    }

    @Test func aTerminalWithoutUTF8GetsASCII() async throws {
        let terminal = try await launch(environment: ["LANG": "C", "LC_ALL": "C"])
        say("hello", on: terminal)
        try await terminal.wait(for: "turnComplete", timeout: .seconds(20))
        #expect(terminal.output.allSatisfy { $0 < 0x80 })
    }
}

extension [UInt8] {
    fileprivate func contains(sequence text: String) -> Bool {
        firstRange(of: Array(text.utf8)) != nil
    }
}
