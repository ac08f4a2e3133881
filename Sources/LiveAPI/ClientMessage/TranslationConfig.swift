// SPDX-License-Identifier: Apache-2.0

/// The target of a live translation.
package struct TranslationConfig: Sendable, Equatable {
    package var targetLanguageCode: String?
    package var echoTargetLanguage: Bool?

    package init(targetLanguageCode: String? = nil, echoTargetLanguage: Bool? = nil) {
        self.targetLanguageCode = targetLanguageCode
        self.echoTargetLanguage = echoTargetLanguage
    }
}

extension TranslationConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("targetLanguageCode", &targetLanguageCode)
        fields.field("echoTargetLanguage", &echoTargetLanguage)
    }
}
