// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSockets
import TestSupport
import Testing
import WebSocketNIO

/// A server that puts escape sequences and bidirectional overrides wherever it can put text, and
/// files whose names and contents do: no terminal gets to obey any of it.
@Suite(.timeLimit(.minutes(2))) struct HostileTextTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    /// How the server's part ends.
    enum Ending: CaseIterable, Sendable {
        /// The turn is complete.
        case turn
        /// It closes with a reason that is a trick as well.
        case close
    }

    /// A title to set, a screen to clear, a right-to-left override, an 8-bit colour, a second line.
    private static let trick =
        #"x\u001b]0;owned\u0007\u001b[2J\u202egpj.exe\u2066\u009b31m\u0000\r\nError: y"#

    private static let messages: [String] = [
        #"{"setupComplete":{"sessionId":"§"}}"#,
        #"{"sessionResumptionUpdate":{"newHandle":"§","resumable":true}}"#,
        #"{"serverContent":{"inputTranscription":{"text":"§","languageCode":"§"}}}"#,
        #"{"serverContent":{"modelTurn":{"parts":[{"text":"§"},{"text":"§","thought":true},"#
            + #"{"executableCode":{"language":"§","code":"§"}},"#
            + #"{"codeExecutionResult":{"outcome":"§","output":"§"}},"#
            + #"{"inlineData":{"mimeType":"§","data":"AAAA"}},"#
            + #"{"fileData":{"mimeType":"§","fileUri":"§"}}]}}}"#,
        #"{"serverContent":{"outputTranscription":{"text":"§"}}}"#,
        #"{"serverContent":{"groundingMetadata":{"webSearchQueries":["§"],"#
            + #""groundingChunks":[{"web":{"uri":"§","title":"§"}}]},"#
            + #""urlContextMetadata":{"urlMetadata":[{"retrievedUrl":"§","#
            + #""urlRetrievalStatus":"§"}]}}}"#,
        #"{"toolCall":{"functionCalls":[{"id":"§","name":"§","args":{"§":"§"}}]}}"#,
        #"{"toolCallCancellation":{"ids":["§"]}}"#,
        #"{"usageMetadata":{"totalTokenCount":3,"trafficType":"§","#
            + #""responseTokensDetails":[{"modality":"§","tokenCount":1}]}}"#,
        #"{"§":{"§":"§"}}"#,
        "no JSON: §",
    ]

    /// The trick as it stands in a frame that is no JSON, and in a close reason.
    private static let rawTrick = "x\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}gpj\u{9B}31m\nError: y"

    /// Plays the server's part against one client.
    private static func play(_ peer: inout RawPeer, _ ending: Ending) async throws {
        try await peer.acceptUpgrade()
        for (number, message) in messages.enumerated() {
            // Setup, and what the person says.
            if number < 2 { _ = await peer.readMaskedFrame() }
            let isJSON = message.hasPrefix("{")
            let text = message.replacing("§", with: isJSON ? trick : rawTrick)
            try await peer.write(RawFrame.unmasked(0x81, Array(text.utf8)))
        }
        switch ending {
        case .turn:
            let end = #"{"serverContent":{"turnCompleteReason":"§","turnComplete":true}}"#
            let text = end.replacing("§", with: trick)
            try await peer.write(RawFrame.unmasked(0x81, Array(text.utf8)))
        case .close:
            let reason = Array(("API key: " + rawTrick).utf8)
            try await peer.write(RawFrame.unmasked(0x88, [0x03, 0xF0] + reason))
        }
        while await peer.readMaskedFrame() != nil {}
    }

    @Test(
        arguments: [["send", "hello"], ["send", "--json", "hello"], ["run", "--plain"]],
        Ending.allCases
    )
    func commandsPrintNoneOfIt(arguments: [String], ending: Ending) async throws {
        let log = program.home + "/log.txt"
        let program = program
        let result = try await RawPeer.listening(
            answering: { try await Self.play(&$0, ending) },
            while: { address in
                try await program.run(
                    arguments + [
                        "--modality", "text", "--endpoint", "ws://127.0.0.1:\(address.port)",
                        "--log", log, "--log-level", "trace",
                    ],
                    input: "hello\n",
                    environment: ["GEMINI_API_KEY": "some-key"]
                )
            }
        )
        #expect(result.output.contains("owned"), "\(result)")
        expectHarmless(result.output)
        expectHarmless(result.errors)
        expectHarmless(try String(contentsOfFile: log, encoding: .utf8))
        #expect(result.status == (ending == .turn ? 0 : 3), "\(result)")
        if ending == .close {
            #expect((result.output + result.errors).contains("Check GEMINI_API_KEY"), "\(result)")
        }
        // No text from outside begins a line, except in a reply that is printed as it is.
        let said = arguments == ["send", "hello"] ? result.errors : result.output + result.errors
        #expect(!said.split(separator: "\n").contains { $0.hasPrefix("Error: y") }, "\(result)")
    }

    @Test func noPaneOfTheConsoleShowsItRaw() async throws {
        let program = program
        try await RawPeer.listening(
            answering: { try await Self.play(&$0, .turn) },
            while: { address in
                let terminal = try PseudoTerminal(columns: 180, rows: 50)
                try terminal.spawn(
                    Program.path,
                    ["--modality", "text", "--endpoint", "ws://127.0.0.1:\(address.port)"],
                    environment: program.environment.merging(["GEMINI_API_KEY": "some-key"]) { $1 }
                )
                try await terminal.wait(for: "LIVE", timeout: .seconds(20))
                terminal.type("hello\r")
                try await terminal.wait(for: "owned", timeout: .seconds(20))
                terminal.type("\u{1B}")
                try await terminal.wait(for: "q quit", timeout: .seconds(20))
                // Each pane alone, to its last row and back.
                for (key, title) in [
                    ("1", "1 Transcript"), ("2", "2 Audio"), ("3", "3 Frames"), ("4", "4 Tools"),
                    ("5", "5 Budget"), ("6", "6 Turns"), ("7", "7 Lanes"), ("8", "8 Log"),
                    ("9", "9 Config"), ("0", "0 Inspector"),
                ] {
                    terminal.type(key)
                    try await terminal.wait(for: title, timeout: .seconds(20))
                    terminal.type("Gg")
                }
                terminal.type("4\r")
                try await terminal.wait(for: "Esc closes", timeout: .seconds(20))
                let output = String(decoding: terminal.output, as: UTF8.self)
                for sign in ["\u{1B}]0;owned", "\u{202E}", "\u{2066}", "\u{9B}"] {
                    #expect(!output.unicodeScalars.contains(raw: sign), "\(sign.debugDescription)")
                }
                terminal.send(signal: SIGTERM)
                _ = try await terminal.waitForExit(timeout: .seconds(20))
            }
        )
    }

    @Test(arguments: [
        ["send", "--script", "TRICK", "hi"], ["send", "--tools", "TRICK", "hi"],
        ["send", "--config", "TRICK", "hi"], ["send", "--theme", "TRICK", "hi"],
        ["run", "--plain", "--theme", "TRICK"], ["run", "--plain", "--profile", "TRICK"],
        ["send", "--endpoint", "TRICK", "hi"], ["send", "--system", "@TRICK", "hi"],
        ["send", "--in", "TRICK"], ["serve", "--script", "TRICK"], ["serve", "--host", "TRICK"],
        ["replay", "TRICK"], ["export", "TRICK", "--to", "md"], ["check", "TRICK"],
        ["vad", "TRICK"], ["themes", "lint", "TRICK"], ["themes", "preview", "TRICK"], ["TRICK"],
    ])
    func namesThatAreTricksAreMarkedInMessages(arguments: [String]) async throws {
        let trick = "x\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}gpj.toml"
        let result = try await program.run(
            arguments.map { $0.replacing("TRICK", with: trick) },
            environment: ["GEMINI_API_KEY": "some-key"]
        )
        expectHarmless(result.output)
        expectHarmless(result.errors)
    }

    @Test func aReportOfItIsMarkedToo() async throws {
        let program = program
        let bundle = program.home + "/x.livesession"
        _ = try await RawPeer.listening(
            answering: { try await Self.play(&$0, .turn) },
            while: { address in
                try await program.run(
                    [
                        "send", "--modality", "text", "--record", bundle, "--endpoint",
                        "ws://127.0.0.1:\(address.port)", "hello",
                    ],
                    environment: ["GEMINI_API_KEY": "some-key"]
                )
            }
        )
        for arguments in [
            ["export", bundle, "--to", "md"], ["export", bundle, "--to", "html"],
            ["export", bundle, "--to", "json"], ["replay", bundle, "--plain"],
            ["check", bundle, "--max-turns", "0"],
        ] {
            let result = try await program.run(arguments)
            expectHarmless(result.output)
            expectHarmless(result.errors)
        }
    }

    /// Nothing of the output is a control character or an override of direction.
    private func expectHarmless(
        _ text: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let hidden = text.unicodeScalars.filter { scalar in
            guard scalar != "\n" else { return false }
            return scalar.properties.generalCategory == .control
                || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
        }
        #expect(hidden.isEmpty, "\(text.debugDescription)", sourceLocation: sourceLocation)
    }
}

extension String.UnicodeScalarView {
    /// Whether these scalars stand here, one right after the other.
    fileprivate func contains(raw text: String) -> Bool {
        Array(self).firstRange(of: Array(text.unicodeScalars)) != nil
    }
}
