// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// What the Live API documents differently for its models, told by their ids.
///
/// Any id is served; one that belongs to no known series gets what most models have in common.
package enum ModelFamily: Sendable, Equatable {
    /// The 2.0 and 2.5 series.
    case two
    /// `gemini-3.1-flash-live-preview`.
    case threeOne
    case threeEight
    case threeEightThinking
    case other

    /// Reads a model id, with or without `models/`.
    package init(model: String) {
        func names(_ series: String) -> Bool { model.contains("-\(series)-") }
        if names("2.0") || names("2.5") {
            self = .two
        } else if names("3.1") {
            self = .threeOne
        } else if names("3.8") {
            self = model.contains("thinking") ? .threeEightThinking : .threeEight
        } else {
            self = .other
        }
    }

    /// Whether its models answer in sound alone.
    var onlySpeaks: Bool {
        switch self {
        case .threeOne, .threeEight, .threeEightThinking: true
        case .two, .other: false
        }
    }

    /// Models of the 2.x series leave out what is seen while nobody speaks.
    var turnCoverage: TurnCoverage {
        self == .two ? .onlyActivity : .audioActivityAndAllVideo
    }

    /// Whether a call of a function that declares this behaviour is waited for.
    ///
    /// Wire rule: Live API tool use. 2.x and 3.1 wait unless told otherwise, and 3.1 always; 3.8 goes
    /// on unless told otherwise, and extended thinking always.
    func blocks(_ behavior: FunctionBehavior?) -> Bool {
        switch (self, behavior) {
        case (.threeOne, _): true
        case (.threeEightThinking, _): false
        case (_, .blocking): true
        case (_, .nonBlocking): false
        case (.threeEight, _): false
        default: true
        }
    }

    /// Refuses settings the series is documented to refuse.
    func check(_ setup: Setup) throws(SessionClose) {
        guard self == .threeEight || self == .threeEightThinking else { return }
        let level = setup.generationConfig?.thinkingConfig?.thinkingLevel ?? .unspecified
        let levels: [ThinkingLevel] =
            self == .threeEight ? [.unspecified] : [.unspecified, .low, .medium, .high]
        guard levels.contains(level) else { throw .thinkingLevelUnsupported }
        guard setup.proactivity?.proactiveAudio != false else {
            throw .invalidArgument("Proactive audio of this model cannot be turned off.")
        }
    }
}
