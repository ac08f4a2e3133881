// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Testing

/// New settings in a running session: how they come in, and how they go when they are refused.
@Suite struct SettingsTests {
    private let model = "models/gemini-3.8-live"
    private let closed = ConnectionEnding.closed(code: 1000, reason: "", byPeer: false)

    private func setup(voice: String? = nil, modality: Modality? = nil) -> Setup {
        var setup = Setup(model: model)
        setup.generationConfig = GenerationConfig(
            responseModalities: [modality].compactMap(\.self),
            speechConfig: voice.map { SpeechConfig(voiceName: $0) }
        )
        return setup
    }

    /// A session in which something was said and saved.
    private func conversation() -> SessionStateMachine {
        var machine = SessionStateMachine.ready()
        machine.exchange("I am Ada.", "Hello Ada.", handle: "h1")
        return machine
    }

    /// The connection that was left ends; returns the setup that the next one is given.
    private func changeOver(_ machine: inout SessionStateMachine) -> Setup? {
        _ = machine.connectionEnded(closed)
        return machine.connected().lazy.compactMap(\.sent?.setup).first
    }

    private func notices(_ actions: [SessionStateMachine.Action]) -> [String] {
        actions.compactMap(\.notice)
    }

    @Test func aQuietSessionTakesThemUpAtOnceWithItsHandle() {
        var machine = conversation()
        let actions = machine.command(.apply(setup(voice: "Kore")))
        #expect(actions.contains(.emit(.phase(.moving(reason: "new settings")))))
        let sent = changeOver(&machine)
        #expect(sent?.sessionResumption?.handle == "h1")
        #expect(sent?.settings == setup(voice: "Kore"))
        #expect(notices(machine.received(Far.setupComplete)) == ["The new settings hold."])
        // They also hold for the connections after that.
        _ = machine.connectionEnded(.lost("gone"))
        #expect(machine.reconnect()?.settings == setup(voice: "Kore"))
    }

    @Test func aReplyIsHeardOutBeforeTheyComeIn() {
        var machine = conversation()
        _ = machine.command(.sendText("more"))
        let actions = machine.command(.apply(setup(voice: "Kore")))
        let waiting = "The new settings come once the reply is over; apply again for at once."
        #expect(actions == [.emit(.notice(Notice(.info, waiting)))])
        _ = machine.received(Far.reply("Yes"))
        #expect(machine.received(Far.turnComplete).last?.phase == nil)
        let left = machine.received(Far.handle("h2")).compactMap(\.phase)
        #expect(left == [.moving(reason: "new settings")])
        #expect(changeOver(&machine)?.sessionResumption?.handle == "h2")
    }

    @Test func askedAgainTheyCutTheReplyAndSayWhatThatCosts() {
        var machine = conversation()
        _ = machine.command(.sendText("more"))
        _ = machine.received(Far.reply("Yes"))
        _ = machine.command(.apply(setup(voice: "Kore")))
        let actions = machine.command(.apply(setup(voice: "Puck")))
        let forgotten =
            "The server has not saved the last turn; the model will not remember it."
        #expect(notices(actions) == [forgotten])
        #expect(actions.contains(.emit(.turnEnded(TurnEnd(wasInterrupted: true), turn: 2))))
        #expect(changeOver(&machine)?.settings == setup(voice: "Puck"))
    }

    @Test func withoutAHandleANewSessionIsToldTheText() {
        var machine = SessionStateMachine.ready()
        _ = machine.command(.sendText("I am Ada."))
        _ = machine.received(Far.reply("Hello Ada."))
        _ = machine.received(Far.turnComplete)
        let new =
            "The new settings need a new session: the server gave no handle. It is told the text so far."
        #expect(notices(machine.command(.apply(setup(voice: "Kore")))) == [new])
        let sent = changeOver(&machine)
        #expect(sent?.historyConfig?.initialHistoryInClientContent == true)
        let actions = machine.received(Far.setupComplete)
        let told = actions.compactMap(\.sent?.clientContent).first
        #expect(told?.turns.map { $0.parts[0].text } == ["I am Ada.", "Hello Ada."])
        let hold =
            "The new settings hold, in a new session that was given the text of the conversation."
        #expect(notices(actions) == [hold])
    }

    @Test func aModalityTheHandleIsRefusedForComesInWithANewSessionThatIsToldTheText() {
        var machine = conversation()
        _ = machine.command(.apply(setup(modality: .text)))
        #expect(changeOver(&machine)?.sessionResumption?.handle == "h1")
        let refusal = Far.closes(1007, "A resumed session keeps its response modality.")
        #expect(machine.connectionEnded(refusal).last == .connect)
        let sent = machine.connected().compactMap(\.sent?.setup).first
        #expect(sent?.sessionResumption?.handle == nil)
        #expect(sent?.generationConfig?.responseModalities == [.text])
        #expect(sent?.historyConfig?.initialHistoryInClientContent == true)
        #expect(machine.received(Far.setupComplete).compactMap(\.sent?.clientContent).count == 1)
        // The handle of the session that is over is of no use to the new one.
        _ = machine.connectionEnded(.lost("gone"))
        #expect(machine.reconnect()?.sessionResumption?.handle == nil)
    }

    @Test func anotherModelAndWhatIsLeftOutAreNotTriedWithTheHandle() {
        var other = setup()
        other.model = "models/gemini-3.1-flash-live"
        var machine = conversation()
        _ = machine.command(.apply(other))
        #expect(changeOver(&machine)?.sessionResumption?.handle == nil)
        _ = machine.received(Far.setupComplete)
        // The route of typed text is the model's.
        #expect(machine.command(.sendText("hi")).last?.sent?.realtimeInput?.text == "hi")

        var transcribing = setup()
        transcribing.outputAudioTranscription = TranscriptionConfig()
        var silent = conversation()
        _ = silent.command(.apply(transcribing))
        _ = changeOver(&silent)
        _ = silent.received(Far.setupComplete)
        _ = silent.received(Far.handle("h2"))
        _ = silent.command(.apply(setup()))
        #expect(changeOver(&silent)?.sessionResumption?.handle == nil)
    }

    @Test func whatTheServerRefusesIsTakenBackWithItsReasonAndTheSessionGoesOn() {
        var machine = conversation()
        _ = machine.command(.apply(setup(voice: "Nobody")))
        _ = changeOver(&machine)
        let refusal = Far.closes(1007, "Voice 'Nobody' is not available.")
        _ = machine.connectionEnded(refusal)
        _ = machine.connected()
        let actions = machine.connectionEnded(refusal)
        let back =
            "The new settings were not accepted (closed with 1007: Voice 'Nobody' is not available.); "
            + "the former ones stay."
        #expect(notices(actions) == [back])
        #expect(actions.last == .connect)
        let sent = machine.connected().compactMap(\.sent?.setup).first
        #expect(sent?.settings == Setup(model: model))
        #expect(sent?.sessionResumption?.handle == "h1")
        #expect(notices(machine.received(Far.setupComplete)) == [])
        #expect(machine.state == .ready)
    }

    @Test(arguments: [1008, 1007, 4000])
    func aRefusalWithoutAHandleIsTakenBackAtOnce(code: UInt16) {
        var machine = SessionStateMachine.ready()
        _ = machine.command(.apply(setup(voice: "Nobody")))
        _ = changeOver(&machine)
        let actions = machine.connectionEnded(Far.closes(code, "no"))
        #expect(actions.last == .connect)
        #expect(
            machine.connected().compactMap(\.sent?.setup).first?.settings == Setup(model: model)
        )
    }

    @Test func settingsUnderWhichSetupFailsTwiceAreTakenBackAndTheHandleKept() {
        var machine = conversation()
        _ = machine.command(.apply(setup(voice: "Kore")))
        _ = changeOver(&machine)
        let fault = Far.closes(1011, "Internal error encountered.")
        #expect(machine.connectionEnded(fault).last?.timer == .backoff)
        #expect(machine.reconnect()?.settings == setup(voice: "Kore"))
        #expect(machine.connectionEnded(fault).last == .connect)
        let sent = machine.connected().compactMap(\.sent?.setup).first
        #expect(sent?.settings == Setup(model: model))
        #expect(sent?.sessionResumption?.handle == "h1")
    }

    @Test func askedForWithoutAConnectionTheyComeWithTheNext() {
        var machine = conversation()
        _ = machine.connectionEnded(.lost("gone"))
        #expect(machine.command(.apply(setup(voice: "Kore"))) == [])
        #expect(machine.reconnect()?.settings == setup(voice: "Kore"))
        // Asked for while the server looks at a setup, they follow at once.
        _ = machine.command(.apply(setup(voice: "Puck")))
        let phases = machine.received(Far.setupComplete).compactMap(\.phase)
        #expect(phases == [.ready, .moving(reason: "new settings")])
        #expect(changeOver(&machine)?.settings == setup(voice: "Puck"))
    }

    @Test func theSameSettingsAreNothingToApply() {
        var machine = conversation()
        let nothing = "Nothing to apply: the session has these settings."
        #expect(notices(machine.command(.apply(Setup(model: model)))) == [nothing])
        #expect(machine.state == .ready)
    }

    @Test func marksOfTheFormerTurnDetectionAreNotSentUnderTheNew() {
        var machine = SessionStateMachine.ready(manual: true)
        let sound = AudioPart(pcm: [UInt8](repeating: 0, count: 640), sampleRate: 16_000)
        _ = machine.command(.startActivity)
        _ = machine.command(.sendAudio(sound))
        var automatic = Setup(model: model)
        automatic.realtimeInputConfig = RealtimeInputConfig(
            automaticActivityDetection: AutomaticActivityDetection()
        )
        _ = machine.command(.apply(automatic))
        _ = machine.command(.apply(automatic))
        _ = machine.command(.sendAudio(sound))
        _ = changeOver(&machine)
        let inputs = machine.received(Far.setupComplete).compactMap(\.sent?.realtimeInput)
        #expect(inputs.map { $0.audio != nil } == [true])
        #expect(machine.command(.endActivity) == [])
    }

    @Test func aSessionThatIsOverOrNotResumedSaysSo() {
        var over = conversation()
        _ = over.command(.close)
        let kept = "The session is over; the settings are for the next one."
        #expect(notices(over.command(.apply(setup(voice: "Kore")))) == [kept])
        var single = SessionStateMachine.ready(resumesSessions: false)
        let one = "This session keeps to its one connection and its settings."
        #expect(notices(single.command(.apply(setup(voice: "Kore")))) == [one])
    }
}
