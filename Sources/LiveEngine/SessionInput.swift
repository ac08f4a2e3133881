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

/// A medium that flows as it happens, so that what cannot be sent in time is dropped.
enum LiveMedium: Sendable, Equatable {
    case audio
    case video
}

/// What happens to one connection.
enum ConnectionNews: Sendable {
    case opened
    case failed(SessionError)
    case received(WireMessage)
    /// A message of a live medium has been written.
    case written(LiveMedium)
    case ended(ConnectionEnding)
}
