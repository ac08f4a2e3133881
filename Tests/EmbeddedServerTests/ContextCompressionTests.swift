// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct ContextCompressionTests {
    private func ready(_ compression: String, window: Int = 1_000) throws -> Playbook {
        var configuration = SessionStateMachine.Configuration()
        configuration.rules.contextTokens = window
        return try Playbook.ready(
            #"{"generationConfig":{"responseModalities":["TEXT"]},"systemInstruction":"Be good.""#
                + compression + "}",
            configuration
        )
    }

    private func exchange(_ play: inout Playbook, _ number: Int) {
        _ = play.text("Question \(number)?")
        _ = play.reply(.text("Answer \(number)."), .finished, id: number)
    }

    /// Two tokens of instructions; three for each question, three for each answer.
    @Test func oldestExchangesGoWhenTheContextPassesItsTrigger() throws {
        var play = try ready(
            #","contextWindowCompression":{"triggerTokens":20,"slidingWindow":{"targetTokens":"12"}}"#
        )
        for number in 1...3 { exchange(&play, number) }
        #expect(play.usages.map(\.promptTokenCount) == [5, 11, 17])
        exchange(&play, 4)
        #expect(
            play.requests[3].turns.map(\.text)
                == ["Question 3?", "Answer 3.", "Question 4?"]
        )
        #expect(play.usages.last?.promptTokenCount == 11, "the instructions stay")
        #expect(play.requests[3].settings.systemInstruction == "Be good.")
    }

    @Test func defaultsFollowTheWindow() throws {
        var play = try ready(#","contextWindowCompression":{"slidingWindow":{}}"#)
        exchange(&play, 1)
        #expect(play.requests[0].settings.compression?.trigger == 800)
        #expect(play.requests[0].settings.compression?.target == 400)
    }

    @Test func withoutItAFullContextEndsTheSession() throws {
        var play = try ready("", window: 20)
        for number in 1...3 { exchange(&play, number) }
        #expect(
            play.text("Question 4?").last?
                .hasPrefix("close 1007 Request contains an invalid argument.") == true
        )
    }

    @Test func turnThatIsLargerThanTheWindowEndsTheSessionAnyway() throws {
        var play = try ready(#","contextWindowCompression":{}"#, window: 20)
        #expect(play.text(String(repeating: "x", count: 100)).last?.hasPrefix("close 1007") == true)
    }

    @Test(arguments: [
        #"{"triggerTokens":0}"#, #"{"triggerTokens":-5}"#,
        #"{"triggerTokens":10,"slidingWindow":{"targetTokens":11}}"#,
        #"{"triggerTokens":10,"slidingWindow":{"targetTokens":-1}}"#,
    ])
    func sizesThatMakeNoSenseAreRefused(config: String) {
        var play = Playbook()
        let setup = #"{"setup":{"model":"m","contextWindowCompression":\#(config)}}"#
        let close = "close 1007 Request contains an invalid argument. contextWindowCompression"
        #expect(play.client(setup).last?.hasPrefix(close) == true)
    }

    @Test func prefixTurnsStay() throws {
        var play = try ready(
            #","prefixTurns":[{"role":"user","parts":[{"text":"Stay"}]}],"#
                + #""contextWindowCompression":{"triggerTokens":10,"slidingWindow":{"targetTokens":1}}"#
        )
        for number in 1...3 { exchange(&play, number) }
        #expect(play.requests[2].turns.map(\.text) == ["Stay", "Question 3?"])
    }

    @Test func functionResponseIsNotLeftWithoutItsCall() {
        func turn(_ role: Turn.Role, _ part: Part) -> Turn {
            Turn(role: role, content: Content(parts: [part]), tokens: TokenCounts(text: 1))
        }
        var conversation = Conversation()
        conversation.append(turn(.user, Part(text: "lamp on")))
        conversation.append(turn(.model, Part(functionCall: FunctionCall(id: "1", name: "lamp"))))
        conversation.append(
            turn(.user, Part(functionResponse: FunctionResponse(id: "1", name: "lamp")))
        )
        conversation.append(turn(.model, Part(text: "It is on.")))
        conversation.append(turn(.user, Part(text: "thanks")))
        var cut = conversation
        cut.dropOldest(toTokens: 3)
        #expect(cut.turns.map(\.text) == ["thanks"])
        #expect(cut.tokens == TokenCounts(text: 1))
        conversation.dropOldest(toTokens: 5)
        #expect(conversation.turns.count == 5, "as much as that may stay")
    }
}
