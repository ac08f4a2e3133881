// SPDX-License-Identifier: Apache-2.0

/// Joins the fragments of data messages (RFC 6455, section 5.4), under limits and without I/O.
struct MessageAssembler {
    /// What a data frame's opcode says about its place in a message.
    enum FrameKind {
        case start(WebSocketMessage.Opcode)
        case continuation
    }

    private enum State {
        /// Between messages.
        case idle
        /// Some fragments of a message are here, its last one is not.
        case collecting(WebSocketMessage, fragments: Int)
    }

    private let limits: WebSocketLimits
    private var state = State.idle

    /// Whether no message has begun that is not whole.
    var isIdle: Bool {
        if case .idle = state { true } else { false }
    }

    init(limits: WebSocketLimits) {
        self.limits = limits
    }

    /// Takes one unmasked data frame; returns the message it completes.
    mutating func accept(
        _ kind: FrameKind,
        isFinal: Bool,
        payload: [UInt8]
    ) throws(ProtocolFault) -> WebSocketMessage? {
        let (message, fragments) = try joined(kind, payload)
        guard isFinal else {
            guard fragments < limits.maxFragments else {
                throw .tooBig("a message of more than \(limits.maxFragments) fragments")
            }
            state = .collecting(message, fragments: fragments)
            return nil
        }
        if message.opcode == .text, !isUTF8(message.payload) {
            throw .invalidPayload("a text message that is not UTF-8")
        }
        return message
    }

    /// The message so far with `payload` added; leaves the state idle.
    private mutating func joined(
        _ kind: FrameKind,
        _ payload: [UInt8]
    ) throws(ProtocolFault) -> (WebSocketMessage, fragments: Int) {
        defer { state = .idle }
        let size: Int
        let result: (WebSocketMessage, Int)
        switch (kind, state) {
        case (.start(let opcode), .idle):
            size = payload.count
            result = (WebSocketMessage(opcode: opcode, payload: payload), 1)
        case (.continuation, .collecting(var message, let fragments)):
            // The array must have one owner, or every fragment would copy all before it.
            state = .idle
            size = message.payload.count + payload.count
            if size <= limits.maxMessageBytes { message.payload += payload }
            result = (message, fragments + 1)
        case (.start, .collecting):
            throw .protocolError("a new message inside a fragmented one")
        case (.continuation, .idle):
            throw .protocolError("a continuation of no message")
        }
        guard size <= limits.maxMessageBytes else {
            throw .tooBig("a message of more than \(limits.maxMessageBytes) bytes")
        }
        return result
    }

    private func isUTF8(_ bytes: [UInt8]) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }
}
