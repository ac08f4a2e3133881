// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Testing

/// Whatever arrives, the codec answers with a message or an error, and what it answers is sound.
@Suite struct CodecFuzzTests {
    private static let codec = MessageCodec()
    private static let words = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud83d", "null", "true", "false",
        "-1e999", "9.5s", "é", " ", "\n", "\u{0}", "\"setup\":", "\"server_content\":",
        "\"inlineData\":{\"data\":\"", "\"parts\":[{", "\"functionCalls\":[{\"args\":",
        "\"newHandle\":\"", "\"data\":\"AA", "\"turnComplete\":true", "\u{202E}", "\u{1B}[2J",
    ]

    private static func samples() throws -> [[UInt8]] {
        try Samples.files(in: "Tests/LiveAPITests/Fixtures/client", ".json")
            + Samples.files(in: "Tests/LiveAPITests/Fixtures/server", ".json")
    }

    @Test func serverMessages() throws {
        try FuzzRun("server messages", samples: Self.samples(), words: Self.words, rounds: 1_500)
            .run { input in
                guard let message = try? Self.codec.decodeServer(input.bytes) else { return }
                var expected = message
                (expected.unknown, expected.issues) = ([], [])
                let written = Self.codec.encode(message)
                #expect((try? Self.codec.decodeServer(written)) == expected, input.origin)
            }
    }

    @Test func clientMessages() throws {
        try FuzzRun("client messages", samples: Self.samples(), words: Self.words, rounds: 1_500)
            .run { input in
                guard let message = try? Self.codec.decodeClient(input.bytes) else { return }
                var expected = message
                (expected.unknown, expected.issues) = ([], [])
                let written = Self.codec.encode(message)
                #expect((try? Self.codec.decodeClient(written)) == expected, input.origin)
            }
    }

    /// What is read can be written, compact and with line breaks, and reads the same; an error
    /// stands within the text.
    @Test func jsonValues() throws {
        try FuzzRun("JSON", samples: Self.samples(), words: Self.words, rounds: 1_500).run {
            input in
            do throws(JSONError) {
                let value = try JSONValue(parsing: input.bytes)
                #expect((try? JSONValue(parsing: value.serialized())) == value, input.origin)
                let pretty = value.serialized(pretty: true)
                #expect((try? JSONValue(parsing: pretty)) == value, input.origin)
            } catch {
                #expect((0...input.bytes.count).contains(error.offset), input.origin)
            }
        }
    }
}
