// SPDX-License-Identifier: Apache-2.0

/// One complete data message, after reassembly and unmasking.
package struct WebSocketMessage: Sendable, Equatable {
    /// The kind of a data message.
    package enum Opcode: Sendable, Equatable {
        /// The payload is valid UTF-8: received text is checked, sent text is the caller's promise.
        case text
        case binary
    }

    package var opcode: Opcode
    package var payload: [UInt8]

    package init(opcode: Opcode, payload: [UInt8]) {
        self.opcode = opcode
        self.payload = payload
    }

    /// Makes a text message.
    package static func text(_ string: String) -> WebSocketMessage {
        WebSocketMessage(opcode: .text, payload: Array(string.utf8))
    }

    /// Makes a binary message.
    package static func binary(_ bytes: [UInt8]) -> WebSocketMessage {
        WebSocketMessage(opcode: .binary, payload: bytes)
    }
}
