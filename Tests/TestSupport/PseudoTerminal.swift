// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A terminal without a window: a program runs on it, a test types and looks at its screen.
///
/// The program has the terminal as its controlling terminal and as descriptors 0, 1 and 2. Its
/// output is read from the start by a thread of its own, so it never blocks; waits end by what
/// arrives, not by sleeping. What is still running is killed when the value goes away.
package final class PseudoTerminal: Sendable {
    /// How the program ended.
    package enum Exit: Hashable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    /// The program's end of the terminal, open for as long as this value lives.
    package let programEnd: Int32
    private let pump: PseudoTerminalPump
    private let process = Mutex<pid_t?>(nil)

    /// Opens a terminal of the given size with nothing on it.
    package init(columns: Int = 80, rows: Int = 24) throws {
        let ends = try PseudoTerminalSpawn.open(Self.windowSize(columns, rows))
        programEnd = ends.programs
        let screen = PseudoTerminalScreen(columns: columns, rows: rows)
        pump = try PseudoTerminalPump(descriptor: ends.ours, screen: screen)
    }

    deinit {
        process.withLock { if let process = $0 { _ = kill(process, SIGKILL) } }
        pump.stopAndJoin()
        close(programEnd)
    }

    /// An environment with nothing inherited but `PATH` and `HOME`.
    package static var plainEnvironment: [String: String] {
        var environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
        for name in ["PATH", "HOME"] {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        return environment
    }

    /// Starts a program in a session of its own, with this as its controlling terminal.
    package func spawn(
        _ path: String,
        _ arguments: [String] = [],
        environment: [String: String] = PseudoTerminal.plainEnvironment
    ) throws {
        let child = try PseudoTerminalSpawn.start(
            path,
            arguments: arguments,
            environment: environment,
            terminal: programEnd
        )
        process.withLock { $0 = child }
        try pump.watch(child) { [weak self] in self?.process.withLock { $0 = nil } }
    }

    /// Types text; a control key is its control character.
    package func type(_ text: String) {
        type(Array(text.utf8))
    }

    /// Types bytes as they are.
    package func type(_ bytes: [UInt8]) {
        pump.write(bytes)
    }

    /// The screen as of now.
    package var screen: PseudoTerminalScreen { pump.screen }

    /// Every byte the program wrote so far.
    package var output: [UInt8] { pump.output }

    /// Waits until a row of the screen contains `text`.
    package func wait(for text: String, timeout: Duration = .seconds(10)) async throws {
        try await wait(for: text.debugDescription, timeout: timeout) { $0.contains(text) }
    }

    /// Waits until the screen satisfies a condition, named for the failure.
    package func wait(
        for condition: String,
        timeout: Duration = .seconds(10),
        until holds: @escaping @Sendable (PseudoTerminalScreen) -> Bool
    ) async throws {
        try await pump.wait(for: condition, timeout: timeout) { holds($0.screen) }
    }

    /// Waits until the program has ended and all its output was read.
    package func waitForExit(timeout: Duration = .seconds(10)) async throws -> Exit {
        try await pump.wait(for: "the program to end", timeout: timeout) { $0.exit != nil }
        guard let exit = pump.exit else { throw PseudoTerminalError.notStarted }
        return exit
    }

    /// Changes the size; the program gets SIGWINCH.
    package func resize(columns: Int, rows: Int) {
        pump.resize(columns: columns, rows: rows, to: Self.windowSize(columns, rows))
    }

    /// Sends the program a signal.
    package func send(signal: Int32) {
        process.withLock { if let process = $0 { _ = kill(process, signal) } }
    }

    /// Hangs up, as a closed window does: the program gets SIGHUP and its reads end.
    ///
    /// Nothing can be typed or shown from then on; how the program ends can still be waited for.
    package func hangUp() {
        pump.hangUp()
    }

    /// The modes the terminal is in, to compare before with after.
    package var modes: PseudoTerminalModes {
        var modes = termios()
        tcgetattr(programEnd, &modes)
        return PseudoTerminalModes(modes)
    }

    private static func windowSize(_ columns: Int, _ rows: Int) -> winsize {
        winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    }
}

/// What stty shows, comparable.
package struct PseudoTerminalModes: Hashable, Sendable {
    package let flags: [UInt32]
    package let controlCharacters: [UInt8]

    init(_ modes: termios) {
        flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
        controlCharacters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
    }

    /// Whether typed characters are shown by the terminal itself.
    package var echoes: Bool { flags[3] & UInt32(ECHO) != 0 }

    /// Whether lines are handed over whole, after Enter.
    package var isCanonical: Bool { flags[3] & UInt32(ICANON) != 0 }
}

/// What went wrong with a pseudo-terminal.
package enum PseudoTerminalError: Error, CustomStringConvertible {
    case system(String, Int32)
    case notStarted
    /// A wait that was in vain, with the screen it ended on.
    case timeout(waitingFor: String, screen: [String])

    package var description: String {
        switch self {
        case .system(let call, let errno): "\(call): \(String(cString: strerror(errno)))"
        case .notStarted: "no program was started on this terminal"
        case .timeout(let condition, let rows):
            "waited in vain for \(condition); the screen shows:\n"
                + rows.map { "|\($0)|" }.joined(separator: "\n")
        }
    }
}
