// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct ThoughtTests {
    private static let asking =
        #"{"generationConfig":{"responseModalities":["TEXT"],"#
        + #""thinkingConfig":{"includeThoughts":true}}}"#

    @Test func thoughtsAreSentAsPartsOfTheirOwnAndCountedApart() throws {
        var play = try Playbook.ready(Self.asking)
        _ = play.text("Why")
        #expect(
            play.reply(.thought("1234567"), .text("So."), .finished)
                == ["thought 1234567", "text So.", "generationComplete", "turnComplete 1+1"]
        )
        #expect(play.usages[0].thoughtsTokenCount == 2)
        #expect(play.usages[0].totalTokenCount == 4)
        _ = play.text("And")
        #expect(play.requests[1].turns.map(\.text) == ["Why", "So.", "And"], "not remembered")
    }

    @Test(arguments: [
        "{}", #"{"generationConfig":{"thinkingConfig":{"includeThoughts":false}}}"#,
        #"{"generationConfig":{"thinkingConfig":{"includeThoughts":true,"thinkingBudget":0}}}"#,
    ])
    func whoDoesNotAskForThemGetsNone(setup: String) throws {
        var play = try Playbook.ready(setup)
        _ = play.text("Why")
        #expect(play.reply(.thought("1234567")) == [])
    }

    private func reply(_ words: String, _ source: String) throws -> [ReplyPart] {
        let setup = Setup(
            model: "m",
            generationConfig: GenerationConfig(
                thinkingConfig: ThinkingConfig(includeThoughts: true)
            )
        )
        let request = ReplyRequest(
            settings: try SessionSettings(validating: setup, rules: .init()),
            turns: [Turn(Content(words, role: "user"), frameTokens: 258)]
        )
        return ScriptResponder(script: try Script.parse(source, name: "s").script)
            .reply(to: request)
    }

    @Test func scriptTellsWhyItAnswersSo() throws {
        let source = "fallback = \"?\"\n[[rule]]\nwhen = \"good [old] day\"\nreply = \"Hi.\""
        #expect(
            try reply("Good day!", source) == [
                .thought("A rule fits: good [old] day."), .text("Hi."),
            ]
        )
        #expect(
            try reply("What?", source)
                == [.thought("No rule fits, and no function."), .text("?")]
        )
    }

    @Test func thoughtOfAScriptTakesItsPlace() throws {
        let source =
            "fallback = \"?\"\n[[rule]]\nwhen = \"hi\"\nthought = \"A guest.\"\nreply = \"Hi.\""
        #expect(try reply("Hi", source) == [.thought("A guest."), .text("Hi.")])
    }
}
