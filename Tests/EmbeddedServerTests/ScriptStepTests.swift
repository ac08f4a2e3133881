// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import TOMLFile
import Testing

@Suite struct ScriptStepTests {
    private func parts(_ rule: String, _ words: String = "go 5 Oslo") throws -> [ReplyPart] {
        let source = "fallback = \"?\"\n[[rule]]\nwhen = \"go * *\"\n" + rule
        let setup = Setup(
            model: "m",
            tools: [
                Tool(functionDeclarations: [
                    FunctionDeclaration(
                        name: "forecast",
                        parameters: ["type": "OBJECT", "properties": ["days": ["type": "INTEGER"]]]
                    )
                ])
            ]
        )
        let request = ReplyRequest(
            settings: try SessionSettings(validating: setup, rules: .init()),
            turns: [Turn(Content(words, role: "user"), frameTokens: 258)]
        )
        let script = try Script.parse(source, name: "s.toml").script
        return ScriptResponder(script: script).reply(to: request)
    }

    @Test(arguments: [
        (#"stall = true"#, ReplyPart.stall),
        (#"frame = "{}""#, .frame(Array("{}".utf8))),
        (#"malformed = "text""#, .frame(MalformedFrame.text.bytes)),
        (#"audio_chunk = 777"#, .audioChunks(bytes: 777)),
        (#"interrupt = true"#, .interrupt),
        (#"go_away = "5s""#, .goAway(timeLeft: .seconds(5))),
        (#"lose_handles = true"#, .loseHandles),
        (#"close = { code = 1011, reason = "gone" }"#, .close(SessionClose(1011, "gone"))),
        ("reply = \"\\u001b[31mred\\u202e\"", .text("\u{1B}[31mred\u{202E}")),
        (
            #"call = { name = "forecast", args = { days = "{1}", place = "{2}", deep = { on = true } } }"#,
            .calls([
                FunctionCall(
                    name: "forecast",
                    args: ["days": 5, "place": "Oslo", "deep": ["on": true]]
                )
            ])
        ),
    ])
    func stepBecomesAPart(rule: String, part: ReplyPart) throws {
        #expect(try parts(rule) == [part])
    }

    @Test func oversizedFrameHasTheSizeAndIsAMessage() throws {
        guard case .frame(let bytes)? = try parts("oversized = 100_000").first else {
            Issue.record("no frame")
            return
        }
        #expect(bytes.count == 100_000)
        #expect(try MessageCodec().decodeServer(bytes).serverContent?.modelTurn != nil)
    }

    @Test(arguments: MalformedFrame.allCases) func malformedFramesAreMalformed(
        kind: MalformedFrame
    ) {
        do throws(JSONError) {
            let message = try MessageCodec().decodeServer(kind.bytes)
            #expect(!message.issues.isEmpty || !message.unknown.isEmpty)
        } catch {
            #expect([.cut, .text, .utf8].contains(kind))
        }
    }

    @Test func stepsHappenInTheirOrder() throws {
        let rule = """
            reply = "One."
            steps = [{ delay = "1s" }, { reply = "Two {2}." }, { interrupt = true }]
            """
        #expect(
            try parts(rule) == [.text("One."), .pause(.seconds(1)), .text("Two Oslo."), .interrupt]
        )
    }

    @Test func parallelCallsShareAPart() throws {
        let parts = try parts(
            #"call = [{ name = "a" }, { name = "b", args = { x = "{9|none}" } }]"#
        )
        #expect(
            parts == [
                .calls([FunctionCall(name: "a"), FunctionCall(name: "b", args: ["x": "none"])])
            ]
        )
    }

    @Test func emptySlotOfACallMakesTheRuleNotApply() throws {
        #expect(try parts(#"call = { name = "a", args = { x = "{9}" } }"#) == [.text("?")])
    }

    @Test func ruleAnswersAResponse() throws {
        let source = """
            fallback = "?"
            [[rule]]
            returned = "get_weather"
            reply = "News: {1}"
            """
        let response = FunctionResponse(
            name: "get_weather",
            response: ["output": "It is dry today"]
        )
        let request = ReplyRequest(
            settings: try SessionSettings(validating: Setup(model: "m"), rules: .init()),
            turns: [
                Turn(
                    Content(role: "user", parts: [Part(functionResponse: response)]),
                    frameTokens: 258
                )
            ]
        )
        let script = try Script.parse(source, name: "s.toml").script
        #expect(
            ScriptResponder(script: script).reply(to: request) == [.text("News: It is dry today.")]
        )
    }

    @Test(arguments: [
        (#"reply = """#, 4, "rule.reply: expected some words"),
        (#"call = { args = {} }"#, 4, "name: is required"),
        (#"call = 5"#, 4, "rule.call: expected a table"),
        (#"malformed = "very""#, 4, "expected one of"),
        (#"oversized = 1"#, 4, "expected a number from 64"),
        (#"stall = "yes""#, 4, "rule.stall: expected true or false"),
        (#"go_away = 5"#, 4, "rule.go_away: expected a duration"),
        (#"steps = [{}]"#, 4, "expected something to do in step 1"),
        (#"call = { name = "a", args = { x = "{y}" } }"#, 4, "found \"{y}\""),
    ])
    func errorNamesTheLine(rule: String, line: Int, message: String) {
        do {
            _ = try parts(rule)
            Issue.record("no error")
        } catch let error as TOMLError {
            #expect("\(error)".contains(message), "\(error)")
            #expect(error.line >= line - 2, "\(error)")
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test func unknownKeysOfStepsAreWarnings() throws {
        let source =
            "fallback = \"?\"\n[[rule]]\nwhen = \"a\"\nsteps = [{ reply = \"x\", dealy = \"1s\" }]"
        let warnings = try Script.parse(source, name: "s.toml").warnings
        #expect("\(warnings)".contains("did you mean `delay`?"))
    }
}
