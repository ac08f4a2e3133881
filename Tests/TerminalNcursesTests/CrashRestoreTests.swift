// SPDX-License-Identifier: Apache-2.0

import CNcurses
import Glibc
import TestSupport
import Testing

@Suite
struct CrashRestoreTests {
    @Test(arguments: [SIGSEGV, SIGABRT, SIGTRAP, SIGBUS, SIGILL, SIGFPE, SIGTERM, SIGHUP])
    func signalWritesTheBytesAndRemainsTheExitStatus(signal: Int32) async {
        let result = await #expect(
            processExitsWith: .signal(signal),
            observing: [\.standardOutputContent]
        ) { [signal] in
            Self.resetSignal(signal)
            Self.install("restored", fd: 1)
            Self.sendToProcess(signal)
        }
        #expect(Self.hasRestored(result) == true)
    }

    @Test
    func trapOfSwiftIsRestored() async {
        let result = await #expect(
            processExitsWith: .failure,
            observing: [\.standardOutputContent]
        ) {
            Self.resetSignal(SIGILL)
            Self.resetSignal(SIGTRAP)
            Self.install("restored", fd: 1)
            let none: [Int] = []
            _ = none[CommandLine.arguments.count]
        }
        #expect(Self.hasRestored(result) == true)
    }

    @Test
    func exitCallIsRestored() async {
        let result = await #expect(
            processExitsWith: .exitCode(9),
            observing: [\.standardOutputContent]
        ) {
            Self.install("restored", fd: 1)
            exit(9)
        }
        #expect(Self.hasRestored(result) == true)
    }

    @Test
    func formerHandlerRunsAfterTheModesAreBack() async {
        await #expect(processExitsWith: .exitCode(0)) {
            let window = try PseudoTerminal()
            #expect(dup2(window.programEnd, 100) == 100)
            // What a backtracer sees: the terminal as it was before the program.
            var former = sigaction()
            former.__sigaction_handler.sa_handler = { _ in
                var modes = termios()
                tcgetattr(100, &modes)
                _exit(modes.c_lflag & UInt32(ICANON) != 0 ? 0 : 1)
            }
            sigaction(SIGSEGV, &former, nil)
            Self.install("", fd: 100)
            var raw = termios()
            cfmakeraw(&raw)
            tcsetattr(100, TCSANOW, &raw)
            raise(SIGSEGV)
            _exit(2)
        }
    }

    @Test
    func requestsToEndThatTheProgramAnswersAreLeftToIt() async {
        let result = await #expect(
            processExitsWith: .exitCode(5),
            observing: [\.standardOutputContent]
        ) {
            signal(SIGTERM) { _ in _exit(5) }
            Self.install("restored", fd: 1)
            Self.sendToProcess(SIGTERM)
        }
        #expect(Self.hasRestored(result) == false)
    }

    @Test
    func uninstalledHandlersAreGone() async {
        let result = await #expect(
            processExitsWith: .signal(SIGTERM),
            observing: [\.standardOutputContent]
        ) {
            Self.resetSignal(SIGTERM)
            Self.install("restored", fd: 1)
            crash_restore_uninstall()
            Self.sendToProcess(SIGTERM)
        }
        #expect(Self.hasRestored(result) == false)
    }

    /// Not equality: the test runner may have written marks of its own to the output.
    private static func hasRestored(_ result: ExitTest.Result?) -> Bool? {
        result.map {
            String(decoding: $0.standardOutputContent, as: UTF8.self).contains("restored")
        }
    }

    /// The test runner has handlers of its own.
    private static func resetSignal(_ number: Int32) {
        signal(number, SIG_DFL)
    }

    /// Not `raise`: this thread of the pool may block the signal.
    private static func sendToProcess(_ number: Int32) {
        kill(getpid(), number)
        while true { pause() }
    }

    private static func install(_ text: String, fd: Int32) {
        var modes = termios()
        tcgetattr(fd, &modes)
        let bytes = Array(text.utf8)
        precondition(crash_restore_install(bytes, bytes.count, fd, &modes, true) == 0)
    }
}
