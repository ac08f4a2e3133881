// SPDX-License-Identifier: Apache-2.0

/// Something that went wrong with a turn, found by its silence.
package struct TurnFault: Sendable, Equatable {
    package enum Kind: Sendable, Hashable, CaseIterable {
        /// Nothing of a reply that was being generated came for too long.
        case stall
        /// The turn was completed without any content.
        case silentTurn
        /// A reply was over and no `turnComplete` came.
        case noTurnComplete
        /// Nothing came of what the user had said.
        case noAnswer
    }

    package var kind: Kind
    /// Nil for speech that no turn is known of yet.
    package var turn: Int?
    /// When it was certain.
    package var at: Duration
    /// The server's words about the end of the turn, where it gave any.
    package var end: TurnEnd?

    package init(_ kind: Kind, turn: Int?, at: Duration, end: TurnEnd? = nil) {
        self.kind = kind
        self.turn = turn
        self.at = at
        self.end = end
    }
}
