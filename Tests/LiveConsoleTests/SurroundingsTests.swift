// SPDX-License-Identifier: Apache-2.0

import Foundation
import TerminalNcurses
import TerminalUI
import Testing

@testable import LiveConsole

@Suite struct SurroundingsTests {
    private static let good = ["LANG": "en_US.UTF-8", "TERM": "xterm-256color"]

    private func levels(
        _ environment: [String: String],
        size: Size = Size(width: 120, height: 40),
        trouble: TerminalError? = nil
    ) -> [Finding.Level] {
        Surroundings(environment: environment, terminalSize: size, screenTrouble: trouble)
            .terminal.map(\.level)
    }

    @Test func aGoodTerminalHasNothingToMend() {
        #expect(levels(Self.good) == [.fine, .fine, .fine])
    }

    @Test func eachShortcomingOfATerminalIsNamedAndCanBeMended() {
        let poor = Surroundings(
            environment: ["LC_ALL": "C", "LANG": "C.UTF-8", "TERM": "vt100"],
            terminalSize: Size(width: 60, height: 20),
            screenTrouble: .typeUnknown("vt100")
        )
        let findings = poor.terminal
        #expect(findings.map(\.level) == [.wrong, .doubtful, .doubtful, .doubtful])
        #expect(findings.allSatisfy { $0.remedy != nil })
        #expect(findings[1].text.contains("60x20"))
        #expect(findings[2].text.contains("locale C "))
    }

    @Test func aPipeIsNoFaultOfTheTerminal() {
        #expect(levels(Self.good, trouble: .notATerminal(.output)).contains(.wrong) == false)
    }

    @Test func keyIsFoundButNeverShown() {
        let finding = Surroundings(environment: ["GEMINI_API_KEY": "AIzaSecret"]).key(file: nil)
        #expect(finding.level == .fine)
        #expect(!"\(finding)".contains("Secret"))
    }

    @Test func noKeyIsAChoiceAndAKeyFileForAllToReadIsWrong() throws {
        let none = Surroundings(environment: [:])
        #expect(none.key(file: nil).level == .doubtful)
        let path = NSTemporaryDirectory() + "key-\(UUID().uuidString)"
        defer { unlink(path) }
        try Data("AIzaSecret".utf8).write(to: URL(filePath: path))
        chmod(path, 0o644)
        let finding = none.key(file: path)
        #expect(finding.level == .wrong)
        #expect(finding.text.contains("chmod 600"))
    }
}
