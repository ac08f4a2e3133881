// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// What was said so far: the context every reply is made from.
package struct Conversation: Sendable, Equatable {
    package private(set) var turns: [Turn] = []
    package private(set) var tokens = TokenCounts()
    /// How many turns at the beginning are never dropped.
    private let prefixCount: Int

    /// A conversation that begins with turns which stay.
    package init(prefix: [Turn] = []) {
        turns = prefix
        tokens = prefix.reduce(TokenCounts()) { $0 + $1.tokens }
        prefixCount = prefix.count
    }

    /// Appends a turn; one without any content leaves no trace.
    package mutating func append(_ turn: Turn) {
        guard !turn.isEmpty else { return }
        turns.append(turn)
        tokens += turn.tokens
    }

    /// Drops turns after the prefix, oldest first, until so many tokens are left or fewer.
    ///
    /// What stays begins with words of the user's: never with a reply to something dropped, nor with
    /// the result of a function whose call is gone. The last such beginning always stays.
    package mutating func dropOldest(toTokens target: Int) {
        guard tokens.total > target else { return }
        var rest = tokens
        var kept: (start: Int, tokens: TokenCounts)?
        for index in turns.indices.dropFirst(prefixCount) {
            if index > prefixCount, turns[index].beginsExchange {
                kept = (index, rest)
                if rest.total <= target { break }
            }
            rest -= turns[index].tokens
        }
        guard let kept else { return }
        turns.removeSubrange(prefixCount..<kept.start)
        tokens = kept.tokens
    }
}

extension Turn {
    fileprivate var beginsExchange: Bool {
        role == .user && content.parts.allSatisfy { $0.functionResponse == nil }
    }
}
