// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

/// What becomes of the user's live sound, and of the marks around it.
@Suite struct SpeechDialogueTests {
    private typealias Action = SessionStateMachine.Action

    private func machine(
        manual: Bool = false,
        model: String = "models/gemini-3.8-live"
    ) -> SessionStateMachine {
        var setup = Setup(model: model)
        if manual {
            setup.realtimeInputConfig = RealtimeInputConfig(
                automaticActivityDetection: AutomaticActivityDetection(disabled: true)
            )
        }
        return SessionStateMachine(
            configuration: SessionConfiguration(setup: setup, resumesSessions: false)
        )
    }

    private func readyMachine(
        manual: Bool = false,
        model: String = "models/gemini-3.8-live"
    ) -> SessionStateMachine {
        var machine = machine(manual: manual, model: model)
        _ = machine.start()
        _ = machine.connected()
        _ = accept(&machine)
        return machine
    }

    private func accept(_ machine: inout SessionStateMachine) -> [Action] {
        machine.received(LiveServerMessage(setupComplete: SetupComplete()))
    }

    /// 20 ms of sound at 16 kHz, all of one value.
    private func chunk(_ value: UInt8 = 1) -> AudioPart {
        AudioPart(pcm: Array(repeating: value, count: 640), sampleRate: 16_000)
    }

    private func audio(_ value: UInt8 = 1) -> Action {
        let blob = Blob(mimeType: "audio/pcm;rate=16000", data: chunk(value).pcm)
        return .send(LiveClientMessage(realtimeInput: RealtimeInput(audio: blob)))
    }

    private let start = Action.send(
        LiveClientMessage(realtimeInput: RealtimeInput(activityStart: ActivityStart()))
    )
    private let end = Action.send(
        LiveClientMessage(realtimeInput: RealtimeInput(activityEnd: ActivityEnd()))
    )
    private let streamEnd = Action.send(
        LiveClientMessage(realtimeInput: RealtimeInput(audioStreamEnd: true))
    )

    private func warning(_ text: String) -> Action { .emit(.notice(Notice(.warning, text))) }

    private func lost(_ length: String) -> Action {
        warning("\(length) s of your sound was not sent: the server did not take it in time.")
    }

    /// Sends what the machine lets go until it has nothing left, as a peer that reads would.
    private func drained(_ first: [Action], _ machine: inout SessionStateMachine) -> [Action] {
        var all = first
        var unwritten = first.count { $0.isAudio }
        while unwritten > 0 {
            let more = machine.audioWritten()
            unwritten += more.count { $0.isAudio } - 1
            all += more
        }
        return all
    }

    @Test func soundIsSentWithItsRate() {
        var machine = readyMachine()
        #expect(machine.command(.sendAudio(chunk())) == [audio()])
        let odd = AudioPart(pcm: [1, 2], sampleRate: 48_000)
        let blob = Blob(mimeType: "audio/pcm;rate=48000", data: [1, 2])
        #expect(
            machine.command(.sendAudio(odd))
                == [.send(LiveClientMessage(realtimeInput: RealtimeInput(audio: blob)))]
        )
        #expect(machine.command(.sendAudio(AudioPart(pcm: [], sampleRate: 16_000))) == [])
    }

    @Test func textGoesOutWhileSoundFlows() {
        var machine = readyMachine()
        _ = machine.command(.sendAudio(chunk()))
        let actions = machine.command(.sendText("hi"))
        #expect(actions.first == .emit(.userText("hi", turn: 1, delivery: .sent)))
        #expect(machine.command(.sendAudio(chunk(2))) == [audio(2)])
    }

    @Test func closingTheMicrophoneEndsTheStream() {
        var machine = readyMachine()
        #expect(machine.command(.endAudioStream) == [streamEnd])
        var manual = readyMachine(manual: true)
        #expect(manual.command(.endAudioStream) == [])
    }

    @Test func soundBeforeReadyWaitsItsTurnBehindTypedText() {
        var machine = machine()
        _ = machine.start()
        #expect(machine.command(.sendAudio(chunk(1))) == [])
        _ = machine.connected()
        #expect(machine.command(.sendAudio(chunk(2))) == [])
        _ = machine.command(.sendText("hi"))
        let actions = accept(&machine)
        #expect(actions.suffix(2) == [audio(1), audio(2)])
        #expect(actions.contains(.emit(.userText("hi", turn: 1, delivery: .sent))))
    }

    @Test func ofALongWaitTheLastSecondIsKeptAndTheRestCountedOnce() {
        var machine = machine()
        _ = machine.start()
        _ = machine.connected()
        for number in 0..<90 {
            #expect(machine.command(.sendAudio(chunk(UInt8(number)))) == [])
        }
        let accepted = accept(&machine)
        let all = drained(accepted, &machine)
        #expect(all == [.emit(.phase(.ready))] + (40..<90).map { audio($0) } + [lost("0.8")])
    }

    @Test func aPeerThatDoesNotReadGetsTheLastSecondAndOneNotice() {
        var machine = readyMachine()
        var sent: [Action] = []
        for number in 0..<64 {
            sent += machine.command(.sendAudio(chunk(UInt8(number))))
        }
        #expect(sent == (0..<4).map { audio($0) })
        #expect(drained(sent, &machine) == sent + (14..<64).map { audio($0) } + [lost("0.2")])
        #expect(drained(machine.command(.sendAudio(chunk())), &machine) == [audio()])
    }

    @Test func textOvertakesSoundThatAPeerDoesNotRead() {
        var machine = readyMachine()
        for _ in 0..<64 { _ = machine.command(.sendAudio(chunk())) }
        #expect(machine.command(.sendText("still there?")).count == 2)
    }

    @Test func marksKeepTheirPlaceInTheSound() {
        var machine = readyMachine(manual: true)
        var sent = machine.command(.startActivity)
        for number in 0..<6 { sent += machine.command(.sendAudio(chunk(UInt8(number)))) }
        sent += machine.command(.endActivity)
        #expect(sent == [start] + (0..<4).map { audio($0) })
        #expect(drained(sent, &machine) == sent + [audio(4), audio(5), end])
    }

    @Test func marksGivenBeforeReadyAreSentInOrder() {
        var machine = machine(manual: true)
        _ = machine.start()
        #expect(machine.command(.startActivity) == [])
        _ = machine.command(.sendAudio(chunk()))
        #expect(machine.command(.endActivity) == [])
        _ = machine.connected()
        #expect(accept(&machine) == [.emit(.phase(.ready)), start, audio(), end])
    }

    @Test func anUtteranceOfWhichNothingIsLeftIsNotMarked() {
        var machine = machine(manual: true)
        _ = machine.start()
        _ = machine.command(.startActivity)
        _ = machine.command(.sendAudio(chunk()))
        _ = machine.command(.endActivity)
        _ = machine.command(.startActivity)
        for _ in 0..<50 { _ = machine.command(.sendAudio(chunk(2))) }
        _ = machine.connected()
        let accepted = accept(&machine)
        let all = drained(accepted, &machine)
        #expect(all.prefix(3) == [.emit(.phase(.ready)), start, audio(2)])
        #expect(all.count { $0 == start } == 1)
        #expect(!all.contains(end))
    }

    @Test func marksAloneCannotPileUp() {
        var machine = machine(manual: true)
        _ = machine.start()
        for _ in 0..<10_000 {
            _ = machine.command(.startActivity)
            _ = machine.command(.endActivity)
        }
        _ = machine.connected()
        #expect(accept(&machine).count <= 514)
    }

    @Test func marksAreRefusedWhereTheServerListens() {
        var machine = readyMachine()
        let text = "The server itself listens for speech, so nothing is marked."
        #expect(machine.command(.startActivity) == [warning(text)])
        #expect(machine.command(.endActivity) == [])
    }

    @Test func bargingInMarksActivityWhereTheClientDoesTheListening() {
        var machine = readyMachine(manual: true)
        _ = machine.received(reply("Once"))
        #expect(machine.command(.interrupt) == [start])
        #expect(machine.command(.startActivity) == [])
        #expect(machine.command(.endActivity) == [end])
    }

    @Test func bargingInDuringOpenActivityTakesTheOtherWay() {
        var machine = readyMachine(manual: true)
        _ = machine.command(.startActivity)
        _ = machine.received(reply("Once"))
        let empty = LiveClientMessage(clientContent: ClientContent(turnComplete: false))
        #expect(machine.command(.interrupt) == [.send(empty)])
    }

    @Test func bargingInSaysSoWhereOnlySpeechInterrupts() {
        var machine = readyMachine(model: "models/gemini-3.1-flash-live-preview")
        _ = machine.received(reply("Once"))
        let text = "This model's reply is interrupted by speaking or typing."
        #expect(machine.command(.interrupt) == [warning(text)])
    }

    @Test func soundThatWaitedWhenTheConnectionWasLostIsCounted() {
        var machine = readyMachine()
        for _ in 0..<29 { _ = machine.command(.sendAudio(chunk())) }
        #expect(machine.connectionEnded(.lost("gone")).first == lost("0.5"))
    }

    @Test func soundAfterTheEndIsNothing() {
        var machine = readyMachine()
        _ = machine.command(.close)
        #expect(machine.command(.sendAudio(chunk())) == [])
        #expect(machine.connectionEnded(.lost("gone")).last == .finish)
        #expect(machine.command(.sendAudio(chunk())) == [])
    }

    @Test func reportsGoToTheLogAsTheyAre() {
        var machine = readyMachine()
        let event = VoiceEvent.replyAudible(turn: 3)
        #expect(machine.command(.report(event)) == [.emit(.voice(event))])
    }

    private func reply(_ text: String) -> LiveServerMessage {
        LiveServerMessage(serverContent: ServerContent(modelTurn: Content(text, role: "model")))
    }
}

extension SessionStateMachine.Action {
    fileprivate var isAudio: Bool {
        if case .send(let message) = self { message.realtimeInput?.audio != nil } else { false }
    }
}
