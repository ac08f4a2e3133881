// SPDX-License-Identifier: Apache-2.0

/// How espeak-ng imitates one of the API's voices in one language.
struct EspeakSettings: Sendable, Hashable {
    /// espeak-ng's name of the language.
    let language: String
    /// The speaker: f1 to f5 are women, m1 to m8 men.
    let variant: String
    /// From 0 to 99; 50 is the variant's own.
    let pitch: Int
    /// Words a minute.
    let rate: Int

    /// The name that espeak-ng knows the language and the variant by.
    var voiceName: String { "\(language)+\(variant)" }

    init(_ choice: VoiceChoice) {
        language = Self.language(of: choice.languageCode)
        (variant, pitch, rate) = Self.speaker(of: choice.voice)
    }

    /// No two voices share all three; who is bright, gravelly or slow follows the API's own words
    /// for them.
    private static func speaker(of voice: PrebuiltVoice) -> (String, pitch: Int, rate: Int) {
        switch voice {
        case .zephyr: ("f2", 65, 180)
        case .puck: ("m3", 58, 180)
        case .charon: ("m1", 42, 165)
        case .kore: ("f1", 45, 170)
        case .fenrir: ("m7", 66, 190)
        case .leda: ("f4", 72, 180)
        case .orus: ("m2", 45, 165)
        case .aoede: ("f3", 58, 175)
        case .callirrhoe: ("f3", 48, 160)
        case .autonoe: ("f4", 60, 175)
        case .enceladus: ("m8", 45, 165)
        case .iapetus: ("m4", 50, 170)
        case .umbriel: ("m3", 44, 160)
        case .algieba: ("m6", 40, 165)
        case .despina: ("f1", 58, 170)
        case .erinome: ("f2", 50, 170)
        case .algenib: ("m5", 28, 160)
        case .rasalgethi: ("m4", 38, 172)
        case .laomedeia: ("f4", 50, 188)
        case .achernar: ("f5", 52, 160)
        case .alnilam: ("m1", 54, 175)
        case .schedar: ("m2", 55, 168)
        case .gacrux: ("f1", 30, 160)
        case .pulcherrima: ("f2", 38, 180)
        case .achird: ("m6", 56, 175)
        case .zubenelgenubi: ("m7", 46, 165)
        case .vindemiatrix: ("f5", 40, 155)
        case .sadachbia: ("m5", 55, 188)
        case .sadaltager: ("m8", 58, 172)
        case .sulafat: ("f3", 38, 168)
        }
    }

    private static func language(of code: String?) -> String {
        let parts = (code ?? "").lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
        guard let base = parts.first else { return fallbackLanguage }
        if let region = parts.dropFirst().last, let name = regional["\(base)-\(region)"] {
            return name
        }
        return languages.contains(base) ? base : others[base] ?? fallbackLanguage
    }

    static let fallbackLanguage = "en-us"

    private static let regional = [
        "en-gb": "en", "en-au": "en", "en-in": "en", "es-us": "es-419", "pt-br": "pt-br",
    ]
    /// The API's languages that espeak-ng calls by the same code.
    private static let languages: Set = [
        "ar", "bn", "cmn", "de", "es", "fr", "gu", "hi", "id", "it", "ja", "kn", "ko", "ml", "mr",
        "nl", "pl", "pt", "ru", "ta", "te", "th", "tr", "vi",
    ]
    private static let others = ["zh": "cmn"]
}
