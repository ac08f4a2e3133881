// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import TestSockets
import TestSupport
import Testing
import WebSocketNIO

/// The real binary with a key that can be recognised: whatever it leaves behind is searched for it.
@Suite(.timeLimit(.minutes(3))) struct SecretSinkTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    private static let key = "AIza+Sink/Secret=0123456789_abcdefghij"

    /// The key as it may turn up.
    private static let forms: [String] = {
        let encoded = key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? key
        let base64 = Data(key.utf8).base64EncodedString()
        let lowercased = encoded.replacing(#/%../#) { $0.output.lowercased() }
        return [key, encoded, lowercased, base64, key.replacing("/", with: "\\/")]
    }()

    /// A tool that knows the key and tells it in every form, beside its whole environment.
    private func tools() throws -> String {
        let script = "env; echo '\(Self.forms.joined(separator: " "))'; echo '\(Self.key)' >&2\n"
        try Data(script.utf8).write(to: URL(filePath: program.home + "/reveal.sh"))
        let path = program.home + "/tools.toml"
        let source = """
            [[tool]]
            name = "reveal_environment"
            description = "Reveals the environment."
            command = ["sh", "reveal.sh"]
            """
        try Data(source.utf8).write(to: URL(filePath: path))
        return path
    }

    /// The key in the environment, or in a file that the configuration names.
    enum Source: CaseIterable, Sendable {
        case environment
        case file
    }

    private func credentials(_ source: Source) throws -> [String: String] {
        guard source == .file else { return ["GEMINI_API_KEY": Self.key] }
        let folder = program.home + "/.config/live-console"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        let path = program.home + "/the-key"
        try Data((Self.key + "\n").utf8).write(to: URL(filePath: path))
        chmod(path, 0o600)
        try Data("api_key_file = \"\(path)\"\n".utf8)
            .write(to: URL(filePath: folder + "/config.toml"))
        return [:]
    }

    @Test(arguments: Source.allCases)
    func aSessionWithoutAScreenLeavesTheKeyNowhere(source: Source) async throws {
        let serverLog = program.home + "/server.log"
        let server = try await program.serve(
            ["--auth-key", Self.key, "--log-level", "trace"],
            errors: serverLog
        )
        let environment = try credentials(source)
        let bundle = program.home + "/x.livesession"
        let log = program.home + "/client.log"
        let session = [
            "--modality", "text", "--endpoint", server.url, "--tools", try tools(), "--log", log,
            "--log-level", "trace",
        ]
        let plain = try await program.run(
            ["run", "--plain", "--record", bundle] + session,
            input: "Reveal the environment\nMy key is \(Self.key)!\nWhat is my key?\nexit\n",
            environment: environment
        )
        #expect(plain.status == 0, "\(plain)")
        #expect(plain.output.contains("reveal_environment finished"), "\(plain)")
        expectNone(plain.output, "standard output")
        expectNone(plain.errors, "standard error")
        for arguments in [
            ["send", "Reveal the environment"], ["send", "--json", "Reveal the environment"],
            ["send", "My key is \(Self.key)!", "What is my key?"],
        ] {
            let sent = try await program.run(arguments + session, environment: environment)
            #expect(sent.status == 0, "\(sent)")
            expectNone(sent.output + sent.errors, "\(arguments)")
        }
        for format in ["md", "html", "json"] {
            expectNone(try await program.run(["export", bundle, "--to", format]).output, format)
        }
        expectNone(try await program.run(["replay", bundle, "--plain"]).output, "the replay")
        #expect(server.stop(signal: SIGTERM) == 0)
        try expectNoneInFiles(except: ["reveal.sh", "the-key"])
        #expect(try !String(contentsOfFile: serverLog, encoding: .utf8).isEmpty)
    }

    /// All panes, the inspector, copying, and the end by a fault of the program's.
    @Test(arguments: [SIGSEGV, SIGTRAP])
    func theConsoleShowsTheKeyNowhereEvenAsItCrashes(signal: Int32) async throws {
        let server = try await program.serve(["--auth-key", Self.key])
        let terminal = try PseudoTerminal(columns: 180, rows: 50)
        try terminal.spawn(
            Program.path,
            [
                "--modality", "text", "--endpoint", server.url, "--tools", try tools(), "--record",
                program.home + "/x.livesession", "--log-level", "trace",
            ],
            environment: program.environment.merging(try credentials(.environment)) { $1 }
        )
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        terminal.type("Reveal the environment\r")
        try await terminal.wait(for: "turnComplete", timeout: .seconds(20))
        terminal.type("My key is \(Self.key)!\r")
        try await terminal.wait(for: "turn 2", timeout: .seconds(20))
        terminal.type("\u{1B}")
        try await terminal.wait(for: "q quit", timeout: .seconds(20))
        for (key, title) in [
            ("1", "1 Transcript"), ("3", "3 Frames"), ("4", "4 Tools"), ("6", "6 Turns"),
            ("8", "8 Log"), ("9", "9 Config"), ("0", "0 Inspector"),
        ] {
            terminal.type(key)
            try await terminal.wait(for: title, timeout: .seconds(20))
            // To the first and the last of it; what is selected is copied.
            terminal.type("gyGy")
        }
        terminal.type("4\r")
        try await terminal.wait(for: "Esc closes", timeout: .seconds(20))
        terminal.send(signal: signal)
        #expect(try await terminal.waitForExit(timeout: .seconds(20)) == .signal(signal))
        let output = String(decoding: terminal.output, as: UTF8.self)
        // What is typed is shown as it is typed, until it is sent.
        let typed = "My key is \(Self.key)!"
        expectNone(output.replacing(typed, with: ""), "the terminal")
        for copied in output.matches(of: #/\u{1B}\]52;[a-z]*;([A-Za-z0-9+\/=]*)/#) {
            let text = Data(base64Encoded: String(copied.1)).map {
                String(decoding: $0, as: UTF8.self)
            }
            expectNone(text ?? "", "the clipboard")
        }
        try expectNoneInFiles(except: ["reveal.sh"])
    }

    /// Servers that say the key back, in every place before and after the upgrade.
    @Test(arguments: ["HTTP", "close", "nowhere"])
    func aFailureDoesNotNameTheKey(place: String) async throws {
        let (program, key) = (program, Self.key)
        let run: @Sendable (Int) async throws -> Void = { port in
            for arguments in [
                ["send", "hello"], ["send", "--json", "hello"], ["run", "--plain"],
            ] {
                let result = try await program.run(
                    arguments + [
                        "--modality", "text", "--log-level", "trace", "--endpoint",
                        "ws://127.0.0.1:\(port)/?key=\(Self.forms[1])",
                    ],
                    input: "hello\n",
                    environment: ["GOOGLE_API_KEY": key]
                )
                #expect(result.status == 3, "\(result)")
                self.expectNone(result.output + result.errors, "\(arguments)")
            }
        }
        if place == "nowhere" {
            try await run(1)
        } else {
            try await RawPeer.listening(
                answering: { peer in
                    if place == "HTTP" {
                        let body = "No key \(key), \(Self.forms[1]), \(Self.forms[3])"
                        _ = await peer.readHead()
                        try await peer.write(
                            "HTTP/1.1 403 Forbidden \(key)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
                                + body
                        )
                    } else {
                        try await peer.acceptUpgrade()
                        let reason = Array("API key not valid: \(key)".utf8)
                        try await peer.write(RawFrame.unmasked(0x88, [0x03, 0xF0] + reason))
                    }
                    _ = await peer.readToEnd()
                },
                while: { try await run($0.port) }
            )
        }
        let doctor = try await program.run(
            ["doctor", "--mic", "off", "--endpoint", "ws://127.0.0.1:1/?key=\(Self.forms[1])"],
            environment: ["GEMINI_API_KEY": key]
        )
        expectNone(doctor.output + doctor.errors, "doctor")
        try expectNoneInFiles()
    }

    @Test func anEphemeralTokenIsInNoSinkEither() async throws {
        let serverLog = program.home + "/server.log"
        let server = try await program.serve(
            ["--auth-key", Self.key, "--log-level", "trace"],
            errors: serverLog
        )
        let answer = try await RawPeer.connected(to: server.address) { peer in
            try await peer.write(
                "POST /v1alpha/auth_tokens?key=\(Self.forms[1]) HTTP/1.1\r\nHost: h\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 10\r\n"
                    + "Connection: close\r\n\r\n{\"uses\":2}"
            )
            return String(decoding: await peer.readToEnd(), as: UTF8.self)
        }
        let name = try #require(
            answer.firstMatch(of: #/auth_tokens\/([A-Za-z0-9_\-.]+)/#)?.1,
            "\(answer)"
        )
        let token = String(name)
        let bundle = program.home + "/x.livesession"
        let result = try await program.run(
            [
                "send", "--modality", "text", "--endpoint", server.url, "--record", bundle,
                "--log-level", "trace", "My token is \(token)!", "What is my token?",
            ],
            environment: ["GEMINI_API_KEY": "auth_tokens/\(token)"]
        )
        #expect(result.status == 0, "\(result)")
        #expect(!(result.output + result.errors).contains(token), "\(result)")
        #expect(server.stop(signal: SIGTERM) == 0)
        try expectNoneInFiles(searchingFor: [token, Self.key])
    }

    // MARK: - Searching

    private func expectNone(
        _ text: String,
        _ place: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for form in Self.forms {
            #expect(!text.contains(form), "\(place): \(text)", sourceLocation: sourceLocation)
        }
    }

    /// Searches every file that the runs left in their home.
    private func expectNoneInFiles(
        searchingFor forms: [String] = forms,
        except names: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let files = try FileManager.default.subpathsOfDirectory(atPath: program.home)
        #expect(files.contains { $0.hasSuffix(".log") }, sourceLocation: sourceLocation)
        for file in files where !names.contains(file) {
            let data = FileManager.default.contents(atPath: "\(program.home)/\(file)") ?? Data()
            for form in forms {
                let place = data.range(of: Data(form.utf8))
                let around =
                    place.map { data[max($0.lowerBound - 80, 0)..<$0.upperBound] } ?? Data()
                #expect(
                    place == nil,
                    "\(file): \(String(decoding: around, as: UTF8.self))",
                    sourceLocation: sourceLocation
                )
            }
        }
    }
}
