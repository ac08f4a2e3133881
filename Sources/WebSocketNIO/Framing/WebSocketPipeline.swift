// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOWebSocket

/// The handlers of an upgraded channel, the same on both sides but for the role.
struct WebSocketPipeline: Sendable {
    typealias Messages = NIOAsyncChannel<WebSocketMessage, WebSocketMessage>

    let role: FrameHandler.Role
    let limits: WebSocketLimits
    let keepAlive: KeepAlive?
    /// Shared with the other connections of a listener; nil where there is only one.
    var budget: ReceiveBudget?

    /// Adds what turns frames into messages behind the codec that NIO's upgrader has added.
    ///
    /// Returns the account that counts what the connection holds, if there is a budget.
    @discardableResult
    func addHandlers(to channel: any Channel, end: EndRecord) throws -> ReceiveAccount? {
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<WebSocketFrameDecoder>.self)
        if let keepAlive {
            try pipeline.addHandler(KeepAliveHandler(keepAlive), position: .before(decoder))
        }
        let account = budget.map(ReceiveAccount.init)
        if let account {
            try pipeline.addHandler(ReceiveMeter(account), position: .before(decoder))
        }
        try pipeline.addHandler(
            FrameHandler(role: role, limits: limits, end: end, account: account)
        )
        return account
    }

    /// Hands the channel over to async code.
    ///
    /// The watermarks count messages. They are low because one message may be megabytes; small
    /// ones still arrive a whole read at a time.
    static func wrap(_ channel: any Channel) throws -> Messages {
        // NIO traps when a wrapped channel is dropped unused, so a dead one is not wrapped.
        guard channel.isActive else { throw ChannelError.ioOnClosedChannel }
        return try Messages(
            wrappingChannelSynchronously: channel,
            configuration: .init(backPressureStrategy: .init(lowWatermark: 1, highWatermark: 4))
        )
    }
}
