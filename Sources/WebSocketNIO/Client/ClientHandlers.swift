// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Reports what ends a client's channel before the upgrade is done, in the user's words.
final class HandshakeErrorHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let url: WebSocketURL
    private let attempt: ConnectAttempt

    init(url: WebSocketURL, attempt: ConnectAttempt) {
        self.url = url
        self.attempt = attempt
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        attempt.fail(ConnectFailure.duringHandshake(error, url))
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        attempt.fail(ConnectFailure.duringHandshake(ChannelError.eof, url))
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event {
            attempt.fail(ConnectFailure.duringHandshake(ChannelError.eof, url))
        }
        context.fireUserInboundEventTriggered(event)
    }
}

/// Lets the end of the stream wait for the upgrade.
///
/// NIO's HTTP decoder hands over what follows a 101 only in the loop's next turn, and forgets it
/// when the end comes first: the close frame of a server that refuses a session right after the
/// upgrade would be lost. Needs half-closure to be allowed on the channel.
final class EndOfInputHandler: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        context.eventLoop.assumeIsolated().execute {
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
    }
}

/// Reads the answer of a server that does not upgrade: status, reason and the first of its body.
final class RefusalHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    /// Enough for a person to see what the server means.
    private static let maxBodyBytes = 512
    private static let maxReasonCharacters = 100

    private let attempt: ConnectAttempt
    private var head: HTTPResponseHead?
    private var body = ByteBuffer()

    init(attempt: ConnectAttempt) {
        self.attempt = attempt
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
        case .body(var part):
            body.writeBuffer(&part)
            if body.readableBytes >= Self.maxBodyBytes { report() }
        case .end:
            report()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        report()
        context.fireChannelInactive()
    }

    private func report() {
        guard let head else { return }
        let bytes = body.readableBytesView.prefix(Self.maxBodyBytes)
        attempt.fail(
            .refused(
                status: Int(head.status.code),
                reason: String(head.status.reasonPhrase.prefix(Self.maxReasonCharacters)),
                body: String(decoding: bytes, as: UTF8.self)
            )
        )
    }
}
