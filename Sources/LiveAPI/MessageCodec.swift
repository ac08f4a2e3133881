// SPDX-License-Identifier: Apache-2.0

/// Turns Live API messages into bytes and back.
///
/// Reading is tolerant, since many kinds of client write these messages: both key casings, both
/// base64 alphabets, numbers as strings, unknown fields. Writing is strict: lowerCamelCase, pure
/// ASCII, standard padded base64, 64-bit integers as strings, absent fields left out.
package struct MessageCodec: Sendable {
    private let limits: JSONLimits

    package init(limits: JSONLimits = .default) {
        self.limits = limits
    }

    /// Reads a message of a client.
    ///
    /// - Throws: `JSONError` when the bytes are not one JSON object within the limits.
    package func decodeClient(_ bytes: [UInt8]) throws(JSONError) -> LiveClientMessage {
        var decoder = try MessageDecoder(parsing: bytes, limits: limits)
        var message = LiveClientMessage()
        decoder.readRoot(into: &message)
        message.unknown = decoder.unknown
        message.issues = decoder.issues
        return message
    }

    /// Reads a message of the server.
    ///
    /// - Throws: `JSONError` when the bytes are not one JSON object within the limits.
    package func decodeServer(_ bytes: [UInt8]) throws(JSONError) -> LiveServerMessage {
        var decoder = try MessageDecoder(parsing: bytes, limits: limits)
        var message = LiveServerMessage()
        decoder.readRoot(into: &message)
        message.unknown = decoder.unknown
        message.issues = decoder.issues
        return message
    }

    /// The bytes of a message; `unknown` and `issues` are not written.
    package func encode(_ message: LiveClientMessage) -> [UInt8] {
        MessageEncoder.bytes(of: message)
    }

    /// The bytes of a message; `unknown` and `issues` are not written.
    package func encode(_ message: LiveServerMessage) -> [UInt8] {
        MessageEncoder.bytes(of: message)
    }
}
