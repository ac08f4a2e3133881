// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import WebSocketNIO

/// One WebSocket as the engine sees it.
struct WebSocketLiveConnection: LiveConnection {
    private let connection: WebSocketConnection

    init(_ connection: WebSocketConnection) {
        self.connection = connection
    }

    var messages: any AsyncSequence<WireMessage, Never> & Sendable {
        connection.inbound.map { WireMessage($0) }
    }

    func send(_ message: WireMessage) async throws(SessionError) {
        let opcode: WebSocketMessage.Opcode = message.opcode == .binary ? .binary : .text
        do throws(WebSocketError) {
            try await connection.send(WebSocketMessage(opcode: opcode, payload: message.payload))
        } catch {
            throw SessionError(error)
        }
    }

    func close(code: UInt16, reason: String) async {
        await connection.close(CloseCode(rawValue: code), reason: reason)
    }

    func ending() async -> ConnectionEnding {
        // A close of ours for what the peer did wrong is no close that either side asked for.
        guard let close = connection.close, close.code != .abnormal, connection.failure == nil
        else {
            return .lost("The connection to \(connection.peer) was lost: \(lossReason)")
        }
        return .closed(
            code: close.code.rawValue,
            reason: close.reason,
            byPeer: close.initiator == .remote
        )
    }
}

extension WebSocketLiveConnection {
    private var lossReason: String {
        switch connection.failure {
        case .connectionLost(let reason): "\(reason)."
        case .some(let failure): "\(failure)"
        case nil: "it ended without a close frame."
        }
    }
}

extension WireMessage {
    init(_ message: WebSocketMessage) {
        self.init(
            opcode: message.opcode == .binary ? .binary : .text,
            payload: message.payload
        )
    }
}

extension SessionError {
    /// What a failed connection means to the session.
    init(_ error: WebSocketError) {
        switch error {
        case .refused(let status, _, _):
            // 401 and 403 will not mend themselves; 429 and 5xx may.
            self.init(.refused, "\(error)", isRetryable: status == 429 || status >= 500)
        default:
            self.init(.cannotConnect, "\(error)", isRetryable: true)
        }
    }
}
