// SPDX-License-Identifier: Apache-2.0

/// Where a session stands.
package enum SessionPhase: Sendable, Equatable {
    /// Nothing has been tried yet.
    case idle
    /// A connection is being opened; `attempt` counts from 1.
    case connecting(attempt: Int)
    /// `setup` is sent, `setupComplete` has not arrived.
    case settingUp
    /// Turns can be sent.
    case ready
    /// The connection was lost, and the next attempt waits for its time.
    case reconnecting(attempt: Int, reason: String)
    /// The connection is being left for another one, over which the conversation goes on.
    case moving(reason: String)
    /// A normal close was asked for and the peer's answer is awaited.
    case closing
    /// Nothing more will happen in this session.
    case ended(SessionEnd)
}

/// Why a session ended.
package enum SessionEnd: Sendable, Equatable {
    /// The user closed it.
    case closedByUser
    /// The server closed it with a code and a reason.
    case closedByServer(code: UInt16, reason: String)
    /// The connection went away without a close frame.
    case connectionLost(String)
    /// No connection could be made, or it was refused.
    case failed(SessionError)
}
