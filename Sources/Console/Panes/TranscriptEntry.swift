// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// One thing the transcript tells.
package struct TranscriptEntry: Sendable, Equatable {
    /// What the entry tells.
    package enum Kind: Sendable, Equatable {
        /// Words of the user's, typed.
        case typed(SessionEvent.Delivery)
        /// Words of the user's as the server heard them.
        case heard
        case model(Voice)
        case tool
        case interrupted
        case turnEnd
        /// Something about the session: a connection made, lost, closed.
        case session(Notice.Level)
        case notice(Notice.Level)
        /// What can be done about the entry above.
        case advice
    }

    /// How the model's words came.
    package enum Voice: Sendable, Equatable {
        case text
        case thought
        /// The transcript of its audio.
        case spoken
    }

    /// On the console's clock.
    package var time: Duration
    package var kind: Kind
    /// 0 for what belongs to no turn.
    package var turn: Int
    /// Fit for the terminal.
    package var text: String
    /// Whether more may be appended.
    package var isOpen: Bool
    /// The characters that were heard, where the rest was not; an estimate, see ``HeardShare``.
    package var heardCharacters: Int?
    /// Of a function call that has not ended: its id, which may be empty.
    var callID: String?
    /// How far a function call has come.
    var tail: Tail?

    /// What stands at the right end of an entry.
    struct Tail: Sendable, Equatable {
        var text: String
        var role: ThemeRole
    }

    /// Whether it tells of a connection that is being left for another.
    var isMoving: Bool { kind == .session(.info) && isOpen && text.hasPrefix("moving") }
}
