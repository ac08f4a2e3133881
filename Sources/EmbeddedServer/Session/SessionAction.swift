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
    /// Replaces the timer of this name.
    case schedule(SessionTimer, after: Duration)
    case cancel(SessionTimer)
    /// Ends the connection once everything before is sent.
    case close(SessionClose)
}

/// The timers of a session.
package enum SessionTimer: Sendable, Hashable {
    /// `setup` must have come.
    case setup
    /// A client that plays the reply as it comes has finished now.
    case turnEnd
}
