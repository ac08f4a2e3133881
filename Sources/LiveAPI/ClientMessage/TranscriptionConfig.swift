// SPDX-License-Identifier: Apache-2.0

/// How speech is transcribed; empty is enough to turn it on.
package struct TranscriptionConfig: Sendable, Equatable {
    package var languageCodes: [String] = []
    package var languageAuto: LanguageAuto?
    /// Deprecated by the service.
    package var languageHints: LanguageHints?
    package var customVocabulary: [String] = []
    /// Deprecated by the service.
    package var adaptationPhrases: [String] = []
    package var wordTimestamp: Bool?
    package var diarization: Bool?
    package var mode: TranscriptionMode?
    package var sourceText: String?

    package init(
        languageCodes: [String] = [],
        languageAuto: LanguageAuto? = nil,
        languageHints: LanguageHints? = nil,
        customVocabulary: [String] = [],
        adaptationPhrases: [String] = [],
        wordTimestamp: Bool? = nil,
        diarization: Bool? = nil,
        mode: TranscriptionMode? = nil,
        sourceText: String? = nil
    ) {
        self.languageCodes = languageCodes
        self.languageAuto = languageAuto
        self.languageHints = languageHints
        self.customVocabulary = customVocabulary
        self.adaptationPhrases = adaptationPhrases
        self.wordTimestamp = wordTimestamp
        self.diarization = diarization
        self.mode = mode
        self.sourceText = sourceText
    }
}

extension TranscriptionConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("languageCodes", &languageCodes)
        fields.field("languageAuto", &languageAuto)
        fields.field("languageHints", &languageHints)
        fields.field("customVocabulary", &customVocabulary)
        fields.field("adaptationPhrases", &adaptationPhrases)
        fields.field("wordTimestamp", &wordTimestamp)
        fields.field("diarization", &diarization)
        fields.field("mode", &mode)
        fields.field("sourceText", &sourceText)
    }
}

/// Asks the service to recognise the language itself.
package struct LanguageAuto: Sendable, Equatable {
    package init() {}
}

extension LanguageAuto: WireObject {
    mutating func visitFields(_ fields: inout some FieldVisitor) {}
}

/// Languages the speech is likely to be in.
package struct LanguageHints: Sendable, Equatable {
    package var languageCodes: [String] = []

    package init(languageCodes: [String] = []) {
        self.languageCodes = languageCodes
    }
}

extension LanguageHints: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("languageCodes", &languageCodes)
    }
}

/// How close a transcript stays to the sound.
package enum TranscriptionMode: WireEnum, WireDefault {
    case unspecified
    case verbatim
    case smart
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "TRANSCRIPTION_MODE_UNSPECIFIED"),
        (.verbatim, "VERBATIM"),
        (.smart, "SMART"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
