// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct ScriptToolTests {
    private static let now = CivilTime(
        year: 2026,
        month: 11,
        day: 3,
        weekday: 2,
        hour: 9,
        minute: 5
    )

    private func reply(
        _ turns: [Content],
        tools: [Tool]? = nil,
        script: Script? = nil
    ) throws -> [ReplyPart] {
        let declared = [Tool(functionDeclarations: try FunctionCatalogue.functions())]
        let setup = Setup(model: "m", tools: tools ?? declared)
        let request = ReplyRequest(
            settings: try SessionSettings(validating: setup, rules: .init()),
            turns: turns.map { Turn($0, frameTokens: 258) }
        )
        let script = try script ?? .builtIn()
        return ScriptResponder(script: script, now: { Self.now }).reply(to: request)
    }

    private static func returned(_ response: JSONObject, silent: Bool = false) -> Content {
        let response = FunctionResponse(
            id: "c1",
            name: "get_weather",
            response: response,
            scheduling: silent ? .silent : nil
        )
        return Content(role: "user", parts: [Part(functionResponse: response)])
    }

    private static let call = Content(
        role: "model",
        parts: [
            Part(functionCall: FunctionCall(id: "c1", name: "get_weather", args: ["city": "Oslo"]))
        ]
    )

    @Test func declaredFunctionIsCalled() throws {
        let parts = try reply([Content("What's the weather in Oslo?", role: "user")])
        #expect(parts == [.calls([FunctionCall(name: "get_weather", args: ["city": "Oslo"])])])
    }

    @Test func responseIsSaid() throws {
        let parts = try reply([
            Content("What's the weather in Oslo?", role: "user"), Self.call,
            Self.returned(["temperature": 4]),
        ])
        #expect(parts == [.text("In Oslo it is 4 degrees.")])
    }

    @Test func silentResponseIsNotSaid() throws {
        let parts = try reply([
            Content("Weather in Oslo", role: "user"), Self.call,
            Self.returned(["temperature": 4], silent: true), Content("Thanks!", role: "user"),
        ])
        #expect(parts == [.text("You are welcome.")])
    }

    @Test func missingArgumentIsAskedForAndTakenFromTheNextTurn() throws {
        let asked = Content("What's the weather?", role: "user")
        #expect(try reply([asked]) == [.text("What is the city?")])
        let answered = try reply([
            asked, Content("What is the city?", role: "model"), Content("Bergen", role: "user"),
        ])
        #expect(answered == [.calls([FunctionCall(name: "get_weather", args: ["city": "Bergen"])])])
        let changed = try reply([
            asked, Content("Something else.", role: "model"), Content("Bergen", role: "user"),
        ])
        #expect(!changed.contains { if case .calls = $0 { true } else { false } })
    }

    @Test func earlierCallIsContinued() throws {
        let parts = try reply([
            Content("Weather in Oslo", role: "user"), Self.call, Self.returned(["temperature": 4]),
            Content("In Oslo it is 4 degrees.", role: "model"),
            Content("And what about Bergen?", role: "user"),
        ])
        #expect(parts == [.calls([FunctionCall(name: "get_weather", args: ["city": "Bergen"])])])
    }

    @Test func ordinaryRulesStillAnswer() throws {
        #expect(
            try reply([Content("What is 12 times 7?", role: "user")]) == [
                .text("12 times 7 is 84.")
            ]
        )
    }

    @Test(arguments: [
        (Tool(googleSearch: [:]), "Search the web for Ada Lovelace", "I have no search here"),
        (Tool(codeExecution: [:]), "Run this python script", "I cannot run code here"),
    ])
    func serviceToolsAreAnsweredHonestly(tool: Tool, words: String, said: String) throws {
        let parts = try reply([Content(words, role: "user")], tools: [tool])
        #expect(parts.first.map { "\($0)" }?.contains(said) == true)
    }

    @Test func scriptDecidesWhetherFunctionsComeFirst() throws {
        let rule = "fallback = \"?\"\n[[rule]]\nwhen = \"weather\"\nreply = \"Look outside.\""
        let words = [Content("What's the weather in Oslo?", role: "user")]
        for (order, isCalled) in [("before", true), ("after", false), ("never", false)] {
            let source = "functions = \"\(order)\"\n" + rule
            let parts = try reply(words, script: try Script.parse(source, name: "s").script)
            #expect((parts != [.text("Look outside.")]) == isCalled, "\(order)")
        }
    }
}
