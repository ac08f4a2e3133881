// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Ends a connection that takes too long, or too many bytes, to say what it wants.
///
/// Stands before the HTTP decoder and is removed once the request is complete.
final class HandshakeGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Room for any sane head and the largest body that is read.
    static let maxBytes = HTTPRequestReader.maxBodyBytes + (32 << 10)

    private let timeLimit: TimeAmount
    private var deadline: Scheduled<Void>?
    private var bytes = 0

    init(timeLimit: TimeAmount) {
        self.timeLimit = timeLimit
    }

    func handlerAdded(context: ChannelHandlerContext) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: timeLimit) {
            context.close(promise: nil)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += Self.unwrapInboundIn(data).readableBytes
        if bytes > Self.maxBytes {
            context.close(promise: nil)
        } else {
            context.fireChannelRead(data)
        }
    }

    /// Lifts the limits of a channel whose request is complete.
    static func lift(from channel: any Channel) {
        let pipeline = channel.pipeline.syncOperations
        if let handler = try? pipeline.handler(type: HandshakeGuard.self) {
            pipeline.removeHandler(handler, promise: nil)
        }
    }
}
