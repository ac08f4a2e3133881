// SPDX-License-Identifier: Apache-2.0

/// What a server proves itself with.
package struct TLSIdentity: Sendable {
    /// The leaf certificate first, then its issuers.
    package var certificateChainPEM: String
    /// The leaf's private key, unencrypted; secret, so not part of any description.
    package var privateKeyPEM: String

    package init(certificateChainPEM: String, privateKeyPEM: String) {
        self.certificateChainPEM = certificateChainPEM
        self.privateKeyPEM = privateKeyPEM
    }
}

extension TLSIdentity: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "TLSIdentity(…)" }
    package var debugDescription: String { description }
}
