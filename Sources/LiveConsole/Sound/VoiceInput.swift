// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Voice

/// What is spoken into a session without a screen, besides the texts.
struct VoiceInput: Sendable {
    enum Beginning: Sendable {
        /// As soon as the session is ready, beside the texts.
        case withSession
        /// When every text has been answered.
        case afterTexts
    }

    let voice: VoicePipeline<ContinuousClock>
    /// Whether the microphone is to be opened at all.
    let opensMicrophone: Bool
    /// What is spoken in place of a microphone, which would stay open.
    let recording: SyntheticMicrophone?
    let turnDetection: TurnDetection
    let beginning: Beginning

    /// Opens the microphone; a recording begins with it.
    func open() {
        guard opensMicrophone else { return }
        voice.submit(.setMicrophone(isOn: true))
        if turnDetection == .manual { voice.submit(.setTalking(true)) }
    }

    /// Waits until a recording is over, and a little longer, so that its last sample is on its way.
    func untilSpoken() async throws {
        while recording?.isExhausted != true {
            try await ContinuousClock().sleep(for: .milliseconds(50))
        }
        try await ContinuousClock().sleep(for: .milliseconds(300))
    }

    /// Ends what is being said.
    func close() {
        if turnDetection == .manual { voice.submit(.setTalking(false)) }
        voice.submit(.setMicrophone(isOn: false))
    }
}

extension VoiceInput {
    /// The pipeline of a sound plan, its microphone closed until the session is ready.
    ///
    /// - Parameters:
    ///   - plan: Where the sound comes from and goes to.
    ///   - isHeard: Whether replies may be played at all.
    ///   - beginning: When the microphone opens.
    /// - Throws: `CommandFailure` with code 2 naming a file that cannot be used.
    init(plan: SoundPlan, isHeard: Bool, beginning: Beginning) throws(CommandFailure) {
        let devices = try SoundDevices(plan, isHeard: isHeard)
        var configuration = plan.configuration(defaultingTo: false)
        opensMicrophone = configuration.isMicrophoneOn
        configuration.isMicrophoneOn = false
        voice = VoicePipeline(
            configuration: configuration,
            capture: devices.capture,
            playback: devices.playback,
            clock: ContinuousClock()
        )
        recording = devices.recording
        turnDetection = plan.turnDetection
        self.beginning = beginning
    }
}
