// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// Everything between a URL and an upgraded channel: name, TCP, TLS, HTTP.
struct ClientHandshake {
    let url: WebSocketURL
    let headers: [(name: String, value: String)]
    let tls: NIOSSLContext?
    let pipeline: WebSocketPipeline
    let end: EndRecord
    let timeLimit: Duration

    /// Connects and upgrades; gives up at once when the task is cancelled.
    func run() async throws(WebSocketError) -> WebSocketPipeline.Messages {
        try checkRequest()
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let attempt = ConnectAttempt(on: eventLoop)
        let limit = TimeAmount(timeLimit)
        let timeout = WebSocketError.timedOut(host: url.host, port: url.port, after: timeLimit)
        let timer = eventLoop.scheduleTask(in: limit) { attempt.fail(timeout) }
        defer { timer.cancel() }
        do {
            return try await withTaskCancellationHandler {
                start(attempt, on: eventLoop, limit: limit)
                return try await attempt.outcome()
            } onCancel: {
                attempt.fail(.cancelled)
            }
        } catch {
            throw ConnectFailure.opening(error, url, limit: timeLimit)
        }
    }

    /// Refuses what would not survive as one line of a request, such as a key read with its
    /// newline; NIO would drop the request without a word.
    private func checkRequest() throws(WebSocketError) {
        guard url.pathAndQuery.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .invalidURL("its path or query contains a character that must be percent-encoded")
        }
        for (name, value) in headers {
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
                throw .handshake(
                    host: url.host,
                    reason: "the value of the header \"\(name)\" contains a control character"
                )
            }
        }
    }

    private func start(_ attempt: ConnectAttempt, on eventLoop: any EventLoop, limit: TimeAmount) {
        let url = url
        let timeLimit = timeLimit
        ClientBootstrap(group: eventLoop)
            .connectTimeout(limit)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            // For the sake of `EndOfInputHandler`.
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { [self] channel in
                attempt.adopt(channel)
                return channel.eventLoop.makeCompletedFuture {
                    try addHandlers(to: channel, attempt)
                }
            }
            .connect(host: url.host, port: url.port)
            .whenFailure { error in
                attempt.fail(ConnectFailure.opening(error, url, limit: timeLimit))
            }
    }

    private func addHandlers(to channel: any Channel, _ attempt: ConnectAttempt) throws {
        let pipeline = channel.pipeline.syncOperations
        if let tls {
            try pipeline.addHandler(HostNameCheck.clientHandler(tls, host: url.host))
        }
        try pipeline.addHandler(EndOfInputHandler())
        var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
            upgradeConfiguration: upgrade(attempt)
        )
        // A server may send its first frame together with the 101.
        configuration.leftOverBytesStrategy = .forwardBytes
        configuration.decoderConfiguration.maxHeaderListSize = 64 << 10
        let upgraded = try pipeline.configureUpgradableHTTPClientPipeline(
            configuration: configuration
        )
        let errorHandler = HandshakeErrorHandler(url: url, attempt: attempt)
        try pipeline.addHandler(errorHandler)

        let url = url
        upgraded.assumeIsolated().whenComplete { result in
            switch result {
            case .success(true):
                channel.pipeline.syncOperations.removeHandler(errorHandler, promise: nil)
                attempt.succeed(wrapping: channel)
            case .success(false):
                break  // The refusal handler reports once it has read the answer.
            case .failure(let error):
                attempt.fail(ConnectFailure.duringHandshake(error, url))
            }
        }
    }

    /// The upgrade request; its result says whether the server agreed.
    private func upgrade(_ attempt: ConnectAttempt) -> NIOTypedHTTPClientUpgradeConfiguration<Bool>
    {
        var fields = HTTPHeaders([("Host", url.hostHeader)])
        for header in headers { fields.add(name: header.name, value: header.value) }
        let upgrader = NIOTypedWebSocketClientUpgrader<Bool>(
            maxFrameSize: min(pipeline.limits.maxFrameBytes, Int(UInt32.max)),
            enableAutomaticErrorHandling: false,
            upgradePipelineHandler: { [pipeline, end] channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    try pipeline.addHandlers(to: channel, end: end)
                    return true
                }
            }
        )
        return NIOTypedHTTPClientUpgradeConfiguration(
            upgradeRequestHead: NIOHTTP1.HTTPRequestHead(
                version: .http1_1,
                method: .GET,
                uri: url.pathAndQuery,
                headers: fields
            ),
            upgraders: [upgrader],
            notUpgradingCompletionHandler: { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        RefusalHandler(attempt: attempt)
                    )
                    return false
                }
            }
        )
    }
}
