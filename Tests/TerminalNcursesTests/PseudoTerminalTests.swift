// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport
import Testing

@Suite
struct PseudoTerminalTests {
    private func shell(_ script: String, columns: Int = 20, rows: Int = 5) throws -> PseudoTerminal
    {
        let terminal = try PseudoTerminal(columns: columns, rows: rows)
        try terminal.spawn("/bin/sh", ["-c", script])
        return terminal
    }

    @Test
    func programRunsOnTheTerminalAndItsExitIsKnown() async throws {
        let terminal = try shell("tty -s && stty size && read line && echo got $line; exit 3")
        try await terminal.wait(for: "5 20")
        terminal.type("hello\r")
        #expect(try await terminal.waitForExit() == .code(3))
        #expect(terminal.screen.contains("got hello"))
    }

    @Test
    func typedInterruptReachesTheProgramAsASignal() async throws {
        let terminal = try shell("echo ready; exec sleep 60")
        try await terminal.wait(for: "ready")
        terminal.type("\u{03}")
        #expect(try await terminal.waitForExit() == .signal(SIGINT))
    }

    @Test
    func hangUpReachesTheProgram() async throws {
        let terminal = try shell("trap 'exit 7' HUP; echo ready; while :; do sleep 0.01; done")
        try await terminal.wait(for: "ready")
        terminal.send(signal: SIGHUP)
        #expect(try await terminal.waitForExit() == .code(7))
    }

    @Test
    func resizeReachesTheProgram() async throws {
        let terminal = try shell(
            "trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.01; done"
        )
        try await terminal.wait(for: "ready")
        terminal.resize(columns: 33, rows: 7)
        try await terminal.wait(for: "7 33")
    }

    @Test
    func modesAreComparable() async throws {
        let terminal = try PseudoTerminal()
        let before = terminal.modes
        try terminal.spawn("/bin/sh", ["-c", "stty raw -echo; echo set; read x; stty sane"])
        try await terminal.wait(for: "set")
        #expect(before.echoes && !terminal.modes.echoes && !terminal.modes.isCanonical)
    }

    @Test
    func waitInVainShowsTheScreen() async throws {
        let terminal = try shell("echo something else")
        _ = try await terminal.waitForExit()
        await #expect {
            try await terminal.wait(for: "never", timeout: .milliseconds(20))
        } throws: { "\($0)".contains("|something else|") }
    }
}

/// The model of the screen, by what xterm does.
@Suite
struct PseudoTerminalScreenTests {
    private func screen(
        _ output: String,
        columns: Int = 10,
        rows: Int = 4
    ) async throws
        -> PseudoTerminalScreen
    {
        let terminal = try PseudoTerminal(columns: columns, rows: rows)
        let escaped = output.utf8.map { "\\" + String(Int($0), radix: 8).leftPadded }.joined()
        try terminal.spawn("/bin/sh", ["-c", "stty raw; printf '\(escaped)'"])
        _ = try await terminal.waitForExit()
        return terminal.screen
    }

    @Test
    func longLineWrapsOnTheNextCharacter() async throws {
        let screen = try await screen("0123456789ab\u{1B}[2;1Hx")
        #expect(screen.rows == ["0123456789", "xb", "", ""])
    }

    @Test
    func wideCharacterTakesTwoColumnsAndBreaksWhole() async throws {
        let screen = try await screen("日本\u{1B}[1;2Hx")
        #expect(screen.rows[0] == " x本")
        #expect(screen.cell(x: 3, y: 0).text.isEmpty)
    }

    @Test
    func erasingInsertingAndDeleting() async throws {
        let screen = try await screen(
            "abcdef\u{1B}[1;2H\u{1B}[2X\u{1B}[1;5H\u{1B}[P\u{1B}[1;1H\u{1B}[2@-"
        )
        #expect(screen.rows[0] == "- a  df")
    }

    @Test
    func scrollRegionMovesOnlyItsRows() async throws {
        let screen = try await screen("a\r\nb\r\nc\r\nd\u{1B}[2;3r\u{1B}[3;1H\nx\u{1B}[r")
        #expect(screen.rows == ["a", "c", "x", "d"])
    }

    @Test
    func linesAreInsertedAndDeleted() async throws {
        let screen = try await screen("a\r\nb\r\nc\r\nd\u{1B}[2;1H\u{1B}[Lx\u{1B}[1;1H\u{1B}[M")
        #expect(screen.rows == ["x", "b", "c", ""])
    }

    @Test
    func alternateScreenBringsTheMainOneBack() async throws {
        let screen = try await screen("main\u{1B}[?1049h\u{1B}[2Jalt\u{1B}[?1049l!")
        #expect(screen.rows[0] == "main!")
        #expect(!screen.isAlternate)
    }

    @Test
    func repetitionColumnsAndLineDrawing() async throws {
        let screen = try await screen("-\u{1B}[3b\u{1B}[2d\u{1B}[3Gx\u{1B}(0lqk\u{1B}(Bq")
        #expect(screen.rows[0] == "----")
        #expect(screen.rows[1] == "  x┌─┐q")
    }

    @Test
    func renditionAndModesAreKept() async throws {
        let screen = try await screen("\u{1B}[1;38;5;208;44mA\u{1B}[m\u{1B}[?25l\u{1B}[?2004h")
        #expect(screen.cell(x: 0, y: 0).rendition.isBold)
        #expect(screen.cell(x: 0, y: 0).rendition.foreground == 208)
        #expect(screen.cell(x: 0, y: 0).rendition.background == 4)
        #expect(!screen.isCursorVisible && screen.privateModes.contains(2004))
    }
}

extension String {
    fileprivate var leftPadded: String {
        String(repeating: "0", count: max(0, 3 - count)) + self
    }
}
