// SPDX-License-Identifier: Apache-2.0

/// Tokens of one turn.
///
/// The prompt counts the whole context again; details need not add up.
package struct UsageMetadata: Sendable, Equatable {
    package var promptTokenCount: Int = 0
    package var cachedContentTokenCount: Int = 0
    package var responseTokenCount: Int = 0
    package var toolUsePromptTokenCount: Int = 0
    package var thoughtsTokenCount: Int = 0
    package var totalTokenCount: Int = 0
    package var promptTokensDetails: [ModalityTokenCount] = []
    package var cacheTokensDetails: [ModalityTokenCount] = []
    package var responseTokensDetails: [ModalityTokenCount] = []
    package var toolUsePromptTokensDetails: [ModalityTokenCount] = []
    package var serviceTier: String?
    package var trafficType: String?

    package init(
        promptTokenCount: Int = 0,
        cachedContentTokenCount: Int = 0,
        responseTokenCount: Int = 0,
        toolUsePromptTokenCount: Int = 0,
        thoughtsTokenCount: Int = 0,
        totalTokenCount: Int = 0,
        promptTokensDetails: [ModalityTokenCount] = [],
        cacheTokensDetails: [ModalityTokenCount] = [],
        responseTokensDetails: [ModalityTokenCount] = [],
        toolUsePromptTokensDetails: [ModalityTokenCount] = [],
        serviceTier: String? = nil,
        trafficType: String? = nil
    ) {
        self.promptTokenCount = promptTokenCount
        self.cachedContentTokenCount = cachedContentTokenCount
        self.responseTokenCount = responseTokenCount
        self.toolUsePromptTokenCount = toolUsePromptTokenCount
        self.thoughtsTokenCount = thoughtsTokenCount
        self.totalTokenCount = totalTokenCount
        self.promptTokensDetails = promptTokensDetails
        self.cacheTokensDetails = cacheTokensDetails
        self.responseTokensDetails = responseTokensDetails
        self.toolUsePromptTokensDetails = toolUsePromptTokensDetails
        self.serviceTier = serviceTier
        self.trafficType = trafficType
    }
}

extension UsageMetadata: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("promptTokenCount", &promptTokenCount)
        fields.field("cachedContentTokenCount", &cachedContentTokenCount)
        fields.field("responseTokenCount", &responseTokenCount)
        fields.field("toolUsePromptTokenCount", &toolUsePromptTokenCount)
        fields.field("thoughtsTokenCount", &thoughtsTokenCount)
        fields.field("totalTokenCount", &totalTokenCount)
        fields.field("promptTokensDetails", &promptTokensDetails)
        fields.field("cacheTokensDetails", &cacheTokensDetails)
        fields.field("responseTokensDetails", &responseTokensDetails)
        fields.field("toolUsePromptTokensDetails", &toolUsePromptTokensDetails)
        fields.field("serviceTier", &serviceTier)
        fields.field("trafficType", &trafficType)
    }
}

/// Tokens of one medium.
package struct ModalityTokenCount: Sendable, Equatable {
    package var modality: MediaModality = .unspecified
    package var tokenCount: Int = 0

    package init(modality: MediaModality = .unspecified, tokenCount: Int = 0) {
        self.modality = modality
        self.tokenCount = tokenCount
    }
}

extension ModalityTokenCount: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("modality", &modality)
        fields.field("tokenCount", &tokenCount)
    }
}

/// A medium that tokens are counted for.
package enum MediaModality: WireEnum, WireDefault {
    case unspecified
    case text
    case image
    case video
    case audio
    case document
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "MODALITY_UNSPECIFIED"),
        (.text, "TEXT"),
        (.image, "IMAGE"),
        (.video, "VIDEO"),
        (.audio, "AUDIO"),
        (.document, "DOCUMENT"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
