// SPDX-License-Identifier: Apache-2.0

/// The body of a close frame (RFC 6455, section 5.5.1): nothing, or a code and a UTF-8 reason.
struct ClosePayload: Equatable {
    /// What is left of a control frame's 125 bytes after the code.
    static let maxReasonBytes = 123

    /// Nil for an empty body.
    var code: CloseCode?
    var reason: String

    init(code: CloseCode?, reason: String = "") {
        self.code = code
        self.reason = reason
    }

    /// Reads the body of a received close frame.
    ///
    /// - Throws: A fault for half a code, a code nobody may send, or a reason that is not UTF-8.
    init(decoding bytes: [UInt8]) throws(ProtocolFault) {
        guard !bytes.isEmpty else {
            self.init(code: nil)
            return
        }
        guard bytes.count >= 2 else { throw .protocolError("a close frame of one byte") }
        let code = CloseCode(rawValue: UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
        guard code.isSendable else { throw .protocolError("close code \(code) is reserved") }
        guard let reason = String(validating: bytes[2...], as: UTF8.self) else {
            throw .invalidPayload("a close reason that is not UTF-8")
        }
        self.init(code: code, reason: reason)
    }

    /// The body to send; the reason is cut to fit, between two characters.
    var encoded: [UInt8] {
        guard let code else { return [] }
        var bytes = [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)]
        for character in reason {
            guard bytes.count + character.utf8.count <= 2 + Self.maxReasonBytes else { break }
            bytes += Array(character.utf8)
        }
        return bytes
    }
}
