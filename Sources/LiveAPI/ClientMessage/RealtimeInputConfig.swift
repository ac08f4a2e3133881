// SPDX-License-Identifier: Apache-2.0

/// How realtime input becomes turns.
package struct RealtimeInputConfig: Sendable, Equatable {
    package var automaticActivityDetection: AutomaticActivityDetection?
    package var activityHandling: ActivityHandling?
    package var turnCoverage: TurnCoverage?
    package var interimTranscriptTimestampEnabled: Bool?

    package init(
        automaticActivityDetection: AutomaticActivityDetection? = nil,
        activityHandling: ActivityHandling? = nil,
        turnCoverage: TurnCoverage? = nil,
        interimTranscriptTimestampEnabled: Bool? = nil
    ) {
        self.automaticActivityDetection = automaticActivityDetection
        self.activityHandling = activityHandling
        self.turnCoverage = turnCoverage
        self.interimTranscriptTimestampEnabled = interimTranscriptTimestampEnabled
    }
}

extension RealtimeInputConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("automaticActivityDetection", &automaticActivityDetection)
        fields.field("activityHandling", &activityHandling)
        fields.field("turnCoverage", &turnCoverage)
        fields.field("interimTranscriptTimestampEnabled", &interimTranscriptTimestampEnabled)
    }
}

/// What the user's activity does to a running reply.
package enum ActivityHandling: WireEnum, WireDefault {
    case unspecified
    case startOfActivityInterrupts
    case noInterruption
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "ACTIVITY_HANDLING_UNSPECIFIED"),
        (.startOfActivityInterrupts, "START_OF_ACTIVITY_INTERRUPTS"),
        (.noInterruption, "NO_INTERRUPTION"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}

/// Which part of the realtime input becomes the user's turn.
package enum TurnCoverage: WireEnum, WireDefault {
    case unspecified
    case onlyActivity
    case allInput
    case audioActivityAndAllVideo
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "TURN_COVERAGE_UNSPECIFIED"),
        (.onlyActivity, "TURN_INCLUDES_ONLY_ACTIVITY"),
        (.allInput, "TURN_INCLUDES_ALL_INPUT"),
        (.audioActivityAndAllVideo, "TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
