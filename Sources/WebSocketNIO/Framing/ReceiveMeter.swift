// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Counts the bytes of a connection before they are gathered into frames, and stops gathering when
/// all connections together hold too much.
final class ReceiveMeter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Fired inbound, for the frame handler to act on.
    enum Event {
        case overBudget
    }

    private let account: ReceiveAccount
    private var isOver = false

    init(_ account: ReceiveAccount) {
        self.account = account
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        if account.arrived(Self.unwrapInboundIn(data).readableBytes) {
            context.fireChannelRead(data)
        } else {
            isOver = true
            context.fireUserInboundEventTriggered(Event.overBudget)
        }
    }
}
