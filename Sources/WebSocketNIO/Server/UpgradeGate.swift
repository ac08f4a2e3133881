// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Decides whether a connection's request may become a WebSocket, and hides the wish to upgrade
/// from NIO's upgrade handler when it may not.
///
/// NIO's handler loses the head of a request it declines, and trips over one with a body; behind
/// this gate it sees plain requests and flawless upgrades only. One request is let through: every
/// plain answer ends its connection.
final class UpgradeGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let accepts: @Sendable (HTTPRequestHead) -> Bool
    private var isComplete = false

    init(accepts: @escaping @Sendable (HTTPRequestHead) -> Bool) {
        self.accepts = accepts
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isComplete else { return }
        switch Self.unwrapInboundIn(data) {
        case .head(var head):
            if !Self.isUpgrade(head) || !accepts(HTTPRequestHead(head)) {
                head.headers.remove(name: "Upgrade")
            }
            context.fireChannelRead(Self.wrapInboundOut(.head(head)))
        case .body:
            context.fireChannelRead(data)
        case .end:
            isComplete = true
            context.fireChannelRead(data)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What is not HTTP has its 400 by now; the handshake guard ends a peer that stays.
        context.close(mode: error is HTTPParserError ? .output : .all, promise: nil)
        context.fireErrorCaught(error)
    }

    /// Whether the head is the client's half of an opening handshake (RFC 6455, section 4.2.1).
    static func isUpgrade(_ head: NIOHTTP1.HTTPRequestHead) -> Bool {
        let headers = head.headers
        let keys = headers["Sec-WebSocket-Key"]
        let upgrades = headers[canonicalForm: "Upgrade"]
        return head.method == .GET
            && head.version == .http1_1
            && upgrades.count == 1 && upgrades[0].lowercased() == "websocket"
            && headers[canonicalForm: "Connection"].contains { $0.lowercased() == "upgrade" }
            && headers["Sec-WebSocket-Version"] == ["13"]
            && keys.count == 1 && keys[0].utf8.count == 24
            && !headers.contains(name: "Transfer-Encoding")
            && headers["Content-Length"].allSatisfy { $0 == "0" }
    }
}

extension HTTPRequestHead {
    init(_ head: NIOHTTP1.HTTPRequestHead) {
        self.init(
            method: head.method.rawValue,
            target: head.uri,
            headers: HTTPFields(head.headers.map { (name: $0.name, value: $0.value) })
        )
    }
}
