// SPDX-License-Identifier: Apache-2.0

/// Something the peer did that ends the connection: the code to close with and the reason to give.
struct ProtocolFault: Error, Equatable {
    var code: CloseCode
    var reason: String

    static func protocolError(_ reason: String) -> ProtocolFault {
        ProtocolFault(code: .protocolError, reason: reason)
    }

    static func tooBig(_ reason: String) -> ProtocolFault {
        ProtocolFault(code: .tooBig, reason: reason)
    }

    /// There is no room for more, whoever took it.
    static let outOfRoom = ProtocolFault(
        code: .tryAgainLater,
        reason: "too many large messages at the same time"
    )

    static func invalidPayload(_ reason: String) -> ProtocolFault {
        ProtocolFault(code: .invalidPayload, reason: reason)
    }

    /// The fault as the connection's user sees it.
    var error: WebSocketError {
        [.tooBig, .tryAgainLater].contains(code) ? .tooBig(reason) : .protocolViolation(reason)
    }
}
