// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// Which way a frame travelled.
package enum FrameDirection: Sendable, Hashable {
    case clientToServer
    case serverToClient
}

/// The WebSocket opcode of a frame as the session saw it.
package enum FrameOpcode: Sendable, Hashable {
    case text
    case binary
    case close
}

/// One WebSocket data message: what the transport carries.
package struct WireMessage: Sendable, Equatable {
    package var opcode: FrameOpcode
    /// The payload after reassembly; UTF-8 JSON when the peer is sane.
    package var payload: [UInt8]

    package init(opcode: FrameOpcode = .text, payload: [UInt8]) {
        self.opcode = opcode
        self.payload = payload
    }
}

/// One frame on the wire, numbered and decoded, as every consumer of the event log sees it.
package struct WireFrame: Sendable, Equatable {
    /// What the payload meant to the codec.
    package enum Meaning: Sendable, Equatable {
        case client(LiveClientMessage)
        case server(LiveServerMessage)
        /// The close code and reason, in the direction they travelled.
        case close(code: UInt16, reason: String)
        /// The payload is not a Live API message; the text says why.
        case undecodable(String)
    }

    /// Position in the session, from 1, counted over both directions and all connections.
    package var number: Int
    package var direction: FrameDirection
    package var opcode: FrameOpcode
    /// The payload as it crossed the wire; its count is the frame's size in bytes.
    package var payload: [UInt8]
    package var meaning: Meaning
    /// Whether the person put it in; the session itself would not have sent it.
    package var isInjected: Bool

    package init(
        number: Int,
        direction: FrameDirection,
        opcode: FrameOpcode,
        payload: [UInt8],
        meaning: Meaning,
        isInjected: Bool = false
    ) {
        self.number = number
        self.direction = direction
        self.opcode = opcode
        self.payload = payload
        self.meaning = meaning
        self.isInjected = isInjected
    }
}
