// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TestSupport
import Testing

/// What a server says that it should not, and what it leaves unsaid.
@Suite struct ServerFaultTests {
    @Test(arguments: [
        #"{"toolCallCancellation":{"ids":["nobody's",""]}}"#,
        #"{"toolCall":{"functionCalls":[]}}"#, #"{"serverContent":{}}"#, #"{}"#,
        #"{"serverContent":{"interrupted":true}}"#, #"{"setupComplete":{}}"#,
        #"{"novelty":{"depth":[1,2,3]}}"#, #"{"goAway":{"timeLeft":"soon"}}"#,
        #"{"sessionResumptionUpdate":{"newHandle":"","resumable":true}}"#,
    ])
    func aMessageThatMakesNoSenseChangesNothing(json: String) throws {
        var machine = SessionStateMachine.ready()
        machine.exchange("hi", "Hello.", handle: "h1")
        _ = machine.received(try MessageCodec().decodeServer(Array(json.utf8)))
        #expect(machine.state == .ready)
        let sent = machine.command(.sendText("more")).compactMap(\.sentText)
        #expect(sent == ["more"])
        _ = machine.received(Far.reply("Yes."))
        _ = machine.connectionEnded(.lost("gone"))
        #expect(machine.reconnect()?.sessionResumption?.handle == "h1")
    }

    @Test func aFrameThatIsNoMessageIsNamedAndTheSessionGoesOn() {
        var machine = SessionStateMachine.ready()
        #expect(machine.receivedUndecodable("no JSON").compactMap(\.notice).count == 1)
        #expect(machine.state == .ready)
    }

    @Test func aFloodOfFramesThatAreNoMessagesIsToldNowAndThen() {
        var machine = SessionStateMachine.ready()
        let notices = (0..<10_000).flatMap { _ in machine.receivedUndecodable("no JSON") }
            .compactMap(\.notice)
        #expect(notices.count == 7)
        #expect(notices.last?.contains("10000 frames") == true)
        #expect(machine.state == .ready)
    }

    @Test func aHandleOfMegabytesIsNotKept() {
        var machine = SessionStateMachine.ready()
        let huge = SessionResumptionUpdate(
            newHandle: String(repeating: "h", count: 1 << 20),
            resumable: true
        )
        _ = machine.received(LiveServerMessage(sessionResumptionUpdate: huge))
        _ = machine.connectionEnded(.lost("gone"))
        #expect((machine.reconnect()?.sessionResumption?.handle ?? "").utf8.count < 1 << 16)
    }

    @Test func aGoAwayThatIsRepeatedIsOneDeparture() {
        var machine = SessionStateMachine.ready()
        _ = machine.timerFired(.stability)
        _ = machine.command(.sendText("hi"))
        for _ in 1...3 { _ = machine.received(Far.goAway(.seconds(20))) }
        let left = machine.timerFired(.departure).compactMap(\.phase)
        #expect(left == [.moving(reason: "goAway")])
        #expect(machine.timerFired(.departure) == [])
    }

    @Test func silenceAfterGoAwayIsLeftInTimeAndTheTextSentAgain() {
        var machine = SessionStateMachine.ready()
        _ = machine.timerFired(.stability)
        _ = machine.command(.sendText("hi"))
        _ = machine.received(Far.goAway(.seconds(20)))
        _ = machine.timerFired(.departure)
        // Not even the close frame is answered.
        guard case .dropConnection(let reason) = machine.timerFired(.close).first else {
            Issue.record("the connection is waited for")
            return
        }
        #expect(machine.connectionEnded(.lost(reason)).last == .connect)
        _ = machine.connected()
        #expect(machine.received(Far.setupComplete).compactMap(\.sentText) == ["hi"])
    }

    /// Found by the soak, which had a server call a function before it had accepted the setup.
    @Test func whatComesBeforeSetupCompleteAnswersNoTextOfTheFormerConnection() {
        var machine = SessionStateMachine.ready()
        _ = machine.received(Far.handle("h1"))
        _ = machine.command(.sendText("hi"))
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.reconnect()
        _ = machine.received(Far.toolCall("c1"))
        _ = machine.received(Far.turnComplete)
        #expect(machine.received(Far.setupComplete).compactMap(\.sentText) == ["hi"])
    }

    /// More texts than are remembered: the oldest is given up in so many words.
    @Test func aServerThatAnswersNothingIsNotSilentlyForgiven() {
        var machine = SessionStateMachine.ready()
        var actions: [SessionStateMachine.Action] = []
        for number in 1...257 { actions += machine.command(.sendText("t\(number)")) }
        let lost = actions.filter { $0 == .emit(.userText("t1", turn: 1, delivery: .lost)) }
        #expect(lost.count == 1)
    }

    @Test func aTextBeyondTheQueueIsReportedLost() {
        var machine = SessionStateMachine.ready()
        _ = machine.connectionEnded(.lost("gone"))
        for number in 1...256 { _ = machine.command(.sendText("t\(number)")) }
        let actions = machine.command(.sendText("one too many"))
        #expect(
            actions.contains { action in
                if case .emit(.userText("one too many", _, .lost)) = action { true } else { false }
            }
        )
    }
}

/// Time that does not go on as it should.
@Suite(.timeLimit(.minutes(1))) struct ClockFaultTests {
    private let stage = SessionStage()
    private var transport: ScriptedTransport { stage.transport }

    /// The machine slept, or its clock was set: everything that was due comes at once.
    @Test(arguments: [Duration.seconds(180), .seconds(86_400)])
    func aClockThatJumpsMovesTheSessionAndKeepsItsText(jump: Duration) async {
        let session = stage.makeSession(resumesSessions: true)
        let (lines, end) = await stage.log(of: session) { kind in
            switch kind {
            case .phase(.settingUp):
                transport.current?.deliver(Far.setupComplete)
            case .phase(.ready) where transport.connectionCount == 1:
                _ = session.submit(.sendText("hi"))
                transport.current?.deliver(Far.goAway(.seconds(50)))
            case .goAway:
                // Setup, stability, the answer that is awaited, departure.
                await stage.clock.waitForSleepers(count: 4)
                stage.clock.advance(by: jump)
            case .phase(.ready):
                transport.current?.deliver(Far.reply("Hello"))
                transport.current?.deliver(Far.turnComplete)
            case .turnEnded:
                _ = session.submit(.close)
            default: break
            }
        }
        #expect(end == .closedByUser)
        #expect(transport.connectionCount == 2)
        #expect(lines.contains("model 1: Hello"))
    }
}
