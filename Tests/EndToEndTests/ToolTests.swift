// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import TestSupport
import Testing

/// Tools of the user's, called by the embedded server: on the screen and through pipes.
@Suite(.timeLimit(.minutes(3))) struct ToolTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    private static let examples = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../docs/examples/tools").standardized

    private static func example(_ name: String) -> String {
        examples.appending(path: name).path
    }

    /// Writes a tools file and returns its path.
    private func tools(_ toml: String) throws -> String {
        let path = program.home + "/tools.toml"
        try Data(toml.utf8).write(to: URL(filePath: path))
        return path
    }

    private func launch(_ arguments: [String]) async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        try terminal.spawn(Program.path, arguments, environment: program.environment)
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        return terminal
    }

    /// The processes a command has written the numbers of.
    private func processes(in file: String, count: Int) async throws -> [pid_t] {
        while true {
            let text = try? String(contentsOfFile: program.home + "/" + file, encoding: .utf8)
            let numbers = (text ?? "").split(whereSeparator: \.isWhitespace).compactMap {
                pid_t($0)
            }
            if numbers.count >= count { return numbers }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func untilGone(_ processes: [pid_t]) async throws {
        while processes.contains(where: { kill($0, 0) == 0 }) {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    // MARK: - On the screen

    @Test func aConfirmedCommandIsRunAndItsResultIsSpoken() async throws {
        let path = try tools(
            """
            [[tool]]
            name = "check_backup"
            description = "Checks the backup."
            confirm = true
            command = ["sh", "-c", "touch ran; echo all 42 files are safe"]
            """
        )
        let terminal = try await launch(["--tools", path])
        terminal.type("Check the backup\r")
        try await terminal.wait(for: "Ctrl-Y decides", timeout: .seconds(20))
        // What is typed meanwhile is typed.
        terminal.type("yes")
        try await terminal.wait(for: "> yes", timeout: .seconds(20))
        terminal.type("\u{19}")
        try await terminal.wait(for: "touch ran; echo all 42", timeout: .seconds(20))
        #expect(!FileManager.default.fileExists(atPath: program.home + "/ran"))
        terminal.type("y")
        try await terminal.wait(for: "the spoken result", timeout: .seconds(20)) { screen in
            screen.contains("Model all 42 files are safe") && screen.contains("of audio")
        }
        #expect(FileManager.default.fileExists(atPath: program.home + "/ran"))
        let pane = #/✓ check_backup .* \d+(\.\d)? m?s +\d+ B/#
        let rows = terminal.screen.rows
        #expect(rows.contains { $0.contains(pane) }, "\(rows)")
    }

    @Test func aRefusedCommandIsNotRun() async throws {
        let path = try tools(
            """
            [[tool]]
            name = "check_backup"
            description = "Checks the backup."
            confirm = true
            command = ["touch", "ran"]
            """
        )
        let terminal = try await launch(["--tools", path, "--modality", "text"])
        terminal.type("Check the backup\r")
        try await terminal.wait(for: "Ctrl-Y decides", timeout: .seconds(20))
        terminal.type("\u{19}")
        try await terminal.wait(for: "Run check_backup?", timeout: .seconds(20))
        terminal.type("n")
        try await terminal.wait(for: "The user declined this call", timeout: .seconds(20))
        #expect(!FileManager.default.fileExists(atPath: program.home + "/ran"))
    }

    @Test func aHungCommandIsCutOffAndReportedAndItsProcessesAreGone() async throws {
        let path = try tools(
            """
            [[tool]]
            name = "check_backup"
            description = "Checks the backup."
            command = ["sh", "-c", "sleep 1000 & echo $! $$ >pids; wait"]
            timeout = "700ms"
            """
        )
        let terminal = try await launch(["--tools", path, "--modality", "text"])
        terminal.type("Check the backup\r")
        let processes = try await processes(in: "pids", count: 2)
        try await terminal.wait(for: "timed out", timeout: .seconds(20))
        try await terminal.wait(for: "it took more than", timeout: .seconds(20))
        try await untilGone(processes)
    }

    @Test func leavingTheConsoleEndsWhatRuns() async throws {
        let path = try tools(
            """
            [[tool]]
            name = "check_backup"
            description = "Checks the backup."
            command = ["sh", "-c", "sleep 1000 & echo $! $$ >pids; wait"]
            """
        )
        let terminal = try await launch(["--tools", path, "--modality", "text"])
        terminal.type("Check the backup\r")
        let processes = try await processes(in: "pids", count: 2)
        terminal.type("\u{1B}")
        try await terminal.wait(for: "q quit", timeout: .seconds(20))
        terminal.type("Q")
        #expect(try await terminal.waitForExit(timeout: .seconds(20)) == .code(0))
        try await untilGone(processes)
    }

    @Test func thePersonAnswersWhatTheFileLeavesToThem() async throws {
        let path = try tools(
            """
            [[tool]]
            name = "ask_operator"
            description = "Asks the operator."
            hand = true
            """
        )
        let terminal = try await launch(["--tools", path, "--modality", "text"])
        terminal.type("Ask the operator\r")
        try await terminal.wait(for: "wants your answer", timeout: .seconds(20))
        terminal.type("\u{19}")
        try await terminal.wait(for: "Answer ask_operator", timeout: .seconds(20))
        terminal.type("Platform seven\r")
        try await terminal.wait(for: "the result in the reply", timeout: .seconds(20)) {
            $0.contains("turnComplete") && $0.contains("latform seven.")
        }
    }

    // MARK: - Through pipes

    @Test func theDeskExampleAnswersWhatItsCommentSays() async throws {
        let result = try await program.run(
            ["run", "--plain", "--tools", Self.example("desk.toml")],
            input: """
                What time is it?
                What is the weather in Oslo?
                How much disk space is left?
                """
        )
        #expect(result.status == 0, "\(result)")
        #expect(result.errors == "")
        for words in [
            #/Tool: get_time finished after \d+ ms: {"output":"/#,
            #/Tool: get_weather finished after \d+ ms: {"sky":"light rain","celsius":4}/#,
            #/Tool: disk_free finished after \d+ ms: {"free_gib":/#,
        ] { #expect(result.output.contains(words), "\(result.output)") }
        #expect(result.output.contains("Model: In Oslo the sky is light rain"))
    }

    @Test func theNotesExampleAsksAndIsRefusedWhereThereIsNoScreen() async throws {
        let result = try await program.run(
            ["run", "--plain", "--tools", Self.example("notes.toml")],
            input: "Add a note\nbuy milk\n"
        )
        #expect(result.status == 0, "\(result)")
        #expect(result.errors.contains("--allow-tools"), "\(result.errors)")
        #expect(result.output.contains("Tool: add_note failed"), "\(result.output)")
        #expect(!FileManager.default.fileExists(atPath: program.home + "/notes.txt"))
    }

    @Test func theNotesExampleWritesWhenThatIsAllowed() async throws {
        let notes = program.home + "/my notes"
        let result = try await program.run(
            ["send", "--json", "--allow-tools", "--tools", Self.example("notes.toml")]
                + ["Add a note", "buy milk"],
            environment: ["NOTES_FILE": notes]
        )
        #expect(result.status == 0, "\(result)")
        #expect(try String(contentsOfFile: notes, encoding: .utf8).contains("buy milk"))
        let steps = result.output.split(separator: "\n").filter { $0.contains(#""event":"tool""#) }
        #expect(steps.count == 2, "\(result.output)")
        #expect(steps.last?.contains(#""state":"finished""#) == true)
        #expect(steps.last?.contains(#""response":{"result":"noted"}"#) == true)
    }

    @Test func aToolsFileThatCannotBeUsedIsSaidWithFileAndLine() async throws {
        let path = try tools("[[tool]]\nname = \"f\"\ncommand = 7\n")
        for command in [["run", "--plain"], ["send", "hello"]] {
            let result = try await program.run(command + ["--tools", path])
            #expect(result.status == 2)
            #expect(result.errors.contains("tools.toml:3:"), "\(result.errors)")
        }
    }

    @Test func anOddityOfAToolsFileIsAWarning() async throws {
        let path = try tools("[[tool]]\nname = \"f\"\nreply = { ok = true }\n")
        let config = program.home + "/config.toml"
        try Data("tools = \"\(path)\"\n".utf8).write(to: URL(filePath: config))
        let result = try await program.run(["send", "--config", config, "hello"])
        #expect(result.status == 0, "\(result)")
        #expect(result.errors.contains("tools.toml:1: "), "\(result.errors)")
        #expect(result.errors.contains("has no description"), "\(result.errors)")
    }
}
