// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The person acts on a session of the real binary: frames of their own, and faults.
@Suite(.timeLimit(.minutes(3))) struct ActingTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    private func launch(environment: [String: String] = [:]) async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        try terminal.spawn(
            Program.path,
            ["--modality", "text"],
            environment: program.environment.merging(environment) { $1 }
        )
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        terminal.type("\u{1B}")
        try await terminal.wait(for: "q quit", timeout: .seconds(20))
        return terminal
    }

    @Test func aFrameOfOnesOwnIsAnswered() async throws {
        let terminal = try await launch()
        terminal.type("3\u{0E}")
        try await terminal.wait(for: "Compose a frame", timeout: .seconds(20))
        // Nine kills take the template away, line and break by line and break.
        terminal.type(String(repeating: "\u{0B}", count: 20))
        terminal.type("{\"realtimeInput\":{\"text\":\"What is 12 times 7?\"}}\u{18}")
        try await terminal.wait(for: "12 times 7 is 84", timeout: .seconds(20))
        try await terminal.wait(for: "⊕realtimeInput", timeout: .seconds(20))
    }

    @Test func aFrameIsWrittenInAnEditorOutside() async throws {
        let script = program.home + "/editor.sh"
        let text = #"{"realtimeInput":{"text":"What is 3 times 3?"}}"#
        try Data("#!/bin/sh\nprintf '%s' '\(text)' > \"$1\"\n".utf8)
            .write(to: URL(filePath: script))
        let terminal = try await launch(environment: ["VISUAL": "sh " + script])
        terminal.type("3\u{0E}")
        try await terminal.wait(for: "Compose a frame", timeout: .seconds(20))
        terminal.type("\u{0F}")
        try await terminal.wait(for: "What is 3 times 3?", timeout: .seconds(20))
        terminal.type("\u{18}")
        try await terminal.wait(for: "3 times 3 is 9", timeout: .seconds(20))
    }

    @Test func aDroppedConnectionIsMadeAgain() async throws {
        let terminal = try await launch()
        terminal.type("Z")
        try await terminal.wait(for: "Faults of the embedded server", timeout: .seconds(20))
        terminal.type("jj\r")
        try await terminal.wait(for: "This is asked once", timeout: .seconds(20))
        terminal.type("y")
        try await terminal.wait(for: "connecting again", timeout: .seconds(20))
        terminal.type("tWhat is 2 plus 2?\r")
        try await terminal.wait(for: "is 4", timeout: .seconds(20))
        terminal.type("\u{1B}!")
        try await terminal.wait(for: "connection lost", timeout: .seconds(20))
    }
}
