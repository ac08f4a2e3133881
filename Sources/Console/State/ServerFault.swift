// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// A mistake that the server inside this program is asked to make.
package enum ServerFault: Sendable, Equatable {
    case goAway(timeLeft: Duration)
    case close(code: UInt16, reason: String)
    /// End the connection without a close frame.
    case drop
    /// Send nothing for this long.
    case stall(Duration)
    /// Send everything this much later; zero ends that.
    case delay(Duration)
    case loseHandles
    case garbage

    /// What the session's log says of it.
    package var notice: Notice {
        Notice(.info, "the server was asked for a fault: \(words)")
    }

    /// It in a few words.
    package var words: String {
        switch self {
        case .goAway(let time): "goAway, \(TimeText.latency(time)) left"
        case .close(let code, let reason):
            reason.isEmpty ? "close \(code)" : "close \(code) \(reason)"
        case .drop: "drop the connection"
        case .stall(let time): "stall \(TimeText.latency(time))"
        case .delay(.zero): "no delay any more"
        case .delay(let time): "delay \(TimeText.latency(time))"
        case .loseHandles: "lose the resumption handles"
        case .garbage: "a frame of garbage"
        }
    }
}
