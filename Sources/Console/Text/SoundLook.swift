// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI
import Voice

/// How one direction of sound stands: a mark and a word, so that colour is never needed.
struct SoundLook: Equatable {
    var mark: Character
    /// At most eight columns.
    var word: String
    var role: ThemeRole
    /// What stands in place of a level when there is none to show.
    var trouble: String?

    init(_ microphone: MicrophoneSnapshot, table: GlyphTable) {
        if let look = SoundLook(trouble: microphone.device.status, table: table, isInput: true) {
            self = look
        } else if microphone.isGated {
            self.init(mark: table.held, word: "held", role: .warn)
        } else if microphone.isOpen {
            self.init(mark: table.bullet, word: "live", role: .ok)
        } else if microphone.isOn {
            self.init(mark: table.dot, word: "ready", role: .muted)
        } else {
            self.init(mark: table.cancelled, word: "muted", role: .mutedMic)
        }
    }

    init(_ speaker: SpeakerSnapshot, table: GlyphTable) {
        if let look = SoundLook(trouble: speaker.device.status, table: table, isInput: false) {
            self = look
        } else if !speaker.isOn {
            self.init(mark: table.cancelled, word: "muted", role: .mutedMic)
        } else if speaker.isPlaying {
            self.init(mark: table.bullet, word: "plays", role: .ok)
        } else {
            self.init(mark: table.dot, word: "ready", role: .muted)
        }
    }

    private init(mark: Character, word: String, role: ThemeRole, trouble: String? = nil) {
        (self.mark, self.word, self.role, self.trouble) = (mark, word, role, trouble)
    }

    /// Nil while the device runs.
    private init?(trouble status: DeviceStatus, table: GlyphTable, isInput: Bool) {
        switch status {
        case .running:
            return nil
        case .opening:
            self.init(mark: table.ellipsis, word: "opens", role: .info, trouble: "being opened")
        case .suspended:
            let text = "asleep with the machine, being woken"
            self.init(mark: table.held, word: "asleep", role: .warn, trouble: text)
        case .stalled:
            let text = isInput ? "open, but gives no sound" : "open, but takes no sound"
            self.init(mark: table.warning, word: "stalled", role: .warn, trouble: text)
        case .unavailable(let reason):
            let text = "no device: \(reason.withoutPeriod); trying again"
            self.init(mark: table.failed, word: "none", role: .error, trouble: text)
        case .lost(let reason):
            let text = "\(reason.withoutPeriod); trying again"
            self.init(mark: table.failed, word: "lost", role: .error, trouble: text)
        case .stopped:
            self.init(mark: table.dot, word: "off", role: .muted, trouble: "not opened")
        }
    }
}

extension String {
    /// The text without the period at its end, to go on with.
    var withoutPeriod: String {
        hasSuffix(".") ? String(dropLast()) : self
    }
}

extension SoundDirection {
    /// What a person calls the device.
    var deviceName: String {
        switch self {
        case .input: "microphone"
        case .output: "loudspeaker"
        }
    }
}
