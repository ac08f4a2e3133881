// SPDX-License-Identifier: Apache-2.0

/// How the server finds the beginning and the end of the user's speech.
package struct AutomaticActivityDetection: Sendable, Equatable {
    /// True: the client must send `activityStart` and `activityEnd`.
    package var disabled: Bool = false
    package var startOfSpeechSensitivity: StartSensitivity?
    package var endOfSpeechSensitivity: EndSensitivity?
    /// Speech needed before its start is committed.
    package var prefixPaddingMs: Int?
    /// Silence needed before the end of speech is committed.
    package var silenceDurationMs: Int?

    package init(
        disabled: Bool = false,
        startOfSpeechSensitivity: StartSensitivity? = nil,
        endOfSpeechSensitivity: EndSensitivity? = nil,
        prefixPaddingMs: Int? = nil,
        silenceDurationMs: Int? = nil
    ) {
        self.disabled = disabled
        self.startOfSpeechSensitivity = startOfSpeechSensitivity
        self.endOfSpeechSensitivity = endOfSpeechSensitivity
        self.prefixPaddingMs = prefixPaddingMs
        self.silenceDurationMs = silenceDurationMs
    }
}

extension AutomaticActivityDetection: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("disabled", &disabled)
        fields.field("startOfSpeechSensitivity", &startOfSpeechSensitivity)
        fields.field("endOfSpeechSensitivity", &endOfSpeechSensitivity)
        fields.field("prefixPaddingMs", &prefixPaddingMs)
        fields.field("silenceDurationMs", &silenceDurationMs)
    }
}

/// How readily the start of speech is detected.
package enum StartSensitivity: WireEnum, WireDefault {
    case unspecified
    case high
    case low
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "START_SENSITIVITY_UNSPECIFIED"),
        (.high, "START_SENSITIVITY_HIGH"),
        (.low, "START_SENSITIVITY_LOW"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}

/// How soon the end of speech is detected.
package enum EndSensitivity: WireEnum, WireDefault {
    case unspecified
    case high
    case low
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "END_SENSITIVITY_UNSPECIFIED"),
        (.high, "END_SENSITIVITY_HIGH"),
        (.low, "END_SENSITIVITY_LOW"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
