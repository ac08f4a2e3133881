// SPDX-License-Identifier: Apache-2.0

/// The voice and language that a session's `speechConfig` asks for.
package struct VoiceChoice: Sendable, Hashable {
    package var voice: PrebuiltVoice
    /// A BCP 47 code such as "de-DE"; English when absent or unknown.
    package var languageCode: String?

    package init(voice: PrebuiltVoice = .puck, languageCode: String? = nil) {
        self.voice = voice
        self.languageCode = languageCode
    }
}

/// The API's prebuilt voices, by the names of `prebuiltVoiceConfig.voiceName`.
package enum PrebuiltVoice: String, Sendable, CaseIterable {
    case zephyr = "Zephyr"
    case puck = "Puck"
    case charon = "Charon"
    case kore = "Kore"
    case fenrir = "Fenrir"
    case leda = "Leda"
    case orus = "Orus"
    case aoede = "Aoede"
    case callirrhoe = "Callirrhoe"
    case autonoe = "Autonoe"
    case enceladus = "Enceladus"
    case iapetus = "Iapetus"
    case umbriel = "Umbriel"
    case algieba = "Algieba"
    case despina = "Despina"
    case erinome = "Erinome"
    case algenib = "Algenib"
    case rasalgethi = "Rasalgethi"
    case laomedeia = "Laomedeia"
    case achernar = "Achernar"
    case alnilam = "Alnilam"
    case schedar = "Schedar"
    case gacrux = "Gacrux"
    case pulcherrima = "Pulcherrima"
    case achird = "Achird"
    case zubenelgenubi = "Zubenelgenubi"
    case vindemiatrix = "Vindemiatrix"
    case sadachbia = "Sadachbia"
    case sadaltager = "Sadaltager"
    case sulafat = "Sulafat"

    /// The voice of a name in any case, or `nil` when the API has none of that name.
    package init?(named name: String) {
        let wanted = name.lowercased()
        guard let voice = Self.allCases.first(where: { $0.rawValue.lowercased() == wanted }) else {
            return nil
        }
        self = voice
    }
}
