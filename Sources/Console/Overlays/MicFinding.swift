// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Voice

/// One thing the mic doctor found, in plain words.
package struct MicFinding: Sendable, Equatable {
    package enum Level: Sendable, Equatable {
        case fine
        /// It works, and could be better.
        case doubtful
        case wrong
    }

    package var level: Level
    package var text: String
    /// How to mend it; nil when there is nothing to mend.
    package var remedy: String?

    static func fine(_ text: String) -> MicFinding {
        MicFinding(level: .fine, text: text)
    }

    static func doubtful(_ text: String, _ remedy: String) -> MicFinding {
        MicFinding(level: .doubtful, text: text, remedy: remedy)
    }

    static func wrong(_ text: String, _ remedy: String) -> MicFinding {
        MicFinding(level: .wrong, text: text, remedy: remedy)
    }
}

extension MicEvidence {
    /// What is right and wrong, the most basic thing first.
    package var findings: [MicFinding] {
        if let trouble { return [trouble] }
        guard loudest > LevelSnapshot.silence else { return [silence] + switches }
        return [level] + clipping + [offset, noise] + [format] + gaps + switches
    }

    /// Why there is nothing to listen to; nil while the device runs.
    private var trouble: MicFinding? {
        switch last.device.status {
        case .running:
            nil
        case .unavailable(let reason):
            .wrong(
                "There is no microphone: \(reason.withoutPeriod).",
                "Plug one in or end the program that holds it; , lists what there is."
            )
        case .lost(let reason):
            .wrong(
                "The microphone is gone: \(reason.withoutPeriod).",
                "It is tried again by itself; , chooses another."
            )
        case .stalled:
            .wrong(
                "The device is open and gives no sound.",
                "Another program may hold the sound server; , chooses another device."
            )
        case .suspended:
            .doubtful("The device sleeps with the machine.", "It is being woken; look again: r.")
        case .opening:
            .doubtful("The device is still being opened.", "Look again in a moment: r.")
        case .stopped:
            .wrong("The device was not opened.", "m switches the microphone on; , chooses one.")
        }
    }

    private var silence: MicFinding {
        .wrong(
            "The device gives nothing but zeros.",
            "It is muted in the mixer (alsamixer, F4, M) or by a switch of its own, or nothing "
                + "is plugged in; , chooses another."
        )
    }

    private var level: MicFinding {
        let peak = "\(LevelText.decibels(loudest)) dB"
        switch loudest {
        case ..<(-50):
            return .wrong(
                "Hardly any sound: the loudest was \(peak).",
                "Speak while it listens (r), come nearer, raise the capture level in the mixer."
            )
        case ..<(-30):
            return .doubtful(
                hasSpeech ? "Speech is quiet: \(peak) at most." : "Quiet: \(peak) at most.",
                "Aim at -20 to -6 dB: come nearer, raise the mixer's capture level, or press +."
            )
        case (-2)...:
            return .doubtful("Very loud: \(peak).", "Aim at -20 to -6 dB: lower the level.")
        default:
            return hasSpeech
                ? .fine("The level is good: speech up to \(peak).")
                : .doubtful("No speech was heard, only \(peak).", "Speak while it listens: r.")
        }
    }

    private var clipping: [MicFinding] {
        guard clipped > 0 else { return [] }
        let remedy =
            last.gain > 0
            ? "Press - for less gain here, then lower the capture level in the mixer."
            : "Lower the capture level in the mixer: gain here cannot mend it."
        return [.wrong("\(TimeText.grouped(clipped)) samples clipped in three seconds.", remedy)]
    }

    private var offset: MicFinding {
        let dc = last.levels.dcOffset
        guard abs(dc) >= 0.02 else { return .fine("No DC offset (\(LevelText.offset(dc))).") }
        return .doubtful(
            "DC offset \(LevelText.offset(dc)): the sound stands off the middle.",
            "It costs headroom and comes from the sound card or its cable; try another input."
        )
    }

    private var noise: MicFinding {
        let floor = "\(LevelText.wholeDecibels(last.levels.noiseFloor)) dB"
        guard last.levels.noiseFloor > -45 else {
            return .fine("The noise floor is low: \(floor).")
        }
        return .doubtful(
            "The noise floor is high: \(floor).",
            "A fan, hum, or a mixer boost; below -50 dB turns are found reliably."
        )
    }

    private var format: MicFinding {
        guard let rate = last.device.sampleRate else { return .fine("The format is not known.") }
        let given = "\(TimeText.grouped(rate)) Hz \(LevelText.channels(last.device.channels ?? 1))"
        let telephone = "Telephone quality, as of a headset in hands-free mode; try another device."
        if rate < VoiceSnapshot.microphoneRate {
            return .doubtful("The device gives only \(given).", telephone)
        }
        if isNarrow {
            return .doubtful("\(given), but nothing above 4 kHz in your speech.", telephone)
        }
        return .fine(
            rate == VoiceSnapshot.microphoneRate
                ? "\(given), as the session wants it." : "\(given), converted to 16 000 Hz mono."
        )
    }

    private var gaps: [MicFinding] {
        guard xruns + losses > 0 else { return [] }
        return [
            .doubtful(
                "\(xruns) overruns, \(losses) losses while it listened.",
                "The machine is too busy for the sound, or the device is loose."
            )
        ]
    }

    private var switches: [MicFinding] {
        if !last.isOn, !last.isOpen {
            return [.doubtful("It is muted here.", "m switches it on.")]
        }
        if last.isGated {
            return [.doubtful("It is held silent while the reply plays.", "e: full duplex.")]
        }
        return []
    }
}
