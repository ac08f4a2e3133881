// SPDX-License-Identifier: Apache-2.0

/// Why a session could not start or go on, in words that say what to do.
package struct SessionError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// The name did not resolve, the port refused, the TLS handshake failed, or time ran out.
        case cannotConnect
        /// The server refused the key, the token or the model.
        case refused
        /// The server did not follow the protocol.
        case protocolViolation
        /// The peer stopped reading and the outgoing queue reached its limit.
        case outboundOverflow
    }

    package var kind: Kind
    /// What failed, on what.
    package var message: String
    /// Whether the same attempt may succeed later.
    package var isRetryable: Bool

    package init(_ kind: Kind, _ message: String, isRetryable: Bool = false) {
        self.kind = kind
        self.message = message
        self.isRetryable = isRetryable
    }

    package var description: String { message }
}
