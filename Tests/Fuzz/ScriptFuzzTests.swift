// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import TOMLFile
import Testing

/// Damaged scripts end in an error with a line, or answer whatever is said.
@Suite struct ScriptFuzzTests {
    private static let script = #"""
        name = "the stand-in"
        functions = "after"
        fallback = ["You said {topic}.", "?"]
        wordless = "I heard {speech} and {seen}. {unheard|nothing}."
        hear = ["count to <number>", "my name is <name>"]
        [greeting]
        english = "Hello"
        [[rule]]
        when = ["what is|what's *", "how [much] is *"]
        reply = "{1} is {calculate 1}, on {weekday} {date} at {time}."
        [[rule]]
        match = '^count to (\d+)$'
        reply = "{count 1} {{braces}}"
        remember = { number = "{1}" }
        delay = "20ms"
        [[rule]]
        when = "lamp"
        call = { name = "set_lamp", args = { on = true, level = [1, "{1}"] } }
        frame = "{ not json"
        steps = [{ delay = "1s" }, { reply = "More." }, { stall = true }]
        close = { code = 1011, reason = "Internal error encountered." }
        """#
    private static let words = [
        "[[rule]]", "[", "]", "{", "}", "{{", "{1}", "{calculate 9}", "{count 1}", "=", "\"", "'",
        "\"\"\"", "\\", "\n", "*", "|", "(?:", "[a-", "when = ", "match = ", "1e999", "\u{0}",
        "\u{1B}", "\u{202E}", "é\u{301}",
    ]

    private func asked(_ text: String) throws -> ReplyRequest {
        let setup = Setup(
            model: "models/m",
            generationConfig: GenerationConfig(responseModalities: [.text])
        )
        return ReplyRequest(
            settings: try SessionSettings(validating: setup, rules: .init()),
            turns: [Turn(Content(text, role: "user"), frameTokens: 258)]
        )
    }

    @Test func scripts() throws {
        let said = ["what is 2 + 3", "count to 5", "lamp", ""]
        let samples = [Array(Self.script.utf8)]
        FuzzRun("script", samples: samples, words: Self.words, rounds: 400).run { input in
            do throws(TOMLError) {
                let (script, warnings) = try Script.parse(input.text, name: "s.toml")
                Complaint.check(warnings, of: input.bytes, name: "s.toml", input.origin)
                let responder = ScriptResponder(script: script)
                for text in said {
                    guard let request = try? asked(text) else { continue }
                    #expect(Self.bytes(of: responder.reply(to: request)) < 1 << 20, input.origin)
                }
            } catch {
                Complaint.check(error, of: input.bytes, name: "s.toml", input.origin)
            }
        }
    }

    @Test func wordsOfTheUser() throws {
        let responder = ScriptResponder(script: try .builtIn())
        let samples = [
            "what is (12 + 7) times 3?", "my favourite colour is blue.", "count to twenty-five",
            "remember that the light went out. What did I ask you to remember?",
        ].map { Array($0.utf8) }
        let words = ["(", ")", "^", "*", " ", "is", "my", ".", "0", "9e9", "\u{301}", "hundred"]
        try FuzzRun("words", samples: samples, words: words, rounds: 60).run { input in
            let parts = responder.reply(to: try asked(input.text))
            #expect(!parts.isEmpty, input.origin)
            #expect(Self.bytes(of: parts) < 64 << 10, input.origin)
        }
    }

    private static func bytes(of parts: [ReplyPart]) -> Int {
        parts.reduce(0) { sum, part in
            switch part {
            case .text(let text), .thought(let text): sum + text.utf8.count
            case .frame(let bytes): sum + bytes.count
            default: sum
            }
        }
    }
}
