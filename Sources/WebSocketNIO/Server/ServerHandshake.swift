// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOSSL
import NIOWebSocket

/// Everything between an accepted socket and either messages or one plain HTTP request.
struct ServerHandshake: Sendable {
    /// What a client wanted.
    enum Outcome: Sendable {
        case websocket(HTTPRequestHead, WebSocketPipeline.Messages, EndRecord, ReceiveAccount?)
        case http(EventLoopFuture<HTTPRequestReader.Request>)
    }

    private enum Upgrade: Sendable {
        case websocket(HTTPRequestHead, EndRecord, ReceiveAccount?)
        case http(EventLoopFuture<HTTPRequestReader.Request>)
    }

    let tls: NIOSSLContext?
    let pipeline: WebSocketPipeline
    let timeLimit: Duration
    let accepts: @Sendable (HTTPRequestHead) -> Bool

    /// Finds out what the client wants; closes the channel when the task is cancelled meanwhile.
    ///
    /// Expects a channel that has not started to read.
    func run(on channel: any Channel) async throws -> Outcome {
        try await withTaskCancellationHandler {
            try await channel.eventLoop.flatSubmit {
                do {
                    let upgrade = try addHandlers(to: channel)
                    try channel.syncOptions?.setOption(.autoRead, value: true)
                    return upgrade.flatMapThrowing { try outcome(of: $0, on: channel) }
                } catch {
                    return channel.eventLoop.makeFailedFuture(error)
                }
            }.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    private func outcome(of upgrade: Upgrade, on channel: any Channel) throws -> Outcome {
        switch upgrade {
        case .websocket(let head, let end, let account):
            HandshakeGuard.lift(from: channel)
            return .websocket(head, try WebSocketPipeline.wrap(channel), end, account)
        case .http(let request):
            return .http(request)
        }
    }

    private func addHandlers(to channel: any Channel) throws -> EventLoopFuture<Upgrade> {
        let pipeline = channel.pipeline.syncOperations
        if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
        try pipeline.addHandler(HandshakeGuard(timeLimit: TimeAmount(timeLimit)))

        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 16 << 10
        limits.maxHeaderListSize = 32 << 10
        limits.maxHeaderFieldCount = 100
        let encoder = HTTPResponseEncoder()
        let removedOnUpgrade: [any ChannelHandler & RemovableChannelHandler] = [
            ByteToMessageHandler(
                HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits)
            ),
            NIOHTTPResponseHeadersValidator(),
            HTTPServerProtocolErrorHandler(),
            UpgradeGate(accepts: accepts),
        ]
        let upgradeHandler = NIOTypedHTTPServerUpgradeHandler(
            httpEncoder: encoder,
            extraHTTPHandlers: removedOnUpgrade,
            upgradeConfiguration: upgradeConfiguration()
        )
        try pipeline.addHandler(encoder)
        for handler in removedOnUpgrade { try pipeline.addHandler(handler) }
        try pipeline.addHandler(upgradeHandler)
        return upgradeHandler.upgradeResultFuture
    }

    private func upgradeConfiguration() -> NIOTypedHTTPServerUpgradeConfiguration<Upgrade> {
        let upgrader = NIOTypedWebSocketServerUpgrader<Upgrade>(
            maxFrameSize: min(pipeline.limits.maxFrameBytes, Int(UInt32.max)),
            enableAutomaticErrorHandling: false,
            shouldUpgrade: { channel, _ in
                // The gate has asked already. No header: no subprotocol, no extension.
                channel.eventLoop.makeSucceededFuture(HTTPHeaders())
            },
            upgradePipelineHandler: { [pipeline] channel, head in
                channel.eventLoop.makeCompletedFuture {
                    let end = EndRecord()
                    let account = try pipeline.addHandlers(to: channel, end: end)
                    return .websocket(HTTPRequestHead(head), end, account)
                }
            }
        )
        return NIOTypedHTTPServerUpgradeConfiguration(
            upgraders: [upgrader],
            notUpgradingCompletionHandler: { channel in
                channel.eventLoop.makeCompletedFuture {
                    let request = channel.eventLoop.makePromise(of: HTTPRequestReader.Request.self)
                    try channel.pipeline.syncOperations.addHandler(
                        HTTPRequestReader(request: request)
                    )
                    return .http(request.futureResult)
                }
            }
        )
    }
}
