// SPDX-License-Identifier: Apache-2.0

/// The outbound event that asks a connection's frame handler to start the closing handshake.
///
/// An event and not a write: writes wait while the peer does not read, closing must not.
struct CloseRequest: Sendable {
    var code: CloseCode
    var reason: String
}
