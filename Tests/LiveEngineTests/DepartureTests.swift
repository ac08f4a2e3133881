// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

/// Leaving a connection that the server has announced to end.
@Suite struct DepartureTests {
    private let left: [SessionStateMachine.Action] = [
        .emit(.phase(.moving(reason: "goAway"))),
        .closeConnection(code: 1000, reason: ""), .startTimer(.close, .seconds(6)),
    ]

    private func stableMachine(manual: Bool = false) -> SessionStateMachine {
        var machine = SessionStateMachine.ready(manual: manual)
        _ = machine.timerFired(.stability)
        return machine
    }

    @Test func aQuietSessionLeavesAtOnceAndComesBackWithItsHandle() {
        var machine = stableMachine()
        machine.exchange("hi", "Hello.", handle: "h1")
        #expect(
            machine.received(Far.goAway(.seconds(50))) == [
                .emit(.goAway(timeLeft: .seconds(50))), .startTimer(.departure, .seconds(40)),
            ] + left
        )
        #expect(
            machine.connectionEnded(.closed(code: 1000, reason: "", byPeer: false))
                == [.emit(.phase(.connecting(attempt: 1))), .connect]
        )
        #expect(machine.connected().compactMap(\.sent?.setup?.sessionResumption?.handle) == ["h1"])
    }

    @Test func aReplyIsHeardOutAndItsHandleAwaited() {
        var machine = stableMachine()
        machine.exchange("hi", "Hello.", handle: "h1")
        _ = machine.command(.sendText("more"))
        _ = machine.received(Far.goAway(.seconds(50)))
        _ = machine.received(Far.reply("Yes"))
        #expect(machine.received(Far.turnComplete).last?.phase == nil)
        #expect(machine.received(Far.notResumable).count == 1)
        #expect(machine.received(Far.handle("h2")).suffix(3) == left)
    }

    @Test func aReplyAndItsHandleInOneMessageAreEnough() {
        var machine = stableMachine()
        machine.exchange("hi", "Hello.", handle: "h1")
        _ = machine.command(.sendText("more"))
        _ = machine.received(Far.goAway(.seconds(50)))
        var last = Far.turnComplete
        last.sessionResumptionUpdate = Far.handle("h2").sessionResumptionUpdate
        #expect(machine.received(last).suffix(3) == left)
    }

    @Test func aServerThatFallsSilentIsLeftInTime() {
        var machine = stableMachine()
        _ = machine.command(.sendText("tell me"))
        _ = machine.received(Far.reply("Once"))
        #expect(
            machine.received(Far.goAway(.seconds(8))).last
                == .startTimer(.departure, .seconds(6))
        )
        let cut = SessionStateMachine.Action.emit(
            .turnEnded(TurnEnd(wasInterrupted: true), turn: 1)
        )
        #expect(machine.timerFired(.departure) == [cut] + left)
        let deaf = "The server did not answer the close frame."
        #expect(machine.timerFired(.close) == [.dropConnection(deaf)])
        #expect(machine.connectionEnded(.lost(deaf)).last == .connect)
    }

    @Test func withMuchTimeLeftAQuietMomentIsNotTakenYet() {
        var machine = stableMachine()
        #expect(
            machine.received(Far.goAway(.seconds(300))).suffix(2) == [
                .startTimer(.departure, .seconds(290)),
                .startTimer(.departureWindow, .seconds(240)),
            ]
        )
        #expect(machine.timerFired(.departureWindow) == left)
    }

    @Test func aConnectionThatIsToEndAsItBeginsIsKeptForAWhile() {
        var machine = SessionStateMachine.ready()
        #expect(machine.received(Far.goAway(.seconds(50))).last?.timer == .departure)
        #expect(machine.timerFired(.stability) == left)
    }

    @Test func theNextConnectionHasToLastAnew() {
        var machine = stableMachine()
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.reconnect()
        _ = machine.received(Far.setupComplete)
        #expect(machine.received(Far.goAway(.seconds(50))).last?.timer == .departure)
    }

    @Test func withoutATimeThereIsLittle() {
        var machine = SessionStateMachine.ready()
        #expect(
            machine.received(Far.goAway(nil)).last == .startTimer(.departure, .seconds(3.75))
        )
        #expect(machine.timerFired(.departure) == left)
    }

    @Test func whoSpeaksIsNotCutOff() {
        var machine = stableMachine()
        _ = machine.command(.report(.speech(isActive: true)))
        #expect(machine.received(Far.goAway(.seconds(50))).last?.timer == .departure)
        #expect(machine.command(.report(.speech(isActive: false))).suffix(3) == left)
        var manual = stableMachine(manual: true)
        _ = manual.command(.startActivity)
        #expect(manual.received(Far.goAway(.seconds(50))).last?.timer == .departure)
        #expect(!manual.command(.endActivity).contains { $0.timer == .close })
        _ = manual.received(Far.reply("Yes."))
        #expect(manual.received(Far.turnComplete).suffix(3) == left)
    }

    @Test func textTypedWhileLeavingGoesToTheNextConnection() {
        var machine = stableMachine()
        _ = machine.received(Far.goAway(.seconds(50)))
        #expect(
            machine.command(.sendText("hi"))
                == [.emit(.userText("hi", turn: 1, delivery: .queued))]
        )
        #expect(machine.received(Far.reply("late")) == [])
        _ = machine.received(Far.handle("h9"))
        _ = machine.connectionEnded(.lost("closed"))
        #expect(machine.connected().compactMap(\.sent?.setup?.sessionResumption?.handle) == ["h9"])
        #expect(machine.received(Far.setupComplete).compactMap(\.sentText) == ["hi"])
    }

    @Test func closingWhileLeavingEndsWithTheConnection() {
        var machine = stableMachine()
        _ = machine.received(Far.goAway(.seconds(50)))
        #expect(machine.command(.close) == [.emit(.phase(.closing))])
        #expect(machine.connectionEnded(.lost("closed")).last == .finish)
    }

    @Test func aLossAfterTheAnnouncementIsALossLikeAnyOther() {
        var machine = SessionStateMachine.ready()
        _ = machine.received(Far.goAway(.seconds(50)))
        #expect(machine.connectionEnded(.lost("cut")).last?.timer == .backoff)
        _ = machine.reconnect()
        _ = machine.received(Far.setupComplete)
        #expect(machine.timerFired(.departure) == [])
    }
}
