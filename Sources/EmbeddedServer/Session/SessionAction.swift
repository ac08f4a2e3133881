// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// What the state machine wants done.
package enum SessionAction: Sendable, Equatable {
    case send(LiveServerMessage)
    /// Bytes that need not be a Live API message: a scripted fault.
    case sendRaw([UInt8])
    case startReply(ReplyRequest)
    /// The running reply is to stop; events of it may still arrive.
    case cancelReply
    /// The user begins to speak: the utterance of this number is to be recognized.
    case startRecognition(Int)
    /// More of the utterance started last: 16 kHz, mono.
    case recognize([Int16])
    /// The utterance is over; what its words are is awaited.
    case finishRecognition(Int)
    /// The words are not wanted any more.
    case cancelRecognition(Int)
    /// A handle is to be made that stands for this session, and the client to be told.
    case offerHandle(SavedSession, lastConsumed: Int64?)
    /// The handles of this connection are worth nothing any more.
    case forgetHandles
    /// Replaces the timer of this name.
    case schedule(SessionTimer, after: Duration)
    case cancel(SessionTimer)
    /// Something the operator of the server may want to know.
    case note(SessionNote)
    /// Ends the connection once everything before is sent.
    case close(SessionClose)
}

/// What a client did that a session went over without a word.
package enum SessionNote: Sendable, Equatable, CustomStringConvertible {
    /// A function's response that nobody waits for.
    case responseIgnored(id: String, PendingCalls.Fate)

    package var description: String {
        switch self {
        case .responseIgnored(let id, let fate):
            let call = id.isEmpty ? "without an id" : "to \(id.prefix(80).debugDescription)"
            return "function response \(call) ignored: \(fate.reason)"
        }
    }
}

/// The timers of a session.
package enum SessionTimer: Sendable, Hashable, CaseIterable {
    /// `setup` must have come.
    case setup
    /// A client that plays the reply as it comes has finished now.
    case turnEnd
    /// A client that speaks has sent nothing for long.
    case audioGap
    /// The words of what was said must have come.
    case recognition
    /// The end of the connection is to be announced.
    case goAway
    /// The connection, or its session, has lasted as long as it may.
    case lifeEnd
}
