// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Flags that say where sound comes from and goes to.
struct SoundOptions: ParsableArguments {
    @Option(
        help: """
            Begin with the microphone on or off. Default: on for the screen of a voice session, off \
            with --plain.
            """
    )
    var mic: Switch?

    @Option(help: "Begin with the speaker on or off. Default: as the microphone.")
    var speaker: Switch?

    @Option(help: "Microphone by its name in `live-console devices`.")
    var inputDevice: String?

    @Option(help: "Speaker by its name in `live-console devices`.")
    var outputDevice: String?

    @Option(help: "Speak the WAV file FILE, in real time, instead of a microphone.")
    var micFile: String?

    @Option(help: "Write what a speaker would play to the WAV file FILE, in real time.")
    var speakerFile: String?

    @OptionGroup var turns: TurnDetectionOptions

    /// The flags as the strongest layer of settings, on top of others.
    func overlaid(on settings: Settings) -> Settings {
        var settings = turns.overlaid(on: settings)
        settings.mic = mic
        settings.speaker = speaker
        settings.inputDevice = inputDevice
        settings.outputDevice = outputDevice
        settings.micFile = micFile
        settings.speakerFile = speakerFile
        return settings
    }
}

/// The flag of every command that speaks.
struct TurnDetectionOptions: ParsableArguments {
    @Option(
        help: """
            Who finds out when you have spoken: the server (auto), or you with the talk key (manual).
            """
    )
    var vad: VADChoice?

    func overlaid(on settings: Settings) -> Settings {
        var settings = settings
        settings.vad = vad
        return settings
    }
}

extension Switch: ExpressibleByArgument {}
extension VADChoice: ExpressibleByArgument {}
