// SPDX-License-Identifier: Apache-2.0

/// How much the model reasons before it answers.
package struct ThinkingConfig: Sendable, Equatable {
    package var includeThoughts: Bool?
    /// Tokens; 0 turns thinking off, -1 leaves it to the model.
    package var thinkingBudget: Int?
    package var thinkingLevel: ThinkingLevel?

    package init(
        includeThoughts: Bool? = nil,
        thinkingBudget: Int? = nil,
        thinkingLevel: ThinkingLevel? = nil
    ) {
        self.includeThoughts = includeThoughts
        self.thinkingBudget = thinkingBudget
        self.thinkingLevel = thinkingLevel
    }
}

extension ThinkingConfig: WireObject {
    init() {}

    mutating func visitFields(_ fields: inout some FieldVisitor) {
        fields.field("includeThoughts", &includeThoughts)
        fields.field("thinkingBudget", &thinkingBudget)
        fields.field("thinkingLevel", &thinkingLevel)
    }
}

/// How hard the model thinks.
package enum ThinkingLevel: WireEnum, WireDefault {
    case unspecified
    case minimal
    case low
    case medium
    case high
    case extraHigh
    case unrecognized(String)

    package static let names: [(value: Self, name: String)] = [
        (.unspecified, "THINKING_LEVEL_UNSPECIFIED"),
        (.minimal, "MINIMAL"),
        (.low, "LOW"),
        (.medium, "MEDIUM"),
        (.high, "HIGH"),
        (.extraHigh, "XHIGH"),
    ]

    package var unrecognizedName: String? {
        if case .unrecognized(let name) = self { name } else { nil }
    }
}
