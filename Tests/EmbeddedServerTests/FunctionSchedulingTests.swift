// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

/// Functions that do not block: the turn ends, and their responses come when they come.
@Suite struct FunctionSchedulingTests {
    private static let search = FunctionCall(name: "search")

    private func ready(_ extra: String = "") throws -> Playbook {
        try Playbook.ready(
            #"{"generationConfig":{"responseModalities":["TEXT"]},"#
                + #""tools":[{"functionDeclarations":["#
                + #"{"name":"search","behavior":"NON_BLOCKING"},{"name":"get_weather"}]}]\#(extra)}"#
        )
    }

    /// A session whose first turn has called `search` and is over.
    private func called(_ extra: String = "") throws -> Playbook {
        var play = try ready(extra)
        _ = play.text("Search")
        _ = play.reply(.calls([Self.search]), .finished)
        return play
    }

    @Test func turnEndsAtOnce() throws {
        var play = try ready()
        _ = play.text("Search")
        #expect(
            play.reply(.calls([Self.search]), .text("Searching."), .finished).map(\.withoutCounts)
                == [
                    "call function-call-1-1 search {}", "text Searching.", "generationComplete",
                    "turnComplete",
                ]
        )
    }

    @Test(arguments: [nil, "WHEN_IDLE", "INTERRUPT", "SOMETHING"])
    func responseIsSaidWhenNobodySpeaks(scheduling: String?) throws {
        var play = try called()
        #expect(play.returned(1, scheduling: scheduling) == ["reply 2: "])
        #expect(play.returned(1) == [], "a second response")
    }

    @Test(arguments: [nil, "WHEN_IDLE"])
    func idleResponseWaitsForTheRunningReply(scheduling: String?) throws {
        var play = try called()
        _ = play.text("Meanwhile")
        #expect(play.returned(1, scheduling: scheduling) == [])
        #expect(
            play.reply(.text("Yes."), .finished, id: 2).map(\.withoutCounts)
                == ["text Yes.", "generationComplete", "turnComplete", "reply 3: "]
        )
        #expect(play.requests[2].unanswered.count == 1)
    }

    @Test func interruptingResponseCutsTheReplyShort() throws {
        var play = try ready()
        _ = play.text("Search twice")
        _ = play.reply(.calls([Self.search, Self.search]), .finished)
        _ = play.text("Meanwhile")
        _ = play.reply(.text("Well"), id: 2)
        #expect(
            play.returned(1, scheduling: "INTERRUPT").map(\.withoutCounts) == [
                "cancel reply", "cancel turnEnd", "interrupted", "turnComplete", "reply 3: ",
            ],
            "the other function goes on"
        )
        _ = play.reply(.text("Found."), .finished, id: 3)
        #expect(play.returned(2) == ["reply 4: "])
    }

    @Test func silentResponseIsOnlyRemembered() throws {
        var play = try called()
        #expect(play.returned(1, scheduling: "SILENT") == [])
        #expect(play.text("Well?") == ["reply 2:  / Well?"])
        let parts = play.requests[1].unanswered.flatMap(\.content.parts)
        #expect(parts.first?.functionResponse?.scheduling == .silent)
    }

    @Test(arguments: ["WHEN_IDLE", "INTERRUPT"])
    func whoSpeaksIsAnsweredTogetherWithTheResponse(scheduling: String) throws {
        var play = try called(
            #","realtimeInputConfig":{"automaticActivityDetection":{"disabled":true}}"#
        )
        _ = play.client(#"{"realtimeInput":{"activityStart":{}}}"#)
        #expect(play.returned(1, scheduling: scheduling) == [])
        _ = play.client(#"{"realtimeInput":{"text":"Well?"}}"#)
        #expect(
            play.client(#"{"realtimeInput":{"activityEnd":{}}}"#)
                == ["cancel recognition", "reply 2:  / Well?"]
        )
    }

    @Test func functionThatContinuesMayAnswerAgain() throws {
        var play = try called()
        _ = play.client(
            #"{"toolResponse":{"functionResponses":[{"id":"function-call-1-1","willContinue":true}]}}"#
        )
        _ = play.reply(.text("Found."), .finished, id: 2)
        #expect(play.returned(1) == ["reply 3: "])
        _ = play.reply(.finished, id: 3)
        #expect(play.returned(1) == [])
    }

    @Test func interruptionCancelsWhatRuns() throws {
        var play = try called()
        #expect(play.text("Meanwhile") == ["reply 2: Meanwhile"], "nothing to interrupt")
        _ = play.reply(.text("Well"), id: 2)
        #expect(
            play.text("Stop").map(\.withoutCounts) == [
                "cancel reply", "cancel turnEnd", "interrupted",
                "cancel call function-call-1-1", "turnComplete", "reply 3: Stop",
            ]
        )
        #expect(play.returned(1) == [])
    }

    @Test func oneThatBlocksIsWaitedForAlone() throws {
        var play = try ready()
        _ = play.text("Both")
        _ = play.reply(.calls([Self.search, FunctionCall(name: "get_weather")]))
        #expect(play.returned(2) == ["reply 2: "])
        _ = play.reply(.text("Found."), .finished, id: 2)
        #expect(play.returned(1) == ["reply 3: "])
    }

    @Test func sessionIsNotResumableWhileFunctionsRun() throws {
        var play = try called(#","sessionResumption":{}"#)
        #expect(play.saved.isEmpty)
        _ = play.returned(1)
        #expect(play.reply(.finished, id: 2).last == "handle")
    }
}
