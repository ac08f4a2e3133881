// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Pictures on their way to a connection.
///
/// A picture that cannot go at once, because there is no connection or because the peer does not
/// read, waits here. Of those that wait the oldest is dropped for a newer one: what a camera saw
/// seconds ago is not what the model is asked about.
struct VideoQueue: Sendable, Equatable {
    /// Pictures that may wait.
    static let waitingLimit = 2

    private var waiting: [Blob] = []
    /// Whether a picture was handed out and has not been written.
    private var isInFlight = false

    /// Appends a picture; returns how many were dropped for it.
    mutating func add(_ picture: Blob) -> Int {
        waiting.append(picture)
        let excess = max(waiting.count - Self.waitingLimit, 0)
        waiting.removeFirst(excess)
        return excess
    }

    /// Takes out the picture that may be sent now.
    mutating func release() -> Blob? {
        guard !isInFlight, !waiting.isEmpty else { return nil }
        isInFlight = true
        return waiting.removeFirst()
    }

    /// The picture that was handed out has left.
    mutating func written() { isInFlight = false }

    /// The connection that a picture was handed to is gone.
    mutating func connectionEnded() { isInFlight = false }

    /// Gives up what waits.
    mutating func abandon() { waiting = [] }
}
