// SPDX-License-Identifier: Apache-2.0

/// How a connection ended.
package struct WebSocketClose: Sendable, Equatable, CustomStringConvertible {
    /// Who sent the first close frame.
    package enum Initiator: Sendable, Equatable {
        case local
        case remote
        /// Nobody: the connection was lost.
        case none
    }

    package var code: CloseCode
    package var reason: String
    package var initiator: Initiator

    package init(code: CloseCode, reason: String = "", initiator: Initiator) {
        self.code = code
        self.reason = reason
        self.initiator = initiator
    }

    /// The code and the reason, without secrets: "1008 token expired".
    package var description: String {
        reason.isEmpty ? "\(code)" : "\(code) \(Secrets.masked(in: reason))"
    }
}
