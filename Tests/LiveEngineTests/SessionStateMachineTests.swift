// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

@Suite struct SessionStateMachineTests {
    private typealias Action = SessionStateMachine.Action

    private let setup = Setup(model: "models/gemini-3.8-live")
    private let resumableSetup = Setup(
        model: "models/gemini-3.8-live",
        sessionResumption: SessionResumptionConfig()
    )

    /// A machine that has been through the handshake.
    private func readyMachine(model: String = "models/gemini-3.8-live") -> SessionStateMachine {
        var machine = SessionStateMachine(
            configuration: SessionConfiguration(setup: Setup(model: model))
        )
        _ = machine.start()
        _ = machine.connected()
        _ = machine.received(LiveServerMessage(setupComplete: SetupComplete()))
        return machine
    }

    private func userTurn(_ text: String) -> LiveClientMessage {
        let turn = Content(text, role: "user")
        return LiveClientMessage(clientContent: ClientContent(turns: [turn], turnComplete: true))
    }

    private func reply(_ text: String) -> LiveServerMessage {
        LiveServerMessage(serverContent: ServerContent(modelTurn: Content(text, role: "model")))
    }

    @Test func setupIsTheFirstMessageAndIsTimed() {
        var machine = SessionStateMachine(configuration: SessionConfiguration(setup: setup))
        #expect(machine.start() == [.emit(.phase(.connecting(attempt: 1))), .connect])
        #expect(
            machine.connected() == [
                .emit(.phase(.settingUp)), .send(LiveClientMessage(setup: resumableSetup)),
                .startTimer(.setup, .seconds(15)),
            ]
        )
    }

    @Test func textTypedBeforeSetupCompleteIsQueuedThenSent() {
        var machine = SessionStateMachine(configuration: SessionConfiguration(setup: setup))
        _ = machine.start()
        #expect(
            machine.command(.sendText("hi"))
                == [.emit(.userText("hi", turn: 1, delivery: .queued))]
        )
        _ = machine.connected()
        #expect(
            machine.received(LiveServerMessage(setupComplete: SetupComplete())) == [
                .emit(.phase(.ready)), .startTimer(.stability, .seconds(10)),
                .emit(.userText("hi", turn: 1, delivery: .sent)), .send(userTurn("hi")),
            ]
        )
    }

    @Test func ownFramesAreNotSentWithoutASession() {
        var machine = SessionStateMachine(
            configuration: SessionConfiguration(setup: Setup(model: "models/m"))
        )
        _ = machine.start()
        let actions = machine.command(.inject(Array("{}".utf8)))
        #expect(
            actions.compactMap(\.notice) == ["Your frame was not sent: the session is not ready."]
        )
        #expect(actions.count == 1)
    }

    @Test func ownFramesThatCompleteATurnBeginOne() {
        var machine = SessionStateMachine.ready()
        let open = #"{"clientContent":{"turns":[{"parts":[{"text":"a"}]}]}}"#
        #expect(machine.command(.inject(Array(open.utf8))) == [.sendRaw(Array(open.utf8))])
        let turn = #"{"clientContent":{"turns":[{"parts":[{"text":"a"}]}],"turnComplete":true}}"#
        let actions = machine.command(.inject(Array(turn.utf8)))
        #expect(actions.contains(.emit(.userText("a", turn: 1, delivery: .sent))))
        #expect(actions.last == .sendRaw(Array(turn.utf8)))
    }

    @Test func queuedTextsAreBounded() {
        var machine = SessionStateMachine(configuration: SessionConfiguration(setup: setup))
        for number in 1...256 {
            _ = machine.command(.sendText("\(number)"))
        }
        let actions = machine.command(.sendText("one too many"))
        #expect(
            actions == [
                .emit(.userText("one too many", turn: 257, delivery: .lost)),
                .emit(.notice(Notice(.warning, "Not sent: 256 texts wait already."))),
            ]
        )
    }

    @Test func aReplyStreamsAndEndsItsTurn() {
        var machine = readyMachine()
        #expect(
            machine.command(.sendText("hi")) == [
                .emit(.userText("hi", turn: 1, delivery: .sent)), .send(userTurn("hi")),
            ]
        )
        #expect(
            machine.received(reply("Hel"))
                == [.emit(.modelText("Hel", turn: 1, isThought: false))]
        )
        let usage = UsageMetadata(totalTokenCount: 9)
        let last = LiveServerMessage(
            serverContent: ServerContent(
                modelTurn: Content("lo"),
                generationComplete: true,
                turnComplete: true
            ),
            usageMetadata: usage
        )
        #expect(
            machine.received(last) == [
                .emit(.modelText("lo", turn: 1, isThought: false)),
                .emit(.generationComplete(turn: 1)), .emit(.usage(usage, turn: 1)),
                .emit(.turnEnded(TurnEnd(), turn: 1)),
            ]
        )
    }

    @Test func leftoversOfAnInterruptedReplyAreDropped() {
        var machine = readyMachine()
        _ = machine.command(.sendText("tell me a story"))
        _ = machine.received(reply("Once"))
        _ = machine.command(.sendText("stop"))
        #expect(
            machine.received(LiveServerMessage(serverContent: ServerContent(interrupted: true)))
                == [.emit(.interrupted(turn: 1))]
        )
        #expect(machine.received(reply(" upon a time")) == [])
        #expect(
            machine.received(LiveServerMessage(serverContent: ServerContent(turnComplete: true)))
                == [.emit(.turnEnded(TurnEnd(wasInterrupted: true), turn: 1))]
        )
        #expect(
            machine.received(reply("Stopped."))
                == [.emit(.modelText("Stopped.", turn: 2, isThought: false))]
        )
    }

    @Test func audioPartsCarryTheirRate() {
        var machine = readyMachine()
        let blob = Blob(mimeType: "audio/pcm;rate=16000", data: [0, 1, 2, 3])
        let content = ServerContent(modelTurn: Content(parts: [Part(inlineData: blob)]))
        #expect(
            machine.received(LiveServerMessage(serverContent: content)) == [
                .emit(.modelAudio(AudioPart(pcm: [0, 1, 2, 3], sampleRate: 16_000), turn: 1))
            ]
        )
    }

    @Test func fillerSpeechOfAThinkingModelDoesNotEndTheTurn() {
        var machine = readyMachine()
        _ = machine.received(reply("Let me think."))
        let pause = ServerContent(turnComplete: true, interactionStatus: .inProgress)
        #expect(machine.received(LiveServerMessage(serverContent: pause)) == [])
        #expect(
            machine.received(reply("42"))
                == [.emit(.modelText("42", turn: 1, isThought: false))]
        )
    }

    @Test func theServersReasonStaysWithTheTurn() {
        var machine = readyMachine()
        let content = ServerContent(
            turnComplete: true,
            turnCompleteReason: .needMoreInput,
            waitingForInput: true
        )
        let end = TurnEnd(reason: "NEED_MORE_INPUT", isWaitingForInput: true)
        #expect(
            machine.received(LiveServerMessage(serverContent: content))
                == [.emit(.turnEnded(end, turn: 1))]
        )
    }

    @Test func aToolCallIsAnsweredWithAnErrorSoThatTheReplyGoesOn() throws {
        var machine = readyMachine()
        let call = FunctionCall(id: "c1", name: "set_lamp")
        let actions = machine.received(LiveServerMessage(toolCall: ToolCall(functionCalls: [call])))
        #expect(actions.first == .emit(.toolCall([call], turn: 1)))
        guard case .send(let answer) = actions.last else {
            Issue.record("no answer was sent")
            return
        }
        let response = try #require(answer.toolResponse?.functionResponses.first)
        #expect(response.id == "c1")
        #expect(response.response["error"] != nil)
    }

    @Test func interruptingSendsUnfinishedEmptyContent() {
        var machine = readyMachine()
        _ = machine.received(reply("Once"))
        #expect(
            machine.command(.interrupt)
                == [.send(LiveClientMessage(clientContent: ClientContent(turnComplete: false)))]
        )
    }

    @Test func interruptingNothingSaysSo() {
        var machine = readyMachine()
        let text = "No reply is running, so there is nothing to interrupt."
        #expect(machine.command(.interrupt) == [.emit(.notice(Notice(.info, text)))])
    }

    @Test func models31TakeTextAsRealtimeInput() {
        var machine = readyMachine(model: "models/gemini-3.1-flash-live-preview")
        let message = LiveClientMessage(realtimeInput: RealtimeInput(text: "hi"))
        #expect(machine.command(.sendText("hi")).last == .send(message))
    }

    @Test func aLostConnectionEndsTheSessionWithItsQueueReportedLost() {
        var machine = SessionStateMachine(configuration: SessionConfiguration(setup: setup))
        _ = machine.start()
        _ = machine.connected()
        _ = machine.command(.sendText("hi"))
        let end = SessionEnd.connectionLost("gone")
        #expect(
            machine.connectionEnded(.lost("gone")) == [
                .emit(.userText("hi", turn: 1, delivery: .lost)), .emit(.phase(.ended(end))),
                .finish,
            ]
        )
    }

    @Test func theServersCloseIsKeptWithCodeAndReason() {
        var machine = readyMachine()
        let ending = ConnectionEnding.closed(code: 1007, reason: "Invalid argument", byPeer: true)
        let end = SessionEnd.closedByServer(code: 1007, reason: "Invalid argument")
        #expect(machine.connectionEnded(ending) == [.emit(.phase(.ended(end))), .finish])
        #expect(end.inPlainWords.contains("1007: Invalid argument"))
    }

    @Test func closingSendsANormalCloseAndAwaitsTheEnd() {
        var machine = readyMachine()
        #expect(
            machine.command(.close)
                == [
                    .emit(.phase(.closing)), .closeConnection(code: 1000, reason: ""),
                    .startTimer(.close, .seconds(6)),
                ]
        )
        #expect(
            machine.connectionEnded(.lost("no answer"))
                == [.emit(.phase(.ended(.closedByUser))), .finish]
        )
    }

    @Test func setupThatIsNotAnsweredFails() {
        var machine = SessionStateMachine(configuration: SessionConfiguration(setup: setup))
        _ = machine.start()
        _ = machine.connected()
        let text =
            "The server accepted the connection but did not answer `setup` within 15.0 seconds."
        let error = SessionError(.protocolViolation, text, isRetryable: true)
        // No close frame is logged: the connection goes with the session, before one could leave.
        #expect(machine.timerFired(.setup) == [.emit(.phase(.ended(.failed(error)))), .finish])
        var ready = readyMachine()
        #expect(ready.timerFired(.setup) == [])
    }

    @Test func anUnknownFieldIsNamedOnce() throws {
        var machine = readyMachine()
        let codec = MessageCodec()
        let message = try codec.decodeServer(Array(#"{"novelty":{"a":1}}"#.utf8))
        let notice = Notice(.info, "The server sent an unknown field: novelty")
        #expect(machine.received(message) == [.emit(.notice(notice))])
        #expect(machine.received(message) == [])
    }

    @Test func nothingHappensAfterTheEnd() {
        var machine = readyMachine()
        _ = machine.command(.close)
        _ = machine.connectionEnded(.lost("gone"))
        #expect(machine.received(reply("late")) == [])
        #expect(machine.connectionEnded(.lost("again")) == [])
        #expect(
            machine.command(.sendText("hi"))
                == [.emit(.userText("hi", turn: 1, delivery: .lost))]
        )
    }
}
