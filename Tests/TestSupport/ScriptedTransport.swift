// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
package import LiveEngine
import Synchronization

/// A transport whose far end is the test: it decides what arrives and sees what is sent.
package final class ScriptedTransport: LiveTransport {
    private let connections = Mutex<[ScriptedConnection]>([])
    private let refusal: SessionError?

    /// - Parameter refusal: Thrown instead of opening any connection.
    package init(refusal: SessionError? = nil) {
        self.refusal = refusal
    }

    package func withConnection<R: Sendable>(
        _ body: @Sendable (any LiveConnection) async throws -> R
    ) async throws -> R {
        if let refusal { throw refusal }
        let connection = ScriptedConnection()
        connections.withLock { $0.append(connection) }
        return try await body(connection)
    }

    /// The connection opened last; nil before the first.
    package var current: ScriptedConnection? { connections.withLock(\.last) }
}

/// One connection of a `ScriptedTransport`.
package final class ScriptedConnection: LiveConnection {
    private struct State {
        var sent: [LiveClientMessage] = []
        var ending = ConnectionEnding.lost("The test dropped the connection.")
    }

    private let state = Mutex(State())
    private let inbound: AsyncStream<WireMessage>
    private let continuation: AsyncStream<WireMessage>.Continuation
    private let codec = MessageCodec()

    init() {
        (inbound, continuation) = AsyncStream.makeStream(
            of: WireMessage.self,
            bufferingPolicy: .bufferingOldest(1024)
        )
    }

    package var messages: any AsyncSequence<WireMessage, Never> & Sendable { inbound }

    package func send(_ message: WireMessage) async throws(SessionError) {
        do throws(JSONError) {
            let decoded = try codec.decodeClient(message.payload)
            state.withLock { $0.sent.append(decoded) }
        } catch {
            throw SessionError(.protocolViolation, "\(error)")
        }
    }

    package func close(code: UInt16, reason: String) async {
        end(.closed(code: code, reason: reason, byPeer: false))
    }

    package func ending() async -> ConnectionEnding { state.withLock(\.ending) }

    /// What the session has sent so far.
    package var sent: [LiveClientMessage] { state.withLock(\.sent) }

    /// Lets a message of the server's arrive.
    package func deliver(_ message: LiveServerMessage) {
        continuation.yield(WireMessage(opcode: .binary, payload: codec.encode(message)))
    }

    /// Lets raw bytes arrive.
    package func deliver(raw text: String) {
        continuation.yield(WireMessage(opcode: .text, payload: Array(text.utf8)))
    }

    /// Ends the connection.
    package func end(_ ending: ConnectionEnding) {
        state.withLock { $0.ending = ending }
        continuation.finish()
    }
}
