// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import TestSupport
import Testing

/// Keys, layouts and themes of a configuration file, in the real program.
@Suite(.timeLimit(.minutes(3))) struct ConfiguredConsoleTests {
    private let program: Program
    private var file: String { program.home + "/keys.toml" }

    init() throws {
        program = try Program()
    }

    private func write(_ text: String) throws {
        try text.write(toFile: file, atomically: true, encoding: .utf8)
    }

    @Test func keysAndLayoutsAreInForceAndReadAgain() async throws {
        try write(
            """
            preset = "mine"
            theme = "nord"
            [keys]
            type-message = "F2"
            [layout.mine]
            bands = [{ columns = ["budget", "transcript"] }]
            """
        )
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        try terminal.spawn(Program.path, ["--config", file], environment: program.environment)
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        terminal.type("\u{1B}")
        try await terminal.wait(for: "F2 types a message", timeout: .seconds(20))
        try await terminal.wait(for: "the layout", timeout: .seconds(20)) {
            $0.contains("5 Budget") && $0.contains("1 Transcript") && !$0.contains("3 Frames")
        }
        try write("theme = \"gruvbox-dark\"\n[keys]\ntype-message = \"F3\"\n")
        terminal.send(signal: SIGUSR2)
        try await terminal.wait(
            for: "configuration loaded, theme gruvbox-dark",
            timeout: .seconds(20)
        )
        try await terminal.wait(for: "F3 types a message", timeout: .seconds(20))
        try write("[keys]\ntype-message = \"Ctrl-M\"\n")
        terminal.send(signal: SIGUSR2)
        try await terminal.wait(for: "Ctrl-M cannot be bound", timeout: .seconds(20))
        try await terminal.wait(for: "F3 types a message", timeout: .seconds(20))
        terminal.send(signal: SIGUSR1)
        try await terminal.wait(for: "mark 1", timeout: .seconds(20))
    }

    @Test(arguments: [false, true])
    func theMouseIsOffUntilAskedForAndAfterwards(isKilled: Bool) async throws {
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        try terminal.spawn(Program.path, environment: program.environment)
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        #expect(terminal.screen.privateModes.isDisjoint(with: [1000, 1002, 1006]))
        terminal.type("\u{1B}")
        try await terminal.wait(for: "t types a message", timeout: .seconds(20))
        terminal.type("%")
        try await terminal.wait(for: "Shift-drag selects text", timeout: .seconds(20))
        #expect(terminal.screen.privateModes.isSuperset(of: [1000, 1002, 1006]))
        // A click into the pane on the right, as xterm reports it.
        terminal.type("\u{1B}[<0;90;15M\u{1B}[<0;90;15m")
        try await terminal.wait(for: "hints of the frames", timeout: .seconds(20)) {
            $0.contains("S audio")
        }
        if isKilled { terminal.send(signal: SIGABRT) } else { terminal.type("Q") }
        _ = try await terminal.waitForExit(timeout: .seconds(20))
        #expect(terminal.screen.privateModes.isDisjoint(with: [1000, 1002, 1003, 1006, 2004]))
    }

    @Test func aConfigurationThatCannotBeReadEndsTheProgramWithItsLine() async throws {
        try write("\n[keys]\nfrezze = \"z\"\n")
        let result = try await program.run(["keys", "--config", file])
        #expect(result.status == 2)
        #expect(result.errors.contains("keys.toml:3: keys.frezze: no action is called so; did you"))
    }

    @Test func theKeysCommandPrintsWhatIsInForce() async throws {
        try write("[keys]\nfreeze = \"z\"\n")
        let result = try await program.run(["keys", "--config", file])
        #expect(result.status == 0)
        #expect(result.output.contains("(was u)"))
        let plain = try await program.run(["keys", "--print", "--config", file])
        #expect(plain.output.hasPrefix("# Keys\n"))
        #expect(!plain.output.contains("was u"))
    }
}
