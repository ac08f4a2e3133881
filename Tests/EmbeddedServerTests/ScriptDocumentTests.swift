// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Foundation
import LiveAPI
import Testing

@Suite struct ScriptDocumentTests {
    /// The scripts in docs/scripts.md, in their order.
    private static func examples() throws -> [String] {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/scripts.md"), encoding: .utf8)
        return page.components(separatedBy: "```toml\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    private func reply(_ example: Int, _ words: String...) throws -> [ReplyPart] {
        let (script, warnings) = try Script.parse(
            try #require(Self.examples().dropFirst(example).first),
            name: "example.toml"
        )
        #expect(warnings == [])
        let request = ReplyRequest(
            settings: try SessionSettings(validating: Setup(model: "m"), rules: .init()),
            turns: words.map { Turn(Content($0, role: "user"), frameTokens: 258) }
        )
        return ScriptResponder(script: script).reply(to: request)
    }

    @Test func pizzasAreOrdered() throws {
        #expect(try reply(0, "one large pizza") == [.text("One large pizza, coming up.")])
        #expect(
            try reply(0, "a large pizza", "what did I order?")
                == [.text("You ordered a large pizza.")]
        )
        #expect(try reply(0, "crash now").last == .close(SessionClose.internalError))
    }

    @Test func weatherIsCalled() throws {
        let call = FunctionCall(name: "get_weather", args: ["city": "Oslo", "days": 3])
        #expect(try reply(1, "the weather in Oslo") == [.text("Let me see."), .calls([call])])
    }

    @Test func faultsArePlayed() throws {
        #expect(try reply(2, "break the frames").count == 6)
        #expect(
            try reply(2, "interrupt yourself")
                == [.text("This is the beginning of"), .interrupt]
        )
        #expect(
            try reply(2, "go away") == [
                .loseHandles, .goAway(timeLeft: .seconds(5)), .text("I have to go."),
                .pause(.seconds(5)), .close(SessionClose(1001, "going away")),
            ]
        )
        #expect(try reply(2, "odd sound").first == .audioChunks(bytes: 1_001))
        #expect(try reply(2, "hang").last == .stall)
        #expect(
            try reply(2, "colour") == [.text("\u{1B}[31mRed\u{1B}[0m and \u{202E}backwards")]
        )
    }
}
