// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing
import ToolRuns

@Suite struct ToolCallMachineTests {

    @Test func someCallsFailOnPurposeAndTheRestIsSlower() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        _ = machine.handle(
            .strained(ToolStrain(delay: .seconds(2), errorRate: 0.25)),
            at: .zero
        )
        var failing = 0
        for number in 0..<400 {
            let call = FunctionCall(id: "\(number)", name: "mock")
            for case .start(let ticket, let work) in machine.handle(.called([call]), at: .zero) {
                #expect(work.delay == .seconds(2))
                if work.fails { failing += 1 }
                _ = machine.handle(.settled(ticket: ticket, CallOutcome(.replied([:]))), at: .zero)
                _ = machine.handle(.vacated(ticket: ticket), at: .zero)
            }
        }
        #expect((70...130).contains(failing), "a quarter of 400")
        _ = machine.handle(.strained(.none), at: .zero)
        let call = FunctionCall(id: "x", name: "mock")
        for case .start(_, let work) in machine.handle(.called([call]), at: .zero) {
            #expect(work.delay == .zero && !work.fails)
        }
    }

    @Test func commandRunsAndIsAnswered() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        let call = FunctionCall(id: "c1", name: "mock", args: ["x": 1])
        #expect(
            machine.handle(.called([call]), at: .seconds(1)) == [
                .report(Self.event("c1", args: ["x": 1], .running)),
                .start(ticket: 1, Self.work(["x": 1])),
            ]
        )
        let response: JSONObject = ["ok": true]
        #expect(
            machine.handle(
                .settled(ticket: 1, CallOutcome(.replied(response), diagnostics: "note")),
                at: .milliseconds(1250)
            ) == [
                .report(
                    ToolEvent(
                        id: "c1",
                        name: "mock",
                        arguments: ["x": 1],
                        means: .reply(["ok": true]),
                        state: .finished(response),
                        latency: .milliseconds(250),
                        argumentBytes: 7,
                        responseBytes: 11,
                        diagnostics: "note"
                    ),
                    response: FunctionResponse(id: "c1", name: "mock", response: response)
                )
            ]
        )
        #expect(machine.handle(.vacated(ticket: 1), at: .seconds(2)) == [])
    }

    @Test func parallelCallsAreAnsweredEachUnderItsID() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        _ = machine.handle(
            .called(["a", "b"].map { FunctionCall(id: $0, name: "mock") }),
            at: .zero
        )
        let second = machine.handle(.settled(ticket: 2, CallOutcome(.replied([:]))), at: .zero)
        let first = machine.handle(.settled(ticket: 1, CallOutcome(.replied([:]))), at: .zero)
        #expect((second + first).responses.map(\.id) == ["b", "a"])
    }

    @Test func failureAndTimeLimitAreAnsweredWithAnError() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        _ = machine.handle(
            .called(["a", "b"].map { FunctionCall(id: $0, name: "mock") }),
            at: .zero
        )
        let failed = machine.handle(.settled(ticket: 1, CallOutcome(.failed("no"))), at: .zero)
        #expect(failed.responses.map(\.response) == [["error": "no"]])
        #expect(failed.states == [.failed("no")])
        let timedOut = machine.handle(.settled(ticket: 2, CallOutcome(.timedOut)), at: .zero)
        let text = "The function was stopped: it took more than 30.0 seconds."
        #expect(timedOut.responses.map(\.response) == [["error": .string(text)]])
        #expect(timedOut.states == [.timedOut])
    }

    @Test func unknownFunctionIsAnsweredWithAnError() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        let actions = machine.handle(.called([FunctionCall(id: "a", name: "rm")]), at: .zero)
        let text = "There is no function named \"rm\". Declared: mock."
        #expect(
            actions.responses == [
                FunctionResponse(id: "a", name: "rm", response: ["error": .string(text)])
            ]
        )
        #expect(actions.states == [.failed(text)])
    }

    @Test func argumentsThatDoNotFitNeverRun() throws {
        let file = try ToolFile(
            toml: """
                [[tool]]
                name = "mock"
                reply = {}
                confirm = true
                parameters = { required = ["city"], properties = { city = { type = "STRING" } } }
                """,
            name: "t",
            directory: "/"
        )
        var machine = ToolCallMachine(tools: file.tools)
        let call = FunctionCall(id: "a", name: "mock", args: ["city": 3])
        let actions = machine.handle(.called([call]), at: .zero)
        #expect(
            actions.states == [
                .failed("The arguments do not fit: `city`: expected a string, found an integer.")
            ]
        )
        #expect(actions.responses.count == 1)
    }

    @Test func argumentsBeyondTheLimitNeverRun() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        let long = JSONValue.string(String(repeating: "x", count: 64 << 10))
        let call = FunctionCall(id: "a", name: "mock", args: ["x": long])
        #expect(
            machine.handle(.called([call]), at: .zero).states
                == [.failed("The arguments are larger than 64 KiB.")]
        )
    }

    @Test func confirmationComesFirst() {
        var machine = ToolCallMachine(tools: [Self.mock(needsConfirmation: true)])
        let calls = ["a", "b"].map { FunctionCall(id: $0, name: "mock") }
        #expect(
            machine.handle(.called(calls), at: .zero).states
                == [.awaitingConfirmation, .awaitingConfirmation]
        )
        let agreed = machine.handle(.confirmed(id: "a", true), at: .zero)
        #expect(agreed.states == [.running])
        #expect(agreed.last == .start(ticket: 1, Self.work([:])))
        #expect(machine.handle(.confirmed(id: "a", true), at: .zero) == [])
        let declined = machine.handle(.confirmed(id: "b", false), at: .zero)
        #expect(declined.states == [.failed("The user declined this call.")])
        #expect(declined.responses.map(\.id) == ["b"])
    }

    @Test func nobodyAgreeingInTimeRefusesACall() {
        var tool = Self.mock(needsConfirmation: true)
        tool.confirmationTimeLimit = .seconds(20)
        var machine = ToolCallMachine(tools: [tool])
        _ = machine.handle(.called([FunctionCall(id: "a", name: "mock")]), at: .seconds(1))
        _ = machine.handle(.called([FunctionCall(id: "b", name: "mock")]), at: .seconds(5))
        #expect(machine.nextDeadline == .seconds(21))
        #expect(machine.handle(.timePassed, at: .seconds(20)) == [])
        let expired = machine.handle(.timePassed, at: .seconds(21))
        #expect(expired.responses.map(\.id) == ["a"])
        #expect(expired.states == [.failed("The user did not agree within 20.0 seconds.")])
        _ = machine.handle(.confirmed(id: "b", true), at: .seconds(22))
        #expect(machine.nextDeadline == nil)
        #expect(machine.handle(.timePassed, at: .seconds(60)) == [])
    }

    @Test func heldCallsGoOnOneByOneOrAllTogether() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        #expect(machine.handle(.held(true), at: .zero) == [])
        let calls = ["a", "b", "c"].map { FunctionCall(id: $0, name: "mock") }
        #expect(machine.handle(.called(calls), at: .zero).states == [.held, .held, .held])
        #expect(machine.handle(.confirmed(id: "b", true), at: .zero).states == [.running])
        #expect(machine.handle(.confirmed(id: "c", false), at: .zero).responses.count == 1)
        #expect(machine.handle(.held(false), at: .zero).states == [.running])
        #expect(
            machine.handle(.called([FunctionCall(id: "d", name: "mock")]), at: .zero).states
                == [.running]
        )
    }

    @Test func whatNeedsAPersonIsRefusedWhereThereIsNone() {
        let hand = ToolDefinition(declaration: FunctionDeclaration(name: "hand"))
        let tools = [Self.mock(needsConfirmation: true), hand, Self.mock("free")]
        var machine = ToolCallMachine(tools: tools, isAttended: false)
        let calls = tools.map { FunctionCall(id: $0.name, name: $0.name) }
        let actions = machine.handle(.called(calls), at: .zero)
        #expect(actions.responses.map(\.id) == ["mock", "hand"])
        #expect(actions.states.last == .running)
    }

    @Test func handWaitsForThePerson() {
        let tool = ToolDefinition(declaration: FunctionDeclaration(name: "mock"))
        var machine = ToolCallMachine(tools: [tool])
        let calls = ["a", "b"].map { FunctionCall(id: $0, name: "mock") }
        #expect(
            machine.handle(.called(calls), at: .zero).states == [.awaitingAnswer, .awaitingAnswer]
        )
        let object = machine.handle(.answered(id: "a", ["x": 1]), at: .zero)
        #expect(object.responses.map(\.response) == [["x": 1]])
        let text = machine.handle(.answered(id: "b", "yes"), at: .zero)
        #expect(text.responses.map(\.response) == [["result": "yes"]])
        #expect(machine.handle(.answered(id: "b", "again"), at: .zero) == [])
    }

    @Test func personOverrulesARunningCall() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        _ = machine.handle(.called([FunctionCall(id: "a", name: "mock")]), at: .zero)
        let actions = machine.handle(.answered(id: "a", ["x": 1]), at: .zero)
        #expect(actions.first == .stop(ticket: 1))
        #expect(actions.responses.map(\.response) == [["x": 1]])
        #expect(machine.handle(.settled(ticket: 1, CallOutcome(.replied([:]))), at: .zero) == [])
    }

    @Test func cancelledCallIsStoppedAndNeverAnswered() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        _ = machine.handle(.called([FunctionCall(id: "a", name: "mock")]), at: .zero)
        #expect(
            machine.handle(.cancelled(["a", "unknown"]), at: .seconds(3)) == [
                .stop(ticket: 1), .report(Self.event("a", .cancelled, latency: .seconds(3))),
            ]
        )
        #expect(machine.handle(.settled(ticket: 1, CallOutcome(.replied([:]))), at: .zero) == [])
        #expect(machine.handle(.cancelled(["a"]), at: .zero) == [])
    }

    @Test func secondCallUnderAnIDIsADuplicate() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        let call = FunctionCall(id: "a", name: "mock")
        let twice = machine.handle(.called([call, call]), at: .zero)
        #expect(twice.states == [.running, .duplicate])
        _ = machine.handle(.settled(ticket: 1, CallOutcome(.replied([:]))), at: .zero)
        let late = machine.handle(.called([call]), at: .zero)
        #expect(late == [.report(Self.event("a", .duplicate))])
    }

    @Test func callsWithoutIDsAreToldApart() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        let call = FunctionCall(name: "mock")
        #expect(machine.handle(.called([call, call]), at: .zero).states == [.running, .running])
        let actions = machine.handle(.answered(id: "(no id) 2", [:]), at: .zero)
        #expect(actions.responses == [FunctionResponse(id: "", name: "mock", response: [:])])
    }

    @Test func onlyNonBlockingResponsesCarryScheduling() {
        for (behavior, expected) in [
            (FunctionBehavior.nonBlocking, FunctionResponseScheduling.silent), (.blocking, nil),
        ] {
            var tool = Self.mock()
            tool.declaration.behavior = behavior
            tool.scheduling = .silent
            var machine = ToolCallMachine(tools: [tool])
            _ = machine.handle(.called([FunctionCall(id: "a", name: "mock")]), at: .zero)
            let actions = machine.handle(.settled(ticket: 1, CallOutcome(.timedOut)), at: .zero)
            #expect(actions.responses.map(\.scheduling) == [expected])
        }
    }

    @Test func callsBeyondTheSlotsQueueInOrder() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        let count = ToolCallMachine.maximumRunning + 2
        let calls = (1...count).map { FunctionCall(id: "\($0)", name: "mock") }
        let states = machine.handle(.called(calls), at: .zero).states
        #expect(states.count { $0 == .running } == ToolCallMachine.maximumRunning)
        #expect(states.suffix(2) == [.queued, .queued])
        // A settled call keeps its slot until its processes are gone.
        let settled = machine.handle(.settled(ticket: 5, CallOutcome(.timedOut)), at: .zero)
        #expect(settled.states == [.timedOut])
        let vacated = machine.handle(.vacated(ticket: 5), at: .zero)
        #expect(vacated.last == .start(ticket: count - 1, Self.work([:])))
    }

    @Test func floodOfCallsIsAnsweredWithErrors() {
        var machine = ToolCallMachine(tools: [Self.mock()])
        let calls = (1...1000).map { FunctionCall(id: "\($0)", name: "mock") }
        let states = machine.handle(.called(calls), at: .zero).states
        let pending = ToolCallMachine.maximumPending
        #expect(states.count { $0 == .failed("Too many calls at once.") } == 1000 - pending)
    }

    @Test func forgottenCallsFinishLateAndUnanswered() {
        let hand = ToolDefinition(declaration: FunctionDeclaration(name: "hand"))
        var machine = ToolCallMachine(tools: [Self.mock(), hand])
        let calls = [FunctionCall(id: "a", name: "mock"), FunctionCall(id: "b", name: "hand")]
        _ = machine.handle(.called(calls), at: .zero)
        #expect(machine.handle(.forgotten, at: .zero).states == [.cancelled])
        // The server asks anew, and may use the id again.
        let again = machine.handle(.called([FunctionCall(id: "a", name: "mock")]), at: .zero)
        #expect(again.states == [.running])
        let late = machine.handle(.settled(ticket: 1, CallOutcome(.replied(["x": 1]))), at: .zero)
        #expect(late.states == [.late(["x": 1])])
        #expect(late.responses == [])
        let second = machine.handle(.settled(ticket: 3, CallOutcome(.replied([:]))), at: .zero)
        #expect(second.responses.map(\.id) == ["a"])
    }

    @Test func sessionEndCancelsEverything() {
        var machine = ToolCallMachine(tools: [
            Self.mock(), Self.mock("ask", needsConfirmation: true),
        ])
        let calls = [FunctionCall(id: "a", name: "mock"), FunctionCall(id: "b", name: "ask")]
        _ = machine.handle(.called(calls), at: .zero)
        let actions = machine.handle(.sessionEnded, at: .zero)
        #expect(actions.states == [.cancelled, .cancelled])
        #expect(actions.contains(.stop(ticket: 1)))
        #expect(actions.responses == [])
        // Ids of an ended session mean nothing in the next.
        #expect(
            machine.handle(.called(calls), at: .zero).states == [.running, .awaitingConfirmation]
        )
    }

    private static func mock(
        _ name: String = "mock",
        needsConfirmation: Bool = false
    ) -> ToolDefinition {
        ToolDefinition(
            declaration: FunctionDeclaration(name: name),
            binding: .reply(["ok": true], after: .zero),
            needsConfirmation: needsConfirmation
        )
    }

    private static func work(_ arguments: JSONObject) -> ToolCallMachine.Work {
        ToolCallMachine.Work(
            arguments: arguments,
            binding: .reply(["ok": true], after: .zero),
            timeLimit: .seconds(30)
        )
    }

    private static func event(
        _ id: String,
        args: JSONObject = [:],
        _ state: ToolEvent.State,
        latency: Duration = .zero
    ) -> ToolEvent {
        ToolEvent(
            id: id,
            name: "mock",
            arguments: args,
            means: .reply(["ok": true]),
            state: state,
            timeLimit: state == .running ? .seconds(30) : nil,
            latency: latency,
            argumentBytes: JSONValue.object(args).serialized().count
        )
    }
}

extension [ToolCallMachine.Action] {
    fileprivate var responses: [FunctionResponse] {
        compactMap { if case .report(_, let response) = $0 { response } else { nil } }
    }

    fileprivate var states: [ToolEvent.State] {
        compactMap { if case .report(let event, _) = $0 { event.state } else { nil } }
    }
}
