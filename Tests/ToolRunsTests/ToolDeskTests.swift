// SPDX-License-Identifier: Apache-2.0

import Glibc
import LiveAPI
import LiveEngine
import Synchronization
import TestSupport
import Testing
import ToolRuns

@Suite(.timeLimit(.minutes(1))) struct ToolDeskTests {
    @Test func commandIsRunAndAnswered() async {
        await withDesk([Self.command("cat")]) { desk, log, _ in
            desk.take([FunctionCall(id: "a", name: "tool", args: ["x": 1])])
            await log.wait { $0.responses.count == 1 }
            #expect(
                log.responses == [FunctionResponse(id: "a", name: "tool", response: ["x": 1])]
            )
            #expect(log.states == [.running, .finished(["x": 1])])
        }
    }

    @Test func parallelCallsRunAtTheSameTime() async throws {
        let scratch = try ScratchDirectory()
        // Each waits for the other, so that neither could end alone.
        let script = """
            cd \(scratch.path); read -r me; : > "${me#*:}"
            until [ -e 1} ] && [ -e 2} ]; do sleep 0.01; done; echo ok
            """
        await withDesk([Self.command("sh", "-c", script)]) { desk, log, _ in
            desk.take(
                [1, 2].map { FunctionCall(id: "\($0)", name: "tool", args: ["n": .integer($0)]) }
            )
            await log.wait { $0.responses.count == 2 }
            #expect(log.responses.allSatisfy { $0.response == ["output": "ok"] })
        }
    }

    @Test func hungCommandIsCutOffAtItsTimeLimit() async throws {
        let scratch = try ScratchDirectory()
        let script = "echo $$ > \(scratch.file("pid")); exec sleep 1000"
        await withDesk([Self.command("sh", "-c", script)]) { desk, log, clock in
            desk.take([FunctionCall(id: "a", name: "tool")])
            let processes = await scratch.processes(in: "pid", count: 1)
            await clock.waitForSleepers()
            clock.advance(by: .seconds(29))
            #expect(log.responses.isEmpty && processes.allSatisfy(isAlive))
            clock.advance(by: .seconds(1))
            await log.wait { $0.responses.count == 1 }
            #expect(log.states == [.running, .timedOut])
            #expect(log.events.last?.latency == .seconds(30))
            await eventually { !processes.contains(where: isAlive) }
        }
    }

    @Test func cancelledCommandIsKilledAndNothingIsSent() async throws {
        let scratch = try ScratchDirectory()
        let script = "sleep 1000 & echo $! $$ > \(scratch.file("pids")); wait"
        await withDesk([Self.command("sh", "-c", script)]) { desk, log, _ in
            desk.take([FunctionCall(id: "a", name: "tool")])
            let processes = await scratch.processes(in: "pids", count: 2)
            desk.cancel(["a"])
            await eventually { !processes.contains(where: isAlive) }
            #expect(log.states == [.running, .cancelled])
            #expect(log.responses.isEmpty)
        }
    }

    @Test func endOfRunKillsWhatRuns() async throws {
        let scratch = try ScratchDirectory()
        let script = "echo $$ > \(scratch.file("pid")); exec sleep 1000"
        let log = Log()
        var processes: [pid_t] = []
        await withDesk([Self.command("sh", "-c", script)], log: log) { desk, log, _ in
            desk.take([FunctionCall(id: "a", name: "tool")])
            processes = await scratch.processes(in: "pid", count: 1)
        }
        #expect(processes.count == 1 && !processes.contains(where: isAlive))
        #expect(log.states == [.running, .cancelled])
        #expect(log.responses.isEmpty)
    }

    @Test func mockRepliesAfterItsDelay() async {
        let tool = ToolDefinition(
            declaration: FunctionDeclaration(name: "tool"),
            binding: .reply(["ok": true], after: .seconds(2))
        )
        await withDesk([tool]) { desk, log, clock in
            desk.take([FunctionCall(id: "a", name: "tool")])
            // The delay and the time limit.
            await clock.waitForSleepers(count: 2)
            #expect(log.states == [.running])
            clock.advance(by: .seconds(2))
            await log.wait { $0.responses.count == 1 }
            #expect(log.responses.map(\.response) == [["ok": true]])
            #expect(log.events.last?.latency == .seconds(2))
        }
    }

    @Test func personConfirmsAndAnswers() async {
        var confirmed = Self.command("cat")
        confirmed.needsConfirmation = true
        let hand = ToolDefinition(declaration: FunctionDeclaration(name: "hand"))
        await withDesk([confirmed, hand]) { desk, log, _ in
            desk.take([FunctionCall(id: "a", name: "tool"), FunctionCall(id: "b", name: "hand")])
            await log.wait { $0.events.count == 2 }
            #expect(log.states == [.awaitingConfirmation, .awaitingAnswer])
            desk.answer("b", "yes")
            await log.wait { $0.responses.count == 1 }
            desk.confirm("a", true)
            await log.wait { $0.responses.count == 2 }
            #expect(log.responses.map(\.response) == [["result": "yes"], [:]])
        }
    }

    @Test func nobodyAgreeingInTimeIsToldToTheServer() async {
        var tool = Self.command("cat")
        tool.needsConfirmation = true
        await withDesk([tool]) { desk, log, clock in
            desk.take([FunctionCall(id: "a", name: "tool"), FunctionCall(id: "b", name: "tool")])
            await clock.waitForSleepers()
            desk.confirm("b", false)
            await log.wait { $0.responses.count == 1 }
            clock.advance(by: tool.confirmationTimeLimit)
            await log.wait { $0.responses.count == 2 }
            #expect(log.responses.map(\.id) == ["b", "a"])
        }
    }

    @Test func forgottenCallEndsLate() async {
        let tool = ToolDefinition(
            declaration: FunctionDeclaration(name: "tool"),
            binding: .reply(["ok": true], after: .seconds(2))
        )
        await withDesk([tool]) { desk, log, clock in
            desk.take([FunctionCall(id: "a", name: "tool")])
            await clock.waitForSleepers(count: 2)
            desk.forgetCalls()
            desk.take([FunctionCall(id: "b", name: "none")])
            await log.wait { $0.responses.count == 1 }
            clock.advance(by: .seconds(2))
            await log.wait { $0.states.last == .late(["ok": true]) }
            #expect(log.responses.map(\.id) == ["b"])
        }
    }

    /// Runs a desk around the body, and ends it with the body.
    private func withDesk(
        _ tools: [ToolDefinition],
        log: Log = Log(),
        _ body: (ToolDesk<ManualClock>, Log, ManualClock) async -> Void
    ) async {
        let clock = ManualClock()
        let desk = ToolDesk(
            tools: tools,
            clock: clock,
            runner: CommandRunner(grace: .milliseconds(50)),
            report: { log.append($0, $1) }
        )
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await desk.run() }
            await body(desk, log, clock)
            group.cancelAll()
        }
    }

    private static func command(_ program: String, _ arguments: String...) -> ToolDefinition {
        ToolDefinition(
            declaration: FunctionDeclaration(name: "tool"),
            binding: .command(ToolCommand(program: program, arguments: arguments))
        )
    }
}

/// What a desk has said, which can be waited for.
private final class Log: Sendable {
    private struct State {
        var events: [ToolEvent] = []
        var responses: [FunctionResponse] = []
    }

    private let state = Mutex(State())
    private let changes: AsyncStream<Void>
    private let changed: AsyncStream<Void>.Continuation

    init() {
        (changes, changed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var events: [ToolEvent] { state.withLock(\.events) }
    var states: [ToolEvent.State] { events.map(\.state) }
    var responses: [FunctionResponse] { state.withLock(\.responses) }

    func append(_ event: ToolEvent, _ response: FunctionResponse?) {
        state.withLock { state in
            state.events.append(event)
            if let response { state.responses.append(response) }
        }
        changed.yield()
    }

    func wait(until condition: (Log) -> Bool) async {
        if condition(self) { return }
        for await _ in changes where condition(self) { return }
    }
}
