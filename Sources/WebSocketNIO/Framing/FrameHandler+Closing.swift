// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOSSL
import NIOWebSocket

/// The ways a connection ends; each is bounded by a deadline and leaves an entry in `end`.
extension FrameHandler {
    /// How long a client waits for the server to end the TCP connection, as RFC 6455, section
    /// 7.1.1 wants, before it does so itself.
    private static let serverCloseGrace = TimeAmount.seconds(1)

    /// Starts the closing handshake, unless the connection is ending already.
    func close(as request: CloseRequest, _ context: ChannelHandlerContext) {
        guard phase == .open else { return }
        let code = request.code.isSendable ? request.code : .normal
        let payload = ClosePayload(code: code, reason: request.reason)
        end.record(WebSocketClose(code: code, reason: payload.reason, initiator: .local))
        startClosing(payload, context)
    }

    private func startClosing(
        _ payload: ClosePayload,
        _ context: ChannelHandlerContext,
        sent: EventLoopPromise<Void>? = nil
    ) {
        phase = .closing
        limitEnd(to: closeTimeout, context)
        write(.connectionClose, ByteBuffer(bytes: payload.encoded), context, sent: sent)
        endMessages(context)
    }

    /// Closes with the fault's code, then only waits for the peer to go: after a fault its frames
    /// cannot be trusted, but bytes left unread would make the kernel reset the connection and
    /// the peer lose the close frame.
    func fail(_ fault: ProtocolFault, _ context: ChannelHandlerContext) {
        guard phase == .open else {
            phase = .closed
            context.close(mode: .output, promise: nil)
            return
        }
        end.record(
            WebSocketClose(code: fault.code, reason: fault.reason, initiator: .local),
            failure: fault.error
        )
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { _ in
            context.close(mode: .output, promise: nil)
        }
        startClosing(
            ClosePayload(code: fault.code, reason: fault.reason),
            context,
            sent: sent
        )
        phase = .closed
    }

    func receiveClose(_ payload: ClosePayload, _ context: ChannelHandlerContext) {
        if phase == .open {
            end.record(
                WebSocketClose(
                    code: payload.code ?? .noStatus,
                    reason: payload.reason,
                    initiator: .remote
                )
            )
            let sent = context.eventLoop.makePromise(of: Void.self)
            sent.futureResult.assumeIsolated().whenComplete { _ in self.finishClosing(context) }
            startClosing(ClosePayload(code: payload.code), context, sent: sent)
            phase = .closed
        } else {
            phase = .closed
            finishClosing(context)
        }
    }

    /// Both close frames have crossed: the server ends the TCP connection, the client lets it.
    private func finishClosing(_ context: ChannelHandlerContext) {
        switch role {
        case .server: context.close(promise: nil)
        case .client: limitEnd(to: min(Self.serverCloseGrace, closeTimeout), context)
        }
    }

    private func limitEnd(to limit: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
            self.drop(context)
        }
    }

    func recordLoss(_ reason: String) {
        end.record(
            WebSocketClose(code: .abnormal, reason: reason, initiator: .none),
            failure: .connectionLost(reason)
        )
    }

    /// Tells the consumer that no more messages come, before the socket itself is gone.
    private func endMessages(_ context: ChannelHandlerContext) {
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        context.read()
    }

    /// Ends the connection at once, without the closing handshake that TLS would wait for.
    func drop(_ context: ChannelHandlerContext) {
        phase = .closed
        let tls = try? context.pipeline.syncOperations.context(handlerType: NIOSSLHandler.self)
        (tls ?? context).close(promise: nil)
    }
}
