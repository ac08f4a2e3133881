// SPDX-License-Identifier: Apache-2.0

import Console

/// One thing the doctor looked at, and what to do about it.
struct Finding: Sendable, Equatable {
    enum Level: Sendable, Equatable {
        case fine
        /// It works, or can be done without, and could be better.
        case doubtful
        case wrong
    }

    var level: Level
    var text: String
    /// How to mend it; nil when there is nothing to mend.
    var remedy: String?

    init(level: Level, text: String, remedy: String? = nil) {
        self.level = level
        self.text = text
        self.remedy = remedy
    }

    init(_ finding: MicFinding) {
        switch finding.level {
        case .fine: level = .fine
        case .doubtful: level = .doubtful
        case .wrong: level = .wrong
        }
        text = finding.text
        remedy = finding.remedy
    }

    static func fine(_ text: String) -> Finding {
        Finding(level: .fine, text: text)
    }

    static func doubtful(_ text: String, _ remedy: String) -> Finding {
        Finding(level: .doubtful, text: text, remedy: remedy)
    }

    static func wrong(_ text: String, _ remedy: String) -> Finding {
        Finding(level: .wrong, text: text, remedy: remedy)
    }
}
