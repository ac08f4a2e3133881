// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

/// The session outlives its connections: what a loss costs, and what it does not.
@Suite struct ReconnectingTests {
    @Test func aLossIsFollowedByAnAttemptWithTheLastGoodHandle() {
        var machine = SessionStateMachine.ready()
        _ = machine.received(Far.handle("h1"))
        _ = machine.received(Far.notResumable)
        let actions = machine.connectionEnded(.lost("cable cut"))
        #expect(actions.count == 2)
        #expect(actions[0] == .emit(.phase(.reconnecting(attempt: 1, reason: "cable cut"))))
        guard case .startTimer(.backoff, let wait) = actions[1] else {
            Issue.record("no attempt is planned: \(actions)")
            return
        }
        #expect(wait >= .milliseconds(125) && wait <= .milliseconds(250))
        #expect(
            machine.timerFired(.backoff) == [.emit(.phase(.connecting(attempt: 1))), .connect]
        )
        let setup = machine.connected().compactMap(\.sent?.setup).first
        #expect(setup?.sessionResumption == SessionResumptionConfig(handle: "h1"))
        #expect(
            machine.received(Far.setupComplete)
                == [.emit(.phase(.ready)), .startTimer(.stability, .seconds(10))]
        )
    }

    @Test func aTextWhoseReplyHadNotBegunIsSentAgainBeforeWhatWasTypedMeanwhile() {
        var machine = SessionStateMachine.ready()
        _ = machine.command(.sendText("first"))
        _ = machine.connectionEnded(.lost("gone"))
        #expect(
            machine.command(.sendText("second"))
                == [.emit(.userText("second", turn: 2, delivery: .queued))]
        )
        _ = machine.reconnect()
        let actions = machine.received(Far.setupComplete)
        #expect(actions.compactMap(\.sentText) == ["first", "second"])
        #expect(actions.contains(.emit(.userText("second", turn: 2, delivery: .sent))))
        #expect(!actions.contains(.emit(.userText("first", turn: 1, delivery: .sent))))
        #expect(
            actions.compactMap(\.notice).last
                == "Your last message was sent again: no reply had begun."
        )
        #expect(
            machine.received(Far.reply("Both."))
                == [.emit(.modelText("Both.", turn: 2, isThought: false))]
        )
    }

    @Test func aTextWhoseReplyHadBegunIsNotSentAgainAndItsTurnIsCut() {
        var machine = SessionStateMachine.ready()
        _ = machine.command(.sendText("tell me"))
        _ = machine.received(Far.reply("Once"))
        let cut = machine.connectionEnded(.lost("gone"))
        #expect(cut.first == .emit(.turnEnded(TurnEnd(wasInterrupted: true), turn: 1)))
        _ = machine.reconnect()
        #expect(machine.received(Far.setupComplete).compactMap(\.sentText) == [])
        #expect(
            machine.received(Far.reply("New"))
                == [.emit(.modelText("New", turn: 2, isThought: false))]
        )
    }

    @Test func aTextTypedDuringTheCutReplyKeepsItsTurn() {
        var machine = SessionStateMachine.ready()
        _ = machine.command(.sendText("one"))
        _ = machine.received(Far.reply("1"))
        _ = machine.command(.sendText("two"))
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.reconnect()
        #expect(machine.received(Far.setupComplete).compactMap(\.sentText) == ["two"])
        #expect(
            machine.received(Far.reply("2"))
                == [.emit(.modelText("2", turn: 2, isThought: false))]
        )
    }

    @Test(arguments: [
        (1000, "", false), (1001, "Server shutting down", true), (1005, "", true),
        (1006, "", true), (1007, "Request contains an invalid argument.", false),
        (1007, "API key not valid. Please pass a valid API key.", false),
        (1008, "Operation is not implemented, or supported, or enabled.", false),
        (1008, "The operation was aborted.", true),
        (1008, "Connection aborted because the client failed to close … GoAway signal", true),
        (1008, "BidiGenerateContent session not found", true),
        (1009, "Message too big", false), (1011, "Internal error encountered.", true),
        (1011, "Deadline expired before operation could complete.", true),
        (1011, "auth token has expired", false),
        (1011, "You exceeded your current quota, please check your plan", false),
        (1012, "", true), (4000, "", false),
    ])
    func closesAreRetriedOrFinal(code: Int, reason: String, isRetried: Bool) {
        var machine = SessionStateMachine.ready()
        let actions = machine.connectionEnded(Far.closes(UInt16(code), reason))
        #expect(actions.contains { $0.timer == .backoff } == isRetried)
        #expect(actions.contains(.finish) == !isRetried)
    }

    @Test func aNormalCloseAfterGoAwayIsRetried() {
        var machine = SessionStateMachine.ready()
        _ = machine.received(Far.goAway(.seconds(50)))
        #expect(machine.connectionEnded(Far.closes(1000)).last?.timer == .backoff)
    }

    @Test func theFirstConnectionIsNotRetried() {
        let error = SessionError(.cannotConnect, "refused", isRetryable: true)
        var machine = SessionStateMachine(
            configuration: SessionConfiguration(setup: Setup(model: "models/m"))
        )
        _ = machine.start()
        var refused = machine
        #expect(refused.connectFailed(error).last == .finish)
        _ = machine.connected()
        #expect(machine.connectionEnded(Far.closes(1011)).last == .finish)
    }

    @Test func attemptsGrowApartAndEndWithTheLastError() {
        var machine = SessionStateMachine.ready(backoff: Backoff(limit: 3))
        let error = SessionError(.cannotConnect, "no route", isRetryable: true)
        var phases = machine.connectionEnded(.lost("gone")).compactMap(\.phase)
        for _ in 0..<3 {
            _ = machine.timerFired(.backoff)
            phases += machine.connectFailed(error).compactMap(\.phase)
        }
        #expect(
            phases == [
                .reconnecting(attempt: 1, reason: "gone"),
                .reconnecting(attempt: 2, reason: "no route"),
                .reconnecting(attempt: 3, reason: "no route"), .ended(.failed(error)),
            ]
        )
    }

    @Test func aWrongKeyEndsTheAttempts() {
        var machine = SessionStateMachine.ready()
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.timerFired(.backoff)
        let error = SessionError(.refused, "403 Forbidden")
        #expect(machine.connectFailed(error).last == .finish)
    }

    @Test func onlyAConnectionThatLastedStartsTheCountOver() {
        var machine = SessionStateMachine.ready()
        for attempt in 1...3 {
            let phases = machine.connectionEnded(Far.closes(1011)).compactMap(\.phase)
            #expect(phases == [.reconnecting(attempt: attempt, reason: "closed with 1011")])
            _ = machine.reconnect()
            _ = machine.received(Far.setupComplete)
        }
        _ = machine.timerFired(.stability)
        let phases = machine.connectionEnded(Far.closes(1011)).compactMap(\.phase)
        #expect(phases == [.reconnecting(attempt: 1, reason: "closed with 1011")])
    }

    @Test(arguments: [(1007, "Invalid session handle"), (1008, "not found"), (1007, "argument")])
    func aRefusedHandleLeadsToANewSessionThatIsToldTheText(code: Int, reason: String) {
        var machine = SessionStateMachine.ready()
        machine.exchange("I am Ada.", "Hello Ada.", handle: "h1")
        _ = machine.command(.sendText("Who am I?"))
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.reconnect()
        _ = machine.connectionEnded(Far.closes(UInt16(code), reason))
        let setup = machine.reconnect()
        #expect(setup?.sessionResumption == SessionResumptionConfig())
        #expect(setup?.historyConfig?.initialHistoryInClientContent == true)
        let actions = machine.received(Far.setupComplete)
        let told = Content("I am Ada.", role: "user")
        let said = Content("Hello Ada.", role: "model")
        #expect(
            actions.compactMap(\.sent).first?.clientContent
                == ClientContent(turns: [told, said], turnComplete: true)
        )
        #expect(actions.compactMap(\.sentText).last == "Who am I?")
        #expect(
            actions.compactMap(\.notice).first
                == "The session could not be resumed; a new one was given the text of the conversation."
        )
    }

    @Test func historyEndsWithTheUserWhereTheModelWantsItSo() {
        var machine = SessionStateMachine.ready(model: "models/gemini-2.5-flash-native-audio")
        machine.exchange("I am Ada.", "Hello Ada.", handle: "h1")
        _ = machine.connectionEnded(Far.closes(1008, "session not found"))
        _ = machine.reconnect()
        let told = machine.received(Far.setupComplete).compactMap(\.sent).first?.clientContent
        #expect(told?.turns == [Content("I am Ada.", role: "user")])
    }

    @Test func refusedHistoryLeadsToABlankSessionAndThenToTheEnd() {
        var machine = SessionStateMachine.ready()
        machine.exchange("I am Ada.", "Hello Ada.", handle: "h1")
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.reconnect()
        _ = machine.connectionEnded(Far.closes(1007, "Invalid session handle"))
        _ = machine.reconnect()
        _ = machine.connectionEnded(Far.closes(1007, "Request contains an invalid argument."))
        let setup = machine.reconnect()
        #expect(setup?.historyConfig == nil)
        var accepted = machine
        #expect(
            accepted.received(Far.setupComplete).compactMap(\.notice)
                == ["The session could not be resumed; the model begins without memory of it."]
        )
        #expect(machine.connectionEnded(Far.closes(1007)).last == .finish)
    }

    @Test func aHandleWithWhichSetupFailsTwiceIsGivenUp() {
        var machine = SessionStateMachine.ready()
        machine.exchange("I am Ada.", "Hello Ada.", handle: "h1")
        _ = machine.connectionEnded(.lost("gone"))
        #expect(machine.reconnect()?.sessionResumption?.handle == "h1")
        _ = machine.connectionEnded(Far.closes(1011, "Internal error encountered."))
        #expect(machine.reconnect()?.sessionResumption?.handle == "h1")
        _ = machine.connectionEnded(Far.closes(1011, "Internal error encountered."))
        #expect(machine.reconnect()?.sessionResumption?.handle == nil)
    }

    @Test func aResumedSessionThatOnlyListensIsReplaced() {
        var machine = SessionStateMachine.ready()
        machine.exchange("I am Ada.", "Hello Ada.", handle: "h1")
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.reconnect()
        _ = machine.received(Far.setupComplete)
        #expect(
            machine.received(Far.heard("hello?")).last
                == .startTimer(.resumedSilence, .seconds(8))
        )
        #expect(!machine.received(Far.heard(" hello?")).contains { $0.timer != nil })
        let actions = machine.timerFired(.resumedSilence)
        #expect(actions.contains(.closeConnection(code: 1000, reason: "")))
        #expect(machine.connectionEnded(.lost("closed")).last == .connect)
        #expect(
            machine.connected().compactMap(\.sent?.setup).first?.sessionResumption
                == SessionResumptionConfig()
        )
    }

    @Test func aResumedSessionThatAnswersIsKept() {
        var machine = SessionStateMachine.ready()
        _ = machine.received(Far.handle("h1"))
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.reconnect()
        _ = machine.received(Far.setupComplete)
        _ = machine.received(Far.heard("hello?"))
        _ = machine.received(Far.reply("Yes?"))
        #expect(machine.timerFired(.resumedSilence) == [])
    }

    @Test func setupThatIsNotAnsweredIsDroppedAndTriedAgain() {
        var machine = SessionStateMachine.ready()
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.reconnect()
        guard case .dropConnection(let reason) = machine.timerFired(.setup).first else {
            Issue.record("the connection is kept")
            return
        }
        #expect(machine.connectionEnded(.lost(reason)).last?.timer == .backoff)
    }

    @Test func closingWhileWaitingEndsAtOnceAndReportsWhatWasNotSent() {
        var machine = SessionStateMachine.ready()
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.command(.sendText("hi"))
        #expect(
            machine.command(.close) == [
                .emit(.userText("hi", turn: 1, delivery: .lost)),
                .emit(.phase(.ended(.closedByUser))), .finish,
            ]
        )
        #expect(machine.timerFired(.backoff) == [])
    }

    @Test func anUnansweredTextIsReportedLostWhenTheAttemptsEnd() {
        var machine = SessionStateMachine.ready(backoff: Backoff(limit: 0))
        _ = machine.command(.sendText("hi"))
        #expect(
            machine.connectionEnded(.lost("gone")).first
                == .emit(.userText("hi", turn: 1, delivery: .lost))
        )
    }

    @Test func anUtteranceThatGoesOnIsMarkedAgain() {
        var machine = SessionStateMachine.ready(manual: true)
        let sound = AudioPart(pcm: [UInt8](repeating: 0, count: 640), sampleRate: 16_000)
        _ = machine.command(.startActivity)
        _ = machine.command(.sendAudio(sound))
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.command(.sendAudio(sound))
        _ = machine.command(.endActivity)
        _ = machine.reconnect()
        let inputs = machine.received(Far.setupComplete).compactMap(\.sent?.realtimeInput)
        #expect(inputs.map { $0.activityStart != nil } == [true, false, false])
        #expect(inputs.map { $0.activityEnd != nil } == [false, false, true])
    }

    @Test func speechThatWasNotAnsweredIsMentioned() {
        var machine = SessionStateMachine.ready()
        _ = machine.received(Far.heard("what time is it"))
        #expect(
            machine.connectionEnded(.lost("gone")).compactMap(\.notice)
                == ["What you said last was not answered before the connection ended."]
        )
    }

    @Test func aRepeatedToolCallIsAnsweredOnceAConnection() {
        var machine = SessionStateMachine.ready()
        #expect(machine.received(Far.toolCall("c1")).compactMap(\.sent?.toolResponse).count == 1)
        let repeated = machine.received(Far.toolCall("c1"))
        #expect(repeated.compactMap(\.tool?.state) == [.duplicate])
        #expect(repeated.compactMap(\.sent) == [])
        let unknown = LiveServerMessage(toolCallCancellation: ToolCallCancellation(ids: ["c9"]))
        #expect(machine.received(unknown) == [.emit(.toolCallCancellation(["c9"]))])
        _ = machine.connectionEnded(.lost("gone"))
        _ = machine.reconnect()
        _ = machine.received(Far.setupComplete)
        #expect(machine.received(Far.toolCall("c1")).compactMap(\.sent?.toolResponse).count == 1)
    }

    @Test func nothingIsReconnectedWhenThatIsSwitchedOff() {
        var machine = SessionStateMachine.ready(resumesSessions: false)
        #expect(
            machine.received(Far.goAway(.seconds(1)))
                == [.emit(.goAway(timeLeft: .seconds(1)))]
        )
        #expect(machine.connectionEnded(.lost("gone")).last == .finish)
    }

    @Test func whatASecondSetupCompleteSaysIsOnlyThatItCame() {
        var machine = SessionStateMachine.ready()
        #expect(
            machine.received(Far.setupComplete).compactMap(\.notice)
                == ["The server sent `setupComplete` again."]
        )
    }
}
