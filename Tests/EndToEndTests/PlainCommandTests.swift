// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `run --plain`, `send`, `serve` and `cert` through pipes.
@Suite(.timeLimit(.minutes(2))) struct PlainCommandTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    @Test func twoPipedLinesGetTwoReplies() async throws {
        let result = try await program.run(
            ["run", "--plain", "--modality", "text"],
            input: "What is 12 times 7?\nhello\nexit\n"
        )
        let lines = result.output.split(separator: "\n")
        #expect(result.status == 0, "\(result)")
        #expect(lines.count { $0.hasPrefix("Model: ") } == 2, "\(result.output)")
        #expect(lines.contains { $0.hasPrefix("Model: ") && $0.contains("84") })
        #expect(
            lines.filter { $0.hasPrefix("You: ") } == ["You: What is 12 times 7?", "You: hello"]
        )
    }

    @Test func theEndOfInputEndsPlainModeToo() async throws {
        let result = try await program.run(["run", "--plain"], input: "hello")
        #expect(result.status == 0)
        #expect(result.output.contains("Model: "))
        #expect(result.output.hasSuffix("Session: ended\n"))
    }

    @Test func plainModeShowsPicturesBeforeTheFirstQuestion() async throws {
        let picture = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../PicturesTests/Fixtures/rgb.png").standardized.path
        let result = try await program.run(
            ["run", "--plain", "--modality", "text", "--video", picture],
            input: "What do you see?\n"
        )
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("Session: video running: rgb.png\n"), "\(result)")
        #expect(result.output.contains("one 64x48 PNG picture"), "\(result)")
    }

    @Test func pictureThatDoesNotComeKeepsNoQuestionBack() async throws {
        let result = try await program.run(
            ["run", "--plain", "--modality", "text", "--video-command", "echo broken >&2; exit 1"],
            input: "What is 12 times 7?\n"
        )
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("Error: video unavailable: "), "\(result)")
        #expect(result.output.contains(": broken\n"), "\(result)")
        #expect(result.output.contains("84"), "\(result)")
    }

    @Test func doctorTriesASessionAndSaysHowToMendWhatIsWrong() async throws {
        let healthy = try await program.run(["doctor", "--mic", "off"])
        #expect(healthy.status == 0, "\(healthy)")
        #expect(healthy.output.contains("embedded server: a session with"))

        let deaf = try await program.run(
            ["doctor", "--mic", "off", "--endpoint", "ws://127.0.0.1:1"]
        )
        #expect(deaf.status == 1)
        #expect(deaf.output.contains("WRONG  ws://127.0.0.1:1: Cannot connect"))
        #expect(deaf.output.contains("→ Check the network"))
    }

    @Test func sendWritesAValidWaveFile() async throws {
        let result = try await program.run(
            ["send", "--modality", "audio", "--out", "audio.wav", "Hello? Gemini are you there?"]
        )
        #expect(result.status == 0, "\(result)")
        let data = try Data(contentsOf: URL(filePath: program.home + "/audio.wav"))
        let header = [UInt8](data.prefix(44))
        func integer(_ offset: Int, _ count: Int) -> Int {
            (0..<count).reversed().reduce(0) { $0 << 8 | Int(header[offset + $1]) }
        }
        #expect(data.count > 44 + 24_000)
        #expect(String(decoding: header[0..<4], as: UTF8.self) == "RIFF")
        #expect(integer(4, 4) == data.count - 8)
        #expect(String(decoding: header[8..<16], as: UTF8.self) == "WAVEfmt ")
        #expect(integer(20, 2) == 1)
        #expect(integer(22, 2) == 1)
        #expect(integer(24, 4) == 24_000)
        #expect(integer(34, 2) == 16)
        #expect(integer(40, 4) == data.count - 44)
    }

    @Test func sendPrintsOneObjectPerEvent() async throws {
        let result = try await program.run(["send", "--json", "hello"])
        #expect(result.status == 0)
        for line in result.output.split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["event"] is String)
            #expect(object?["t"] is Double)
        }
        #expect(result.output.contains(#""event":"turnEnded""#))
    }

    @Test func aServerOfOurOwnIsReachedByItsURL() async throws {
        let server = try await program.serve(["--auth-key", "right-key"])
        let good = try await program.run(
            ["send", "--endpoint", server.url, "--modality", "text", "What is 2 plus 3?"],
            environment: ["GEMINI_API_KEY": "right-key"]
        )
        #expect(good.status == 0, "\(good)")
        #expect(good.output.contains("5"))
        let bad = try await program.run(
            ["send", "--endpoint", server.url, "--modality", "text", "hello"],
            environment: ["GEMINI_API_KEY": "wrong-key"]
        )
        #expect(bad.status == 3, "\(bad)")
        #expect(bad.errors.contains("API key not valid"))
        #expect(!bad.errors.contains("wrong-key"))
        #expect(server.stop(signal: SIGTERM) == 0)
    }

    @Test func aPortThatNobodyListensOnIsSaidPlainly() async throws {
        let result = try await program.run(["send", "--endpoint", "ws://127.0.0.1:1", "hello"])
        #expect(result.status == 3)
        #expect(result.errors.contains("Cannot connect to 127.0.0.1:1"), "\(result.errors)")
    }

    @Test(arguments: [
        (["send"], "<text>"),
        (["send", "--modality", "smell", "hi"], "smell"),
        (["serve", "--host", "0.0.0.0"], "--auth-key"),
        (["serve", "--host", "127.example.org"], "--auth-key"),
        (["serve", "--script", "missing.toml"], "missing.toml"),
        (["run", "--plain", "--config", "missing.toml"], "missing.toml"),
        (["run", "--plain", "--endpoint", "ws://example.org"], "unencrypted"),
        (["run"], "--plain"),
    ])
    func badUsageExitsWith2AndSaysWhy(arguments: [String], expected: String) async throws {
        let result = try await program.run(arguments, environment: ["GEMINI_API_KEY": "some-key"])
        #expect(result.status == 2, "\(result)")
        #expect(result.errors.contains(expected), "\(result.errors)")
    }

    @Test func anOddityOfTheConfigurationIsAWarning() async throws {
        let path = program.home + "/config.toml"
        try Data("modle = \"m\"\n".utf8).write(to: URL(filePath: path))
        let result = try await program.run(["send", "--config", path, "hello"])
        #expect(result.status == 0, "\(result)")
        #expect(result.errors.contains("\(path):1: unknown key `modle`"), "\(result.errors)")
    }

    @Test(arguments: [(SIGTERM, Int32(0)), (SIGINT, Int32(130))])
    func theServerEndsOnASignal(signal: Int32, status: Int32) async throws {
        let server = try await program.serve()
        #expect(server.stop(signal: signal) == status)
    }

    @Test func aReplyThatCannotBeWrittenIsAFailure() async throws {
        let result = try await program.run(
            ["send", "hello"],
            output: FileHandle(forWritingTo: URL(filePath: "/dev/full"))
        )
        #expect(result.status == 1)
        #expect(result.errors.contains("Cannot write standard output"), "\(result.errors)")
    }

    @Test func aConfigurationErrorNamesFileAndLine() async throws {
        let path = program.home + "/config.toml"
        try Data("model = \"m\"\nmodality = 7\n".utf8).write(to: URL(filePath: path))
        let result = try await program.run(["run", "--plain", "--config", path])
        #expect(result.status == 2)
        #expect(result.errors.contains("\(path):2:"), "\(result.errors)")
    }

    @Test func certPrintsTheLineThatTrustsIt() async throws {
        let result = try await program.run(["cert"])
        #expect(result.status == 0)
        let bundle = try #require(
            result.output.firstMatch(of: #/export SSL_CERT_FILE='([^']+)'/#)?.1
        )
        let pem = try String(contentsOfFile: String(bundle), encoding: .utf8)
        #expect(pem.contains("BEGIN CERTIFICATE"))
    }

    @Test func ourOwnClientTrustsTheLocalAuthorityThroughSSLCertFile() async throws {
        let result = try await program.run(["cert"])
        let bundle = try #require(
            result.output.firstMatch(of: #/export SSL_CERT_FILE='([^']+)'/#)?.1
        )
        let server = try await program.serve(["--tls"])
        let arguments = ["send", "--endpoint", server.url, "--modality", "text", "hello"]
        let distrusting = try await program.run(arguments, environment: ["GEMINI_API_KEY": "k"])
        #expect(distrusting.status == 3)
        #expect(distrusting.errors.contains("TLS"), "\(distrusting.errors)")
        let trusting = try await program.run(
            arguments,
            environment: ["GEMINI_API_KEY": "k", "SSL_CERT_FILE": String(bundle)]
        )
        #expect(trusting.status == 0, "\(trusting)")
    }
}
