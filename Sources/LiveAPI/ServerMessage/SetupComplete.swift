// SPDX-License-Identifier: Apache-2.0

/// The setup is accepted and the session is open.
package struct SetupComplete: Sendable, Equatable {
    package var sessionId: String?
    package var voiceConsentSignature: VoiceConsentSignature?

    package init(sessionId: String? = nil, voiceConsentSignature: VoiceConsentSignature? = nil) {
        self.sessionId = sessionId
        self.voiceConsentSignature = voiceConsentSignature
    }
}

extension SetupComplete: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("sessionId", &sessionId)
        fields.field("voiceConsentSignature", &voiceConsentSignature)
    }
}
