// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore
import NIOHTTP1

/// One accepted connection from its first byte to its last.
struct ServerConnection: Sendable {
    let handshake: ServerHandshake
    let http: @Sendable (HTTPRequestHead, [UInt8]) async -> HTTPReply
    let serve: @Sendable (HTTPRequestHead, WebSocketConnection) async -> Void
    let logger: Logger

    /// Serves the connection; its errors end here.
    func run(on channel: any Channel, among open: OpenChannels) async {
        do {
            switch try await handshake.run(on: channel) {
            case .websocket(let head, let messages, let end, let account):
                open.upgraded(channel)
                try await run(head, messages, end, account)
            case .http(let request):
                try await withTaskCancellationHandler {
                    try await answer(try await request.get(), on: channel)
                } onCancel: {
                    channel.close(promise: nil)
                }
            }
        } catch {
            logger.debug("connection ended", metadata: ["error": "\(error)"])
            await channel.closeAfterLingering()
        }
    }

    /// Says why a connection beyond the limit is not served.
    static func turnAway(_ channel: any Channel, isSecure: Bool) async {
        // Only a finished TLS handshake could carry an answer, and that is what costs most.
        guard !isSecure else {
            channel.close(promise: nil)
            return
        }
        let text =
            "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        try? await channel.setOption(.autoRead, value: true).get()
        try? await channel.writeAndFlush(ByteBuffer(string: text))
        await channel.closeAfterLingering()
    }

    private func run(
        _ head: HTTPRequestHead,
        _ messages: WebSocketPipeline.Messages,
        _ end: EndRecord,
        _ account: ReceiveAccount?
    ) async throws {
        try await messages.executeThenClose { inbound, outbound in
            let connection = WebSocketConnection(
                channel: messages.channel,
                inbound: inbound,
                outbound: outbound,
                end: end,
                account: account,
                request: head
            )
            logger.debug("upgraded", metadata: ["peer": "\(connection.peer)", "to": "\(head)"])
            await withTaskCancellationHandler {
                await serve(head, connection)
            } onCancel: {
                connection.beginClosing(.goingAway, reason: "the server is shutting down")
            }
            await connection.close(.normal)
            logger.debug(
                "closed",
                metadata: [
                    "peer": "\(connection.peer)",
                    "close": "\(connection.close?.description ?? "")",
                ]
            )
        }
    }

    private func answer(_ request: HTTPRequestReader.Request, on channel: any Channel) async throws
    {
        let reply: HTTPReply
        var hasBody = true
        switch request {
        case .complete(let head, let body):
            reply = await http(head, body)
            hasBody = head.method != "HEAD"
        case .bodyTooLarge:
            let limit = HTTPRequestReader.maxBodyBytes
            reply = HTTPReply(status: 413, body: Array("the body exceeds \(limit) bytes\n".utf8))
        }
        // A client that does not read its answer keeps the connection no longer than this.
        let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(handshake.timeLimit)) {
            channel.close(promise: nil)
        }
        defer { deadline.cancel() }
        channel.write(HTTPServerResponsePart.head(Self.head(of: reply)), promise: nil)
        if hasBody {
            let body = IOData.byteBuffer(ByteBuffer(bytes: reply.body))
            channel.write(HTTPServerResponsePart.body(body), promise: nil)
        }
        try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
        await channel.closeAfterLingering()
    }

    private static func head(of reply: HTTPReply) -> HTTPResponseHead {
        let status = HTTPResponseStatus(statusCode: reply.status)
        return HTTPResponseHead(
            version: .http1_1,
            status: reply.reason.isEmpty
                ? status
                : .custom(code: status.code, reasonPhrase: reply.reason),
            headers: HTTPHeaders([
                ("Content-Type", reply.contentType),
                ("Content-Length", "\(reply.body.count)"),
                ("Connection", "close"),
            ])
        )
    }
}
