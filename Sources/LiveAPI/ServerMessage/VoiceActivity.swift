// SPDX-License-Identifier: Apache-2.0

/// The server heard speech begin or end.
package struct VoiceActivity: Sendable, Equatable {
    package var type: VoiceActivityType?
    /// Position in the input audio.
    package var audioOffset: Duration?

    package init(type: VoiceActivityType? = nil, audioOffset: Duration? = nil) {
        self.type = type
        self.audioOffset = audioOffset
    }
}

extension VoiceActivity: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("type", &type)
        fields.field("audioOffset", &audioOffset)
    }
}

/// Which edge of speech was heard.
package enum VoiceActivityType: WireEnum, WireDefault {
    case unspecified
    case activityStart
    case activityEnd
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "TYPE_UNSPECIFIED"),
        (.activityStart, "ACTIVITY_START"),
        (.activityEnd, "ACTIVITY_END"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}

/// The signal of the service's other flavour for the edges of speech.
package struct VoiceActivityDetectionSignal: Sendable, Equatable {
    package var vadSignalType: VadSignalType?

    package init(vadSignalType: VadSignalType? = nil) {
        self.vadSignalType = vadSignalType
    }
}

extension VoiceActivityDetectionSignal: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("vadSignalType", &vadSignalType)
    }
}

/// Start of speech or end of speech.
package enum VadSignalType: WireEnum, WireDefault {
    case unspecified
    case startOfSpeech
    case endOfSpeech
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "VAD_SIGNAL_TYPE_UNSPECIFIED"),
        (.startOfSpeech, "VAD_SIGNAL_TYPE_SOS"),
        (.endOfSpeech, "VAD_SIGNAL_TYPE_EOS"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
