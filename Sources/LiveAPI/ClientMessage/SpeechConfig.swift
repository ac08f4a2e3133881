// SPDX-License-Identifier: Apache-2.0

/// How the reply sounds.
package struct SpeechConfig: Sendable, Equatable {
    package var voiceConfig: VoiceConfig?
    /// BCP-47.
    package var languageCode: String?
    /// Refused by the Live API.
    package var multiSpeakerVoiceConfig: JSONValue?

    package init(
        voiceConfig: VoiceConfig? = nil,
        languageCode: String? = nil,
        multiSpeakerVoiceConfig: JSONValue? = nil
    ) {
        self.voiceConfig = voiceConfig
        self.languageCode = languageCode
        self.multiSpeakerVoiceConfig = multiSpeakerVoiceConfig
    }

    /// The usual configuration: one of the service's own voices.
    package init(voiceName: String, languageCode: String? = nil) {
        let voice = PrebuiltVoiceConfig(voiceName: voiceName)
        self.init(
            voiceConfig: VoiceConfig(prebuiltVoiceConfig: voice),
            languageCode: languageCode
        )
    }
}

extension SpeechConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("voiceConfig", &voiceConfig)
        fields.field("languageCode", &languageCode)
        fields.field("multiSpeakerVoiceConfig", &multiSpeakerVoiceConfig)
    }
}

/// The voice of the reply.
package struct VoiceConfig: Sendable, Equatable {
    package var prebuiltVoiceConfig: PrebuiltVoiceConfig?
    package var replicatedVoiceConfig: ReplicatedVoiceConfig?

    package init(
        prebuiltVoiceConfig: PrebuiltVoiceConfig? = nil,
        replicatedVoiceConfig: ReplicatedVoiceConfig? = nil
    ) {
        self.prebuiltVoiceConfig = prebuiltVoiceConfig
        self.replicatedVoiceConfig = replicatedVoiceConfig
    }
}

extension VoiceConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("prebuiltVoiceConfig", &prebuiltVoiceConfig)
        fields.field("replicatedVoiceConfig", &replicatedVoiceConfig)
    }
}

/// One of the service's own voices.
package struct PrebuiltVoiceConfig: Sendable, Equatable {
    /// Compare without regard to case.
    package var voiceName: String?

    package init(voiceName: String? = nil) {
        self.voiceName = voiceName
    }
}

extension PrebuiltVoiceConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("voiceName", &voiceName)
    }
}

/// A voice made from a sample.
package struct ReplicatedVoiceConfig: Sendable, Equatable {
    package var mimeType: String?
    package var voiceSampleAudio: [UInt8]?
    package var consentAudio: [UInt8]?
    package var voiceConsentSignature: VoiceConsentSignature?

    package init(
        mimeType: String? = nil,
        voiceSampleAudio: [UInt8]? = nil,
        consentAudio: [UInt8]? = nil,
        voiceConsentSignature: VoiceConsentSignature? = nil
    ) {
        self.mimeType = mimeType
        self.voiceSampleAudio = voiceSampleAudio
        self.consentAudio = consentAudio
        self.voiceConsentSignature = voiceConsentSignature
    }
}

extension ReplicatedVoiceConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("mimeType", &mimeType)
        fields.field("voiceSampleAudio", &voiceSampleAudio)
        fields.field("consentAudio", &consentAudio)
        fields.field("voiceConsentSignature", &voiceConsentSignature)
    }
}
