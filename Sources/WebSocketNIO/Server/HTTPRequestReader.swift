// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Collects one plain HTTP request with a bounded body.
final class HTTPRequestReader: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    /// Largest body that is read, in bytes.
    static let maxBodyBytes = 64 << 10

    /// What was asked for.
    enum Request: Sendable {
        case complete(HTTPRequestHead, body: [UInt8])
        case bodyTooLarge
    }

    private let request: EventLoopPromise<Request>
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(request: EventLoopPromise<Request>) {
        self.request = request
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            self.head = HTTPRequestHead(head)
            let announced = head.headers["Content-Length"].first.flatMap { Int($0) } ?? 0
            if announced > Self.maxBodyBytes { finish(.bodyTooLarge, context) }
        case .body(var part):
            body.writeBuffer(&part)
            if body.readableBytes > Self.maxBodyBytes { finish(.bodyTooLarge, context) }
        case .end:
            guard let head else { return }
            finish(.complete(head, body: Array(body.readableBytesView)), context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        request.fail(ChannelError.eof)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        request.fail(error)
        context.fireErrorCaught(error)
    }

    private func finish(_ result: Request, _ context: ChannelHandlerContext) {
        head = nil
        body.clear()
        HandshakeGuard.lift(from: context.channel)
        request.succeed(result)
    }
}
