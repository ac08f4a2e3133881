// SPDX-License-Identifier: Apache-2.0

/// A mistake that running sessions are told to make, so that one sees what their clients do.
package enum FaultOrder: Sendable, Equatable {
    /// Announce the connection's end, and keep to it.
    case goAway(timeLeft: Duration)
    case close(code: UInt16, reason: String)
    /// End the connection without a close frame: 1006 to the client.
    case drop
    /// Send nothing for this long; what is to be sent waits.
    case stall(Duration)
    /// Send every message this much later, until told otherwise.
    case delay(Duration)
    /// Forget the resumption handles that the connection gave.
    case loseHandles
    /// Send a frame that is no JSON.
    case garbage

    /// What ``garbage`` sends: JSON that breaks off, with bytes behind it that are no UTF-8.
    static let garbageBytes = Array(#"{"serverContent":{"modelTurn":"#.utf8) + [0xFF, 0xC0, 0x00]
}
