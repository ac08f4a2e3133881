// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// One open WebSocket connection, message by message, on either side.
///
/// Valid inside the scope that handed it out. Pings are answered and fragments joined before
/// anything arrives here.
package final class WebSocketConnection: Sendable {
    /// What the peer sends; `WebSocketInbound` has the rules of back-pressure and cancellation.
    package let inbound: WebSocketInbound
    /// The peer's address and port.
    package let peer: String
    /// The upgrade request, on the server's side.
    package let request: HTTPRequestHead?

    private let channel: any Channel
    private let outbound: NIOAsyncChannelOutboundWriter<WebSocketMessage>
    private let end: EndRecord

    init(
        channel: any Channel,
        inbound: NIOAsyncChannelInboundStream<WebSocketMessage>,
        outbound: NIOAsyncChannelOutboundWriter<WebSocketMessage>,
        end: EndRecord,
        account: ReceiveAccount? = nil,
        request: HTTPRequestHead? = nil
    ) {
        self.channel = channel
        self.inbound = WebSocketInbound(source: InboundSource(inbound, account))
        self.outbound = outbound
        self.end = end
        self.request = request
        let address = channel.remoteAddress
        peer = HostAndPort.joined(address?.ipAddress ?? "?", address?.port ?? 0)
    }

    /// How the connection ended, or nil while it is open.
    package var close: WebSocketClose? { end.current?.close }

    /// The error that ended the connection; nil while it is open and after an orderly close.
    package var failure: WebSocketError? { end.current?.failure }

    /// The next message, or nil once the connection has ended; the same queue as `inbound`.
    package func receive() async -> WebSocketMessage? {
        await inbound.source.next()
    }

    /// Writes one message; suspends while the peer does not read.
    ///
    /// - Throws: `.closed` or the error that ended the connection; `.cancelled`, in which case
    ///   nothing of the message was sent.
    package func send(_ message: WebSocketMessage) async throws(WebSocketError) {
        if let end = end.current { throw end.failure ?? .closed(end.close) }
        do {
            try await outbound.write(message)
            // The writer learns that the channel is full only when its event loop has taken the
            // message; without this turn a fast sender would run ahead of the back-pressure.
            try await channel.eventLoop.submit {}.get()
        } catch is CancellationError {
            throw .cancelled
        } catch {
            let end = end.current
            throw end?.failure ?? end.map { .closed($0.close) } ?? .connectionLost("\(error)")
        }
    }

    /// Sends a close frame, waits for the peer's up to `closeTimeout`, then drops the connection.
    ///
    /// Returns once the connection is gone, whoever ended it. Messages that arrive meanwhile are
    /// discarded.
    ///
    /// - Parameters:
    ///   - code: A code that may be sent; others become 1000.
    ///   - reason: Cut to 123 UTF-8 bytes at a character.
    package func close(_ code: CloseCode, reason: String = "") async {
        beginClosing(code, reason: reason)
        // Never fails and is bounded: the frame handler drops the connection at its deadline.
        try? await channel.closeFuture.get()
    }

    /// Ends the connection without a close frame; returns once it is gone.
    package func drop() async {
        channel.close(promise: nil)
        // Never fails: it is the channel's end.
        try? await channel.closeFuture.get()
    }

    /// Whether a message sent now would be taken without waiting for the peer.
    var isWritable: Bool { channel.isWritable }

    /// Starts the closing handshake without waiting for its end.
    func beginClosing(_ code: CloseCode, reason: String) {
        channel.triggerUserOutboundEvent(CloseRequest(code: code, reason: reason), promise: nil)
    }
}
