// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Watches the bytes of a connection and says when the peer has been silent for too long.
///
/// Stands before the frame decoder, so that every piece of a slow, large frame counts as life.
final class KeepAliveHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Fired inbound, for the frame handler to act on.
    enum Event {
        /// Time to ask for a sign of life.
        case silent
        /// No sign came.
        case halfOpen(Duration)
    }

    private enum State {
        /// Bytes have come since the last ping, if there was one.
        case watching
        /// A ping went out and no byte has come since.
        case asked
    }

    private let interval: TimeAmount
    private let timeout: Duration
    private var state = State.watching
    private var lastLife = NIODeadline.uptimeNanoseconds(0)
    private var timer: Scheduled<Void>?
    /// Whether the consumer wants bytes: while it does not, silence is our own doing.
    private var isReading = true

    init(_ keepAlive: KeepAlive) {
        interval = TimeAmount(keepAlive.interval)
        timeout = keepAlive.timeout
    }

    func handlerAdded(context: ChannelHandlerContext) {
        lastLife = context.eventLoop.now
        wait(until: lastLife + interval, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        noteLife(context)
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if !isReading {
            isReading = true
            // What the peer sent while nobody read is only now on its way up.
            noteLife(context)
        }
        context.read()
    }

    private func noteLife(_ context: ChannelHandlerContext) {
        lastLife = context.eventLoop.now
        if case .asked = state {
            state = .watching
            wait(until: lastLife + interval, context)
        }
    }

    private func wait(until deadline: NIODeadline, _ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.timeIsUp(context)
        }
    }

    private func timeIsUp(_ context: ChannelHandlerContext) {
        let now = context.eventLoop.now
        if !isReading {
            state = .watching
            lastLife = now
        }
        switch state {
        case .watching where lastLife + interval > now:
            wait(until: lastLife + interval, context)
        case .watching:
            state = .asked
            wait(until: now + TimeAmount(timeout), context)
            context.fireUserInboundEventTriggered(Event.silent)
        case .asked:
            context.fireUserInboundEventTriggered(Event.halfOpen(timeout))
        }
    }
}
