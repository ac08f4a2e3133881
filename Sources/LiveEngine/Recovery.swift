// SPDX-License-Identifier: Apache-2.0

/// What to do about the end of a connection that nobody here asked for.
///
/// After the close codes and reasons of the Live API reference: server faults, time limits and
/// losses are worth another attempt; what the server refuses, it refuses again.
enum Recovery: Sendable, Equatable {
    /// Connect again in the same way.
    case retry
    /// Connect again, but not with the handle or the history that was refused.
    case retryOtherwise
    case giveUp

    /// - Parameters:
    ///   - ending: How the connection ended.
    ///   - isInSetup: Whether `setupComplete` was still awaited.
    ///   - wasAnnounced: Whether the server had sent `goAway`.
    init(after ending: ConnectionEnding, isInSetup: Bool, wasAnnounced: Bool) {
        guard case .closed(let code, let reason, _) = ending else {
            self = .retry
            return
        }
        let end = SessionEnd.closedByServer(code: code, reason: reason)
        if end.isAuthenticationFailure || reason.contains("quota") {
            self = .giveUp
        } else if ["session handle", "session not found"].contains(where: reason.contains) {
            self = .retryOtherwise
        } else if wasAnnounced || ["GoAway", "aborted"].contains(where: reason.contains) {
            self = .retry
        } else {
            switch code {
            // Going away, no status, lost, internal error, restarting, overloaded, bad gateway.
            case 1001, 1005, 1006, 1011...1014: self = .retry
            case 1007, 1008: self = isInSetup ? .retryOtherwise : .giveUp
            default: self = .giveUp
            }
        }
    }
}
