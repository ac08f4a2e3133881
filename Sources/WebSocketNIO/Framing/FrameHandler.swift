// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOSSL
import NIOWebSocket

/// Turns frames into messages and back, and runs everything RFC 6455 asks of an endpoint between
/// the upgrade and the end: masking, control frames, the closing handshake, its deadline.
///
/// It acts on its own, without the connection's user: pings are answered and closing comes to an
/// end even while nobody takes messages.
final class FrameHandler: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = WebSocketMessage
    typealias OutboundIn = WebSocketMessage
    typealias OutboundOut = WebSocketFrame

    /// Which end of the connection this is: clients mask what they send, servers must not.
    enum Role {
        case client
        case server
    }

    enum Phase {
        /// Messages flow both ways.
        case open
        /// Our close frame is sent, the peer's is awaited.
        case closing
        /// Both close frames have crossed; only the end of the stream is missing.
        case closed
    }

    let role: Role
    let end: EndRecord
    let closeTimeout: TimeAmount
    private let account: ReceiveAccount?
    private var assembler: MessageAssembler
    var phase = Phase.open
    var deadline: Scheduled<Void>?
    /// The newest ping that could not be answered because the peer does not read.
    private var unansweredPing: ByteBuffer?

    init(
        role: Role,
        limits: WebSocketLimits,
        end: EndRecord,
        account: ReceiveAccount? = nil
    ) {
        self.role = role
        self.end = end
        self.account = account
        closeTimeout = TimeAmount(limits.closeTimeout)
        assembler = MessageAssembler(limits: limits)
    }

    // MARK: Inbound

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard phase != .closed else { return }
        do throws(ProtocolFault) {
            try receive(Self.unwrapInboundIn(data), context)
        } catch {
            fail(error, context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // The peer's close frame may be behind messages that nobody will take any more.
        if phase != .open { context.read() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        recordLoss("the peer ended it without a close frame")
        phase = .closed
        context.fireChannelInactive()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, let payload = unansweredPing.take() {
            answerPing(payload, context)
        }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case NIOWebSocketError.invalidFrameLength:
            fail(.tooBig("a frame of more bytes than allowed"), context)
        case is NIOWebSocketError:
            fail(.protocolError("a control frame that is fragmented or too long"), context)
        case is ByteToMessageDecoderError:
            recordLoss("it ended in the middle of a frame")
        case NIOSSLError.uncleanShutdown:
            recordLoss("the peer ended it without closing TLS")
        default:
            recordLoss(FailureText.describing(error))
            drop(context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            recordLoss("the peer ended it without a close frame")
            context.close(promise: nil)
        case ReceiveMeter.Event.overBudget:
            fail(.outOfRoom, context)
        case KeepAliveHandler.Event.silent:
            if phase == .open { write(.ping, ByteBuffer(), context) }
        case KeepAliveHandler.Event.halfOpen(let silence):
            let error = WebSocketError.halfOpen(silence)
            end.record(
                WebSocketClose(code: .abnormal, reason: "\(error)", initiator: .none),
                failure: error
            )
            drop(context)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    private func receive(
        _ frame: WebSocketFrame,
        _ context: ChannelHandlerContext
    ) throws(ProtocolFault) {
        guard (frame.maskKey != nil) == (role == .server) else {
            throw .protocolError(
                role == .server ? "a client frame without a mask" : "a server frame with a mask"
            )
        }
        guard !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
            throw .protocolError("a reserved bit is set and no extension was agreed on")
        }
        switch frame.opcode {
        case .text: try receiveData(.start(.text), frame, context)
        case .binary: try receiveData(.start(.binary), frame, context)
        case .continuation: try receiveData(.continuation, frame, context)
        case .ping:
            if assembler.isIdle { account?.settled() }
            answerPing(frame.unmaskedData, context)
        case .pong:
            if assembler.isIdle { account?.settled() }
        case .connectionClose: receiveClose(try ClosePayload(decoding: frame.bytes), context)
        default: throw .protocolError("an unknown opcode")
        }
    }

    private func receiveData(
        _ kind: MessageAssembler.FrameKind,
        _ frame: WebSocketFrame,
        _ context: ChannelHandlerContext
    ) throws(ProtocolFault) {
        guard phase == .open else { return }
        let message = try assembler.accept(kind, isFinal: frame.fin, payload: frame.bytes)
        guard let message else { return }
        account?.completed(message.payload.count)
        context.fireChannelRead(Self.wrapInboundOut(message))
    }

    private func answerPing(_ payload: ByteBuffer, _ context: ChannelHandlerContext) {
        guard phase == .open else { return }
        // RFC 6455, section 5.5.3 lets us answer only the newest: pongs must not pile up.
        guard context.channel.isWritable else {
            unansweredPing = payload
            return
        }
        write(.pong, payload, context)
    }

    // MARK: Outbound

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard phase == .open else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        let message = Self.unwrapOutboundIn(data)
        let frame = WebSocketFrame(
            fin: true,
            opcode: message.opcode == .text ? .text : .binary,
            maskKey: maskingKey,
            data: ByteBuffer(bytes: message.payload)
        )
        context.write(Self.wrapOutboundOut(frame), promise: promise)
    }

    func triggerUserOutboundEvent(
        context: ChannelHandlerContext,
        event: Any,
        promise: EventLoopPromise<Void>?
    ) {
        guard let request = event as? CloseRequest else {
            context.triggerUserOutboundEvent(event, promise: promise)
            return
        }
        close(as: request, context)
        promise?.succeed(())
    }

    func write(
        _ opcode: WebSocketOpcode,
        _ payload: ByteBuffer,
        _ context: ChannelHandlerContext,
        sent: EventLoopPromise<Void>? = nil
    ) {
        let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: maskingKey, data: payload)
        context.writeAndFlush(Self.wrapOutboundOut(frame), promise: sent)
    }

    private var maskingKey: WebSocketMaskingKey? { role == .client ? .random() : nil }
}

extension WebSocketFrame {
    /// The payload, unmasked.
    fileprivate var bytes: [UInt8] { Array(unmaskedData.readableBytesView) }
}
