// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

/// Function calls between the server and whoever answers them.
@Suite struct ToolCallTests {
    @Test func parallelCallsAreAnsweredEachOnItsOwn() {
        var machine = SessionStateMachine.ready(hasToolDesk: true)
        let calls = ["a", "b"].map { FunctionCall(id: $0, name: "f") }
        #expect(
            machine.received(LiveServerMessage(toolCall: ToolCall(functionCalls: calls)))
                == [.emit(.toolCall(calls, turn: 1))]
        )
        for id in ["b", "a"] {
            let event = ToolEvent(id: id, name: "f", state: .finished(["ok": true]))
            #expect(
                machine.command(.reportTool(event, response: Self.response(id)))
                    == [.send(Self.message(Self.response(id))), .emit(.tool(event))]
            )
        }
    }

    @Test func aStepWithoutAnAnswerGoesToTheLogAlone() {
        var machine = SessionStateMachine.ready(hasToolDesk: true)
        _ = machine.received(Far.toolCall("a"))
        let event = ToolEvent(id: "a", name: "f", state: .running)
        #expect(machine.command(.reportTool(event, response: nil)) == [.emit(.tool(event))])
    }

    @Test func theSchedulingOfAnAnswerIsSent() {
        var machine = SessionStateMachine.ready(hasToolDesk: true)
        _ = machine.received(Far.toolCall("a"))
        // A call that does not block: the turn has gone on and ended meanwhile.
        _ = machine.received(Far.reply("I will tell you."))
        _ = machine.received(Far.turnComplete)
        var response = Self.response("a")
        response.scheduling = .interrupt
        #expect(
            Self.report("a", response, to: &machine).compactMap(\.sent) == [
                Self.message(response)
            ]
        )
    }

    @Test func anAnswerIsSentOnce() {
        var machine = SessionStateMachine.ready(hasToolDesk: true)
        _ = machine.received(Far.toolCall("a"))
        #expect(Self.report("a", to: &machine).compactMap(\.sent).count == 1)
        #expect(Self.report("a", to: &machine) == [.emit(.tool(Self.late("a")))])
    }

    @Test func anAnswerToACallThatWasTakenBackIsLate() {
        var machine = SessionStateMachine.ready(hasToolDesk: true)
        _ = machine.received(Far.toolCall("a"))
        _ = machine.received(
            LiveServerMessage(toolCallCancellation: ToolCallCancellation(ids: ["a", "unknown"]))
        )
        #expect(Self.report("a", to: &machine) == [.emit(.tool(Self.late("a")))])
    }

    @Test func anAnswerToAnUnknownIDIsNotSent() {
        var machine = SessionStateMachine.ready(hasToolDesk: true)
        #expect(Self.report("never", to: &machine) == [.emit(.tool(Self.late("never")))])
    }

    @Test func aBlankIDIsAnsweredWithABlankID() {
        var machine = SessionStateMachine.ready(hasToolDesk: true)
        _ = machine.received(Far.toolCall(""))
        _ = machine.received(Far.toolCall(""))
        for _ in 1...2 { #expect(Self.report("", to: &machine).compactMap(\.sent).count == 1) }
    }

    @Test func aSecondCallUnderAnIDIsADuplicateAndAsksForNothing() {
        var machine = SessionStateMachine.ready(hasToolDesk: true)
        _ = machine.received(Far.toolCall("a"))
        let again = machine.received(Far.toolCall("a"))
        #expect(again == [.emit(.tool(ToolEvent(id: "a", name: "f", state: .duplicate)))])
    }

    @Test func aCallDiesWithItsConnection() {
        var machine = SessionStateMachine.ready(hasToolDesk: true)
        _ = machine.received(Far.toolCall("a"))
        _ = machine.connectionEnded(.lost("gone"))
        #expect(Self.report("a", to: &machine) == [.emit(.tool(Self.late("a")))])
        _ = machine.reconnect()
        _ = machine.received(Far.setupComplete)
        #expect(Self.report("a", to: &machine) == [.emit(.tool(Self.late("a")))])
        // The resumed server asks anew, under the old id.
        #expect(machine.received(Far.toolCall("a")).compactMap(\.tool) == [])
        #expect(Self.report("a", to: &machine).compactMap(\.sent).count == 1)
    }

    @Test func theSessionLeavesAConnectionOnlyAfterTheAnswer() {
        var machine = SessionStateMachine.ready(hasToolDesk: true)
        _ = machine.timerFired(.stability)
        _ = machine.received(Far.toolCall("a"))
        _ = machine.received(Far.turnComplete)
        #expect(machine.received(Far.goAway(.seconds(30))).compactMap(\.phase) == [])
        #expect(
            Self.report("a", to: &machine).compactMap(\.phase)
                == [.moving(reason: "goAway")]
        )
    }

    @Test func withoutADeskACallIsRefusedAndReported() {
        var machine = SessionStateMachine.ready()
        let actions = machine.received(Far.toolCall("a"))
        #expect(actions.compactMap(\.tool?.state) == [.failed("No tool is bound to f.")])
        #expect(actions.compactMap(\.sent?.toolResponse).count == 1)
    }

    private static func report(
        _ id: String,
        _ response: FunctionResponse? = nil,
        to machine: inout SessionStateMachine
    ) -> [SessionStateMachine.Action] {
        let event = ToolEvent(id: id, name: "f", state: .finished(["ok": true]))
        return machine.command(.reportTool(event, response: response ?? Self.response(id)))
    }

    private static func late(_ id: String) -> ToolEvent {
        ToolEvent(id: id, name: "f", state: .late(["ok": true]))
    }

    private static func response(_ id: String) -> FunctionResponse {
        FunctionResponse(id: id, name: "f", response: ["ok": true])
    }

    private static func message(_ response: FunctionResponse) -> LiveClientMessage {
        LiveClientMessage(toolResponse: ToolResponse(functionResponses: [response]))
    }
}
