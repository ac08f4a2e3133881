// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Voice

/// Where a session's sound comes from and goes to, decided before it starts.
struct SoundPlan: Sendable, Equatable {
    /// One end of the line.
    enum End: Sendable, Equatable {
        /// A sound device by its name; nil is the system's choice.
        case device(String?)
        /// A WAV file, paced in real time.
        case file(String)
    }

    var microphone: End
    var speaker: End
    /// What the user asked for; nil leaves it to the command.
    var microphoneSwitch: Switch?
    var speakerSwitch: Switch?
    var turnDetection: TurnDetection

    init(_ settings: Settings) {
        microphone = settings.micFile.map(End.file) ?? .device(settings.inputDevice)
        speaker = settings.speakerFile.map(End.file) ?? .device(settings.outputDevice)
        // Naming a file asks for its use.
        microphoneSwitch = settings.mic ?? (settings.micFile == nil ? nil : .on)
        speakerSwitch = settings.speaker ?? (settings.speakerFile == nil ? nil : .on)
        turnDetection = settings.vad == .manual ? .manual : .automatic
    }

    /// Whether the user asked for sound where there is none by default.
    var isUsed: Bool { microphoneSwitch == .on || speakerSwitch == .on }

    /// The pipeline's beginning.
    ///
    /// - Parameter isOn: Whether microphone and speaker are used unless the user said otherwise.
    /// - Returns: What the pipeline begins with.
    func configuration(defaultingTo isOn: Bool) -> VoiceConfiguration {
        var configuration = VoiceConfiguration(
            isMicrophoneOn: (microphoneSwitch.map { $0 == .on }) ?? isOn,
            isSpeakerOn: (speakerSwitch ?? microphoneSwitch).map { $0 == .on } ?? isOn,
            turnDetection: turnDetection
        )
        if let device = microphone.deviceName { configuration.microphone.device = device }
        if let device = speaker.deviceName { configuration.speaker.device = device }
        return configuration
    }
}

extension SoundPlan.End {
    /// What messages and panes call it.
    var deviceName: String? {
        switch self {
        case .device(let name): name
        case .file(let path): path
        }
    }
}
