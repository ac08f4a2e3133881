// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

/// The connection goes away, wherever the session stands.
@Suite struct DropFaultTests {
    /// Where a session stands with the text "hi" typed into it.
    enum Standing: CaseIterable {
        case firstConnecting, firstSettingUp, asked, replying, answered, callingTool, leaving
        case waiting, connecting, settingUp, closing

        /// The session, brought to where it stands.
        var machine: SessionStateMachine {
            var machine = SessionStateMachine.ready()
            _ = machine.received(Far.handle("h1"))
            switch self {
            case .firstConnecting, .firstSettingUp:
                machine = SessionStateMachine(
                    configuration: SessionConfiguration(setup: Setup(model: "models/m"))
                )
                _ = machine.start()
                if self == .firstSettingUp { _ = machine.connected() }
            case .leaving:
                _ = machine.timerFired(.stability)
                _ = machine.received(Far.goAway(.seconds(50)))
            case .waiting, .connecting, .settingUp:
                _ = machine.connectionEnded(.lost("gone"))
                if self != .waiting { _ = machine.timerFired(.backoff) }
                if self == .settingUp { _ = machine.connected() }
            case .asked, .replying, .answered, .callingTool, .closing:
                break
            }
            _ = machine.command(.sendText("hi"))
            switch self {
            case .replying: _ = machine.received(Far.reply("Hel"))
            case .answered:
                _ = machine.received(Far.reply("Hello"))
                _ = machine.received(Far.turnComplete)
            case .callingTool: _ = machine.received(Far.toolCall("c1"))
            case .closing: _ = machine.command(.close)
            default: break
            }
            return machine
        }

        /// What becomes of the text.
        var outcome: Outcome {
            switch self {
            case .firstConnecting, .firstSettingUp: .reportedLost
            case .asked, .leaving, .waiting, .connecting, .settingUp: .sentAgain
            case .replying, .answered, .callingTool: .wasBeingAnswered
            case .closing: .delivered
            }
        }
    }

    enum Outcome { case reportedLost, sentAgain, wasBeingAnswered, delivered }

    @Test(arguments: Standing.allCases)
    func aDropLosesNoTypedTextUnreported(standing: Standing) {
        var machine = standing.machine
        var actions = machine.connectionEnded(.lost("cable cut"))
        let isLost = actions.contains(.emit(.userText("hi", turn: 1, delivery: .lost)))
        #expect(isLost == (standing.outcome == .reportedLost))
        if standing == .leaving { actions += machine.connected() } else { _ = machine.reconnect() }
        actions += machine.received(Far.setupComplete)
        let sent = actions.compactMap(\.sentText)
        #expect(sent == (standing.outcome == .sentAgain ? ["hi"] : []))
        if case .ended = machine.state {
            #expect([.reportedLost, .delivered].contains(standing.outcome))
        } else {
            #expect(machine.state == .ready)
        }
    }

    /// The far end accepts the connection and then says nothing.
    @Test func aStalledSetupIsDroppedAndTriedAgainWithTheSameHandle() {
        var machine = SessionStateMachine.ready()
        machine.exchange("hi", "Hello.", handle: "h1")
        _ = machine.connectionEnded(.lost("gone"))
        for _ in 1...3 {
            #expect(machine.reconnect()?.sessionResumption?.handle == "h1")
            guard case .dropConnection(let reason) = machine.timerFired(.setup).first else {
                Issue.record("the connection is kept")
                return
            }
            #expect(machine.connectionEnded(.lost(reason)).last?.timer == .backoff)
        }
    }

    @Test func anOutageOfFiveMinutesIsSatOutAndOneOfAnHourEndsTheSession() {
        var machine = SessionStateMachine.ready()
        let refusal = SessionError(.cannotConnect, "no route", isRetryable: true)
        var waited = Duration.zero
        var actions = machine.connectionEnded(.lost("gone"))
        while case .startTimer(.backoff, let wait)? = actions.last {
            waited += wait
            _ = machine.timerFired(.backoff)
            actions = machine.connectFailed(refusal)
        }
        #expect(waited > .seconds(150) && waited < .seconds(360))
        #expect(actions.last == .finish)
    }
}
