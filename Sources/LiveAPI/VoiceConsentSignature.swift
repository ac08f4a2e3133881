// SPDX-License-Identifier: Apache-2.0

/// Proof that a voice may be replicated.
package struct VoiceConsentSignature: Sendable, Equatable {
    package var signature: String = ""

    package init(signature: String = "") {
        self.signature = signature
    }
}

extension VoiceConsentSignature: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("signature", &signature)
    }
}
