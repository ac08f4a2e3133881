// SPDX-License-Identifier: Apache-2.0

/// What the loop of a session takes, one at a time.
enum SessionInput: Sendable {
    /// News of the connection with this number; of no interest once there is a later one.
    case connection(Int, ConnectionNews)
    /// A timer's time is over; the number tells it from one that replaced it.
    case timerFired(SessionStateMachine.Timer, Int)
    /// The time has come at which the books may find something by time alone.
    case booksDue(Duration)
    case command(SessionCommand)
    /// The session has ended and every command submitted before has been seen.
    case commandsEnded
}

/// What happens to one connection.
enum ConnectionNews: Sendable {
    case opened
    case failed(SessionError)
    case received(WireMessage)
    /// A message with sound has been written.
    case audioWritten
    case ended(ConnectionEnding)
}
