// SPDX-License-Identifier: Apache-2.0

package import LiveAPI
package import LiveEngine
import Synchronization

/// A transport whose far end is the test: it decides what arrives and sees what is sent.
package final class ScriptedTransport: LiveTransport {
    private struct State {
        var connections: [ScriptedConnection] = []
        var refusals: [SessionError] = []
        var openCount = 0
        var mostOpen = 0
    }

    private let state = Mutex(State())
    private let refusal: SessionError?

    /// - Parameter refusal: Thrown instead of opening any connection.
    package init(refusal: SessionError? = nil) {
        self.refusal = refusal
    }

    package func withConnection<R: Sendable>(
        _ body: @Sendable (any LiveConnection) async throws -> R
    ) async throws -> R {
        if let refusal { throw refusal }
        let connection = try state.withLock { state in
            if !state.refusals.isEmpty { throw state.refusals.removeFirst() }
            let connection = ScriptedConnection()
            state.connections.append(connection)
            state.openCount += 1
            state.mostOpen = max(state.mostOpen, state.openCount)
            return connection
        }
        defer { state.withLock { $0.openCount -= 1 } }
        return try await body(connection)
    }

    /// The connection opened last; nil before the first.
    package var current: ScriptedConnection? { state.withLock(\.connections.last) }

    /// Connections opened so far.
    package var connectionCount: Int { state.withLock(\.connections.count) }

    /// How many connections were ever open at the same time.
    package var mostOpen: Int { state.withLock(\.mostOpen) }

    /// Throws these, one each, instead of opening the next connections.
    package func refuseNext(_ refusals: [SessionError]) {
        state.withLock { $0.refusals += refusals }
    }
}

/// One connection of a `ScriptedTransport`.
package final class ScriptedConnection: LiveConnection {
    private struct State {
        var sent: [LiveClientMessage] = []
        var ending = ConnectionEnding.lost("The test dropped the connection.")
        var ignoresClose = false
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
        if state.withLock(\.ignoresClose) { return }
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

    /// Makes the far end deaf: it no longer answers a close frame.
    package func ignoreClose() {
        state.withLock { $0.ignoresClose = true }
    }

    /// Ends the connection.
    package func end(_ ending: ConnectionEnding) {
        state.withLock { $0.ending = ending }
        continuation.finish()
    }
}
