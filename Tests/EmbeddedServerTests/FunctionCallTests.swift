// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import TestSupport
import Testing

/// Functions that block: the turn waits for them.
@Suite struct FunctionCallTests {
    private static let oslo = FunctionCall(name: "get_weather", args: ["city": "Oslo"])
    private static let rome = FunctionCall(name: "get_weather", args: ["city": "Rome"])

    /// A session with `get_weather` that has been asked a question.
    private func asked(_ extra: String = "") throws -> Playbook {
        var play = try Playbook.ready(
            #"{"generationConfig":{"responseModalities":["TEXT"]},"#
                + #""tools":[{"functionDeclarations":[{"name":"get_weather"}]}]\#(extra)}"#
        )
        #expect(play.text("Weather?") == ["reply 1: Weather?"])
        return play
    }

    @Test func turnGoesOnWithTheResponse() throws {
        var play = try asked()
        #expect(play.reply(.text("Let me see. ")) == ["text Let me see. "])
        #expect(
            play.reply(.calls([Self.oslo]), .finished)
                == [#"call function-call-1-1 get_weather {"city":"Oslo"}"#, "cancel reply"]
        )
        #expect(play.returned(1) == ["reply 2: "])
        #expect(
            play.reply(.text("Rain."), .finished, id: 2).map(\.withoutCounts)
                == ["text Rain.", "generationComplete", "turnComplete"]
        )
    }

    @Test func responderIsGivenTheCallAndItsResponse() throws {
        var play = try asked()
        _ = play.reply(.text("Let me see."), .calls([Self.oslo]))
        _ = play.client(
            #"{"toolResponse":{"functionResponses":[{"id":"function-call-1-1","name":"other","#
                + #""scheduling":"SILENT","response":{"result":"rain"}}]}}"#
        )
        let turns = play.requests[1].turns
        #expect(turns.map(\.role) == [.user, .model, .user])
        var call = Self.oslo
        call.id = "function-call-1-1"
        #expect(turns[1].content.parts == [Part(text: "Let me see."), Part(functionCall: call)])
        // A response that is waited for has its call's name and cannot be kept quiet.
        let response = FunctionResponse(
            id: "function-call-1-1",
            name: "get_weather",
            response: ["result": "rain"]
        )
        #expect(turns[2].content.parts == [Part(functionResponse: response)])
    }

    @Test func usageAtTheEndCoversTheWholeTurn() throws {
        var play = try asked()
        _ = play.reply(.text("12345678"), .calls([Self.oslo]))
        _ = play.returned(1)
        _ = play.reply(.text("1234"), .finished, id: 2)
        #expect(play.usages.count == 1)
        _ = play.text("")
        _ = play.reply(.finished, id: 3)
        #expect(
            play.usages[1].promptTokenCount == play.usages[0].totalTokenCount,
            "what was prompted and what was answered is the context of the next turn"
        )
    }

    @Test func parallelCallsAreAllWaitedFor() throws {
        var play = try asked()
        #expect(
            play.reply(.calls([Self.oslo, Self.rome])).first
                == #"call function-call-1-1 get_weather {"city":"Oslo"}, "#
                + #"function-call-1-2 get_weather {"city":"Rome"}"#
        )
        #expect(play.returned(2) == [])
        #expect(play.returned(1) == ["reply 2:  / "], "two turns of responses")
        #expect(play.requests[1].unanswered.flatMap(\.content.parts).count == 2)
    }

    @Test func oneMessageMayAnswerSeveralCalls() throws {
        var play = try asked()
        _ = play.reply(.calls([Self.oslo, Self.rome]))
        #expect(play.returned(1, 2) == ["reply 2: "])
    }

    @Test func wrongIdIsIgnored() throws {
        var play = try asked()
        _ = play.reply(.calls([Self.oslo]))
        #expect(play.returned(7) == [])
        #expect(
            play.client(#"{"toolResponse":{"functionResponses":[{"name":"get_weather"}]}}"#) == []
        )
        #expect(play.client(#"{"toolResponse":{}}"#) == [])
        #expect(play.returned(1) == ["reply 2: "])
        #expect(play.requests[1].unanswered.flatMap(\.content.parts).count == 1)
    }

    @Test func duplicateAndLateResponsesAreIgnored() throws {
        var play = try asked()
        _ = play.reply(.calls([Self.oslo, Self.rome]))
        #expect(play.returned(1, 1) == [], "the second call is still waited for")
        #expect(play.returned(1) == [])
        #expect(play.returned(2) == ["reply 2:  / "])
        #expect(play.returned(1) == [], "the reply is being made")
        #expect(play.reply(.finished, id: 2).count == 2)
        #expect(play.returned(2) == [], "the turn is over")
        #expect(play.requests.count == 2)
    }

    @Test func goingOnCallsAgainUnderNewIds() throws {
        var play = try asked()
        _ = play.reply(.calls([Self.oslo]))
        _ = play.returned(1)
        #expect(
            play.reply(.calls([Self.rome]), id: 2).first
                == #"call function-call-2-1 get_weather {"city":"Rome"}"#
        )
        #expect(play.returned(1, reply: 2) == ["reply 3: "])
    }

    @Test(arguments: [
        #"{"realtimeInput":{"text":"Stop"}}"#,
        #"{"clientContent":{"turns":[{"parts":[{"text":"Stop"}]}],"turnComplete":true}}"#,
    ])
    func newInputCancelsTheCalls(input: String) throws {
        var play = try asked()
        _ = play.reply(.calls([Self.oslo, Self.rome]))
        _ = play.returned(1)
        #expect(
            play.client(input).map(\.withoutCounts) == [
                "cancel reply", "cancel turnEnd", "interrupted",
                "cancel call function-call-1-2", "turnComplete", "reply 2:  / Stop",
            ]
        )
        #expect(play.returned(2) == [], "the answer to a cancelled call")
        #expect(play.reply(.finished, id: 2).count == 2)
    }

    @Test func ignoredResponsesAreNoted() throws {
        var play = try asked()
        _ = play.reply(.calls([Self.oslo, Self.rome]))
        _ = play.returned(1)
        _ = play.returned(1)
        _ = play.client(#"{"clientContent":{"turnComplete":false}}"#)
        _ = play.returned(2)
        _ = play.returned(9)
        _ = play.client(#"{"toolResponse":{"functionResponses":[{"response":{}}]}}"#)
        let response = "function response to \"function-call-1-"
        #expect(
            play.notes == [
                response + "1\" ignored: the call was answered before",
                response + "2\" ignored: the call was cancelled",
                response + "9\" ignored: no call has this id",
                "function response without an id ignored: no call has this id",
            ]
        )
    }

    @Test func markedActivityCancelsTheCalls() throws {
        var play = try asked(
            #","realtimeInputConfig":{"automaticActivityDetection":{"disabled":true}}"#
        )
        _ = play.reply(.calls([Self.oslo]))
        #expect(
            play.client(#"{"realtimeInput":{"activityStart":{}}}"#).map(\.withoutCounts) == [
                "cancel reply", "cancel turnEnd", "interrupted",
                "cancel call function-call-1-1", "turnComplete",
            ]
        )
    }

    @Test func speechCancelsTheCalls() throws {
        var play = try asked()
        _ = play.reply(.calls([Self.oslo]))
        let lines = play.hear(SyntheticSpeech.utterance())
        #expect(lines.contains("cancel call function-call-1-1"))
        #expect(play.returned(1) == [])
    }

    @Test func withoutInterruptionInputWaitsForTheEndOfTheTurn() throws {
        var play = try asked(#","realtimeInputConfig":{"activityHandling":"NO_INTERRUPTION"}"#)
        _ = play.reply(.calls([Self.oslo]))
        #expect(play.client(#"{"realtimeInput":{"text":"And then?"}}"#) == [])
        #expect(play.returned(1) == ["reply 2: "])
        #expect(play.reply(.text("Rain."), .finished, id: 2).last == "reply 3: And then?")
    }

    @Test func scriptInterruptsLikeAUser() throws {
        var play = try asked()
        _ = play.reply(.text("This is"))
        #expect(
            play.reply(.interrupted, .finished).map(\.withoutCounts)
                == ["cancel reply", "cancel turnEnd", "interrupted", "turnComplete"]
        )
    }

    @Test func callsOfNothingAreNone() throws {
        var play = try asked()
        #expect(play.reply(.calls([])) == [])
        #expect(play.reply(.finished).count == 2)
    }
}
