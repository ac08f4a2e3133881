// SPDX-License-Identifier: Apache-2.0

/// How the model generates.
///
/// Fields the Live API refuses, such as `stopSequences`, are reported as unknown.
package struct GenerationConfig: Sendable, Equatable {
    /// The Live API takes exactly one; empty leaves it to the model.
    package var responseModalities: [Modality] = []
    package var speechConfig: SpeechConfig?
    package var temperature: Double?
    package var topP: Double?
    package var topK: Int?
    package var presencePenalty: Double?
    package var frequencyPenalty: Double?
    package var maxOutputTokens: Int?
    package var candidateCount: Int?
    package var seed: Int?
    package var mediaResolution: MediaResolution?
    package var thinkingConfig: ThinkingConfig?
    package var enableAffectiveDialog: Bool?
    package var translationConfig: TranslationConfig?

    package init(
        responseModalities: [Modality] = [],
        speechConfig: SpeechConfig? = nil,
        temperature: Double? = nil,
        topP: Double? = nil,
        topK: Int? = nil,
        presencePenalty: Double? = nil,
        frequencyPenalty: Double? = nil,
        maxOutputTokens: Int? = nil,
        candidateCount: Int? = nil,
        seed: Int? = nil,
        mediaResolution: MediaResolution? = nil,
        thinkingConfig: ThinkingConfig? = nil,
        enableAffectiveDialog: Bool? = nil,
        translationConfig: TranslationConfig? = nil
    ) {
        self.responseModalities = responseModalities
        self.speechConfig = speechConfig
        self.temperature = temperature
        self.topP = topP
        self.topK = topK
        self.presencePenalty = presencePenalty
        self.frequencyPenalty = frequencyPenalty
        self.maxOutputTokens = maxOutputTokens
        self.candidateCount = candidateCount
        self.seed = seed
        self.mediaResolution = mediaResolution
        self.thinkingConfig = thinkingConfig
        self.enableAffectiveDialog = enableAffectiveDialog
        self.translationConfig = translationConfig
    }
}

extension GenerationConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("responseModalities", &responseModalities)
        fields.field("speechConfig", &speechConfig)
        fields.field("temperature", &temperature)
        fields.field("topP", &topP)
        fields.field("topK", &topK)
        fields.field("presencePenalty", &presencePenalty)
        fields.field("frequencyPenalty", &frequencyPenalty)
        fields.field("maxOutputTokens", &maxOutputTokens)
        fields.field("candidateCount", &candidateCount)
        fields.field("seed", &seed)
        fields.field("mediaResolution", &mediaResolution)
        fields.field("thinkingConfig", &thinkingConfig)
        fields.field("enableAffectiveDialog", &enableAffectiveDialog)
        fields.field("translationConfig", &translationConfig)
    }
}

/// What a reply may consist of.
package enum Modality: WireEnum, WireDefault {
    case unspecified
    case text
    case image
    case audio
    case video
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "MODALITY_UNSPECIFIED"),
        (.text, "TEXT"),
        (.image, "IMAGE"),
        (.audio, "AUDIO"),
        (.video, "VIDEO"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}

/// How many tokens an image or video frame is given.
package enum MediaResolution: WireEnum, WireDefault {
    case unspecified
    case low
    case medium
    case high
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "MEDIA_RESOLUTION_UNSPECIFIED"),
        (.low, "MEDIA_RESOLUTION_LOW"),
        (.medium, "MEDIA_RESOLUTION_MEDIUM"),
        (.high, "MEDIA_RESOLUTION_HIGH"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
