// SPDX-License-Identifier: Apache-2.0

/// The seam between the session engine and whatever carries its messages.
///
/// Scoped: the connection lives exactly as long as `body` runs.
package protocol LiveTransport: Sendable {
    /// Opens one connection, runs `body` with it and closes it.
    ///
    /// - Throws: `SessionError` when no connection could be made; what `body` throws otherwise.
    func withConnection<R: Sendable>(
        _ body: @Sendable (any LiveConnection) async throws -> R
    ) async throws -> R
}

/// One open connection, message by message.
package protocol LiveConnection: Sendable {
    /// The peer's messages, for one consumer; ends once the connection has ended.
    var messages: any AsyncSequence<WireMessage, Never> & Sendable { get }

    /// Writes one message; suspends while the peer does not read.
    ///
    /// - Throws: `SessionError` when the connection has ended.
    func send(_ message: WireMessage) async throws(SessionError)

    /// Sends a close frame and waits, for a bounded time, for the peer's.
    func close(code: UInt16, reason: String) async

    /// How the connection ended; meaningful once `messages` has ended.
    func ending() async -> ConnectionEnding
}

/// How a connection ended.
package enum ConnectionEnding: Sendable, Equatable {
    /// A close frame with this code and reason arrived, or ours was answered.
    case closed(code: UInt16, reason: String, byPeer: Bool)
    /// The connection went away without a close frame.
    case lost(String)
}
