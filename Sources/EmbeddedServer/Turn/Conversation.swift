// SPDX-License-Identifier: Apache-2.0

/// What was said so far: the context every reply is made from.
package struct Conversation: Sendable, Equatable {
    package private(set) var turns: [Turn] = []
    package private(set) var tokens = TokenCounts()

    package init() {}

    /// Appends a turn; one without any content leaves no trace.
    package mutating func append(_ turn: Turn) {
        guard !turn.isEmpty else { return }
        turns.append(turn)
        tokens += turn.tokens
    }
}
