// SPDX-License-Identifier: Apache-2.0

/// What turns the words of a reply into sound.
package protocol Synthesizer: Sendable {
    /// What users should know about this voice, such as why it is a stand-in; usually `nil`.
    var notice: String? { get }

    /// Speaks `text`: 24 kHz mono blocks of a sentence or less, made as they are asked for.
    func speak(_ text: String, voice: VoiceChoice) -> SpeechStream
}

/// Finds the best voice that this machine has.
package enum InstalledSynthesizer {
    /// espeak-ng if its library loads, else tones; blocks while the library and its data load.
    package static func find(
        espeak: () throws(SpeechError) -> EspeakVoice = { () throws(SpeechError) in
            try EspeakVoice()
        }
    ) -> any Synthesizer {
        do {
            return try espeak()
        } catch {
            return ToneVoice(reason: "\(error)")
        }
    }
}

/// Why there is no speech.
package enum SpeechError: Error, Equatable, CustomStringConvertible {
    /// The library or its data is not installed; it may be later.
    case unavailable(reason: String)
    /// The library refused a text; other texts may work.
    case failed(voice: String)

    package var description: String {
        switch self {
        case .unavailable(let reason):
            "espeak-ng cannot be used: \(reason). Install the package espeak-ng."
        case .failed(let voice): "espeak-ng could not speak with the voice \"\(voice)\"."
        }
    }
}
