// SPDX-License-Identifier: Apache-2.0

import CNcurses
import Glibc

/// Opens the full screen for the length of a closure.
package enum TerminalGuard {
    /// Opens the screen, runs `body`, and gives the terminal back however `body` ends.
    ///
    /// The terminal is given back on return, on an error (which is then thrown on), on `exit()`,
    /// and on a fatal signal; the signals INT, TERM, HUP and QUIT end the program with a restored
    /// terminal as long as the program does not handle them. Nothing is redirected: standard error
    /// must point elsewhere before. One screen at a time.
    ///
    /// Throws `TerminalError`, before the terminal is touched, where no screen can be opened.
    @MainActor
    package static func withTerminal<R>(
        options: TerminalOptions = TerminalOptions(),
        _ body: @MainActor (NcursesTerminal) async throws -> R
    ) async throws -> R {
        let terminal = try NcursesTerminal(options: options, environment: .ofProcess())
        defer { terminal.close() }
        return try await body(terminal)
    }

    /// Throws what would keep the full screen from opening; changes nothing.
    package static func check(
        environment: TerminalEnvironment = .ofProcess(),
        input: Int32 = 0,
        output: Int32 = 1
    ) throws(TerminalError) {
        if isatty(input) == 0 { throw .notATerminal(.input) }
        if isatty(output) == 0 { throw .notATerminal(.output) }
        guard let type = environment.terminalType else { throw .typeNotSet }
        switch cncurses_terminal_probe(type) {
        case CNCURSES_TERMINAL_USABLE: return
        case CNCURSES_TERMINAL_TOO_SIMPLE: throw .typeTooSimple(type)
        default: throw .typeUnknown(type)
        }
    }
}
