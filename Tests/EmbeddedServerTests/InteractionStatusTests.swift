// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

/// What clients are told while functions run, so that nobody takes the pause for the end.
@Suite struct InteractionStatusTests {
    private static let oslo = FunctionCall(name: "get_weather", args: ["city": "Oslo"])
    private static let search = FunctionCall(name: "search")

    private func asked() throws -> Playbook {
        var configuration = SessionStateMachine.Configuration()
        configuration.statesInteraction = true
        var play = try Playbook.ready(
            #"{"generationConfig":{"responseModalities":["TEXT"]},"#
                + #""tools":[{"functionDeclarations":["#
                + #"{"name":"search","behavior":"NON_BLOCKING"},{"name":"get_weather"}]}]}"#,
            configuration
        )
        _ = play.text("What is new?")
        return play
    }

    @Test func blockingCallPausesTheTurn() throws {
        var play = try asked()
        #expect(
            play.reply(.calls([Self.oslo])) == [
                #"call function-call-1-1 get_weather {"city":"Oslo"}"#, "cancel reply",
                "turnComplete IN_PROGRESS",
            ]
        )
        #expect(play.returned(1) == ["reply 2: "])
        let end = play.reply(.text("Rain."), .finished, id: 2).last
        #expect(end?.hasPrefix("turnComplete IDLE ") == true)
        #expect(play.usages.count == 1, "the pause accounts for nothing")
    }

    @Test func turnWithoutCallsSaysNothingAboutIt() throws {
        var play = try asked()
        #expect(play.reply(.text("Nothing."), .finished).last == "turnComplete 8+2")
    }

    @Test func turnEndsInProgressWhileFunctionsRunOn() throws {
        var play = try asked()
        let end = play.reply(.calls([Self.search]), .text("Searching."), .finished).last
        #expect(end?.hasPrefix("turnComplete IN_PROGRESS ") == true)
        _ = play.returned(1)
        #expect(
            play.reply(.text("Found."), .finished, id: 2).last?.hasPrefix("turnComplete IDLE")
                == true
        )
        _ = play.text("And?")
        #expect(play.reply(.finished, id: 3).last?.contains("IDLE") == false)
    }

    @Test func silentResponseEndsTheInteraction() throws {
        var play = try asked()
        _ = play.reply(.calls([Self.search]), .finished)
        #expect(play.returned(1, scheduling: "SILENT") == ["turnComplete IDLE"])
        #expect(play.returned(1, scheduling: "SILENT") == [])
    }

    @Test func responseThatWaitsForTheReplyKeepsItInProgress() throws {
        var play = try asked()
        _ = play.reply(.calls([Self.search]), .finished)
        _ = play.text("Meanwhile")
        #expect(play.returned(1) == [])
        let lines = play.reply(.text("Yes."), .finished, id: 2)
        #expect(lines[2].hasPrefix("turnComplete IN_PROGRESS"))
        #expect(lines.last == "reply 3: ")
        #expect(play.reply(.finished, id: 3).last?.hasPrefix("turnComplete IDLE") == true)
    }

    @Test func interruptionEndsIt() throws {
        var play = try asked()
        _ = play.reply(.calls([Self.oslo]))
        let lines = play.text("Stop")
        #expect(lines.contains { $0.hasPrefix("turnComplete IDLE") })
        #expect(play.reply(.finished, id: 2).last?.contains("IDLE") == false)
    }

    /// Found by reading the SDK's releases: `receive()` goes on after `IN_PROGRESS` from 2.23.
    @Test(arguments: [
        ("google-genai-sdk/1.75.0 gl-python/3.12.3", false),
        ("google-genai-sdk/2.22.0 gl-python/3.12.3", false),
        ("google-genai-sdk/2.23.0 gl-python/3.12.3", true),
        ("google-genai-sdk/3.4.0 gl-python/3.12.3 mcp_used/1.2", true),
        ("google-genai-sdk/2.30.1 gl-node/v22.1.0", false),
        ("Mozilla/5.0 (X11; Linux x86_64)", false), ("live-console/0.1", true), (nil, true),
        ("google-genai-sdk/ gl-python/3", false), ("google-genai-sdk/99 gl-python/3", true),
    ])
    func sdksAreToldWhatTheyRead(agent: String?, isTold: Bool) {
        #expect(AfterToolCall.auto.statesInteraction(to: agent) == isTold)
        #expect(AfterToolCall.inProgress.statesInteraction(to: agent))
        #expect(!AfterToolCall.nothing.statesInteraction(to: agent))
    }
}
