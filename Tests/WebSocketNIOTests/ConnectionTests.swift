// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization
import TestSockets
import Testing

@testable import WebSocketNIO

/// The product's client and server, and raw peers, over loopback sockets.
@Suite(.timeLimit(.minutes(1)))
struct ConnectionTests {
    @Test(arguments: [
        WebSocketMessage.text("grüße"), .binary([0, 255]), .text(""),
        .binary([UInt8](repeating: 7, count: 1 << 20)),
    ])
    func messagesComeBackAsTheyWere(message: WebSocketMessage) async throws {
        let echo = try await Loopback.serving { address in
            try await Loopback.connected(to: address) { connection in
                try await connection.send(message)
                return await connection.receive()
            }
        }
        #expect(echo == message)
    }

    @Test
    func fragmentsArriveAsOneMessage() async throws {
        let echo = try await Loopback.serving { address in
            try await RawPeer.connected(to: address) { peer in
                try await peer.write(RawPeer.upgradeRequest())
                _ = await peer.readHead()
                try await peer.write(RawFrame.masked(0x02, [1]) + RawFrame.masked(0x00, [2]))
                try await peer.write(RawFrame.masked(0x80, [3]))
                return await peer.read(5)
            }
        }
        #expect(echo == RawFrame.unmasked(0x82, [1, 2, 3]))
    }

    @Test
    func handshakeAnswersTheRFCsExampleAndFramesMayFollowAtOnce() async throws {
        let (head, echo) = try await Loopback.serving { address in
            try await RawPeer.connected(to: address) { peer in
                let request = Array(RawPeer.upgradeRequest().utf8)
                try await peer.write(request + RawFrame.masked(0x81, [65]))
                return (await peer.readHead(), await peer.read(3))
            }
        }
        #expect(head.hasPrefix("HTTP/1.1 101 "))
        #expect(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
        #expect(echo == RawFrame.unmasked(0x81, [65]))
    }

    @Test
    func pathQueryAndHeadersReachTheServerUntouched() async throws {
        let seen = Mutex<[HTTPRequestHead]>([])
        var routes = Routes()
        routes.serve = { head, _ in seen.withLock { $0.append(head) } }
        try await Loopback.serving(routes: routes) { address in
            let url = WebSocketURL(
                isSecure: false,
                host: address.host,
                port: address.port,
                pathAndQuery: "//ws/a%2Fb?key=x%2By&empty"
            )
            try await WebSocketClient.withConnection(
                to: url,
                headers: [(name: "X-Goog-Api-Key", value: "k")],
                logger: Loopback.logger
            ) { connection in
                _ = await connection.receive()
            }
        }
        let head = try #require(seen.withLock { $0.first })
        #expect(head.path == "//ws/a%2Fb")
        #expect(head.queryValue("key") == "x+y")
        #expect(head.queryValue("empty") == "")
        #expect(head.headers["x-goog-api-key"] == "k")
    }

    @Test
    func serversCloseArrivesWithItsReasonCutTo123Bytes() async throws {
        var routes = Routes()
        routes.serve = { _, connection in
            await connection.close(.policyViolation, reason: String(repeating: "€", count: 100))
        }
        let close = try await Loopback.serving(routes: routes) { address in
            try await Loopback.connected(to: address) { connection in
                #expect(await connection.receive() == nil)
                return connection.close
            }
        }
        #expect(
            close
                == WebSocketClose(
                    code: .policyViolation,
                    reason: String(repeating: "€", count: 41),
                    initiator: .remote
                )
        )
    }

    @Test
    func clientsCloseArrivesAndIsAnswered() async throws {
        let (closes, continuation) = AsyncStream.makeStream(
            of: WebSocketClose?.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        var routes = Routes()
        routes.serve = { _, connection in
            _ = await connection.receive()
            continuation.yield(connection.close)
        }
        let (local, remote) = try await Loopback.serving(routes: routes) { address in
            try await Loopback.connected(to: address) { connection in
                await connection.close(CloseCode(rawValue: 4001), reason: "done")
                var iterator = closes.makeAsyncIterator()
                return (connection.close, await iterator.next() ?? nil)
            }
        }
        let code = CloseCode(rawValue: 4001)
        #expect(local == WebSocketClose(code: code, reason: "done", initiator: .local))
        #expect(remote == WebSocketClose(code: code, reason: "done", initiator: .remote))
    }

    @Test
    func servingClosureThatReturnsClosesWith1000() async throws {
        var routes = Routes()
        routes.serve = { _, connection in try? await connection.send(.text("bye")) }
        try await Loopback.serving(routes: routes) { address in
            try await Loopback.connected(to: address) { connection in
                #expect(await connection.receive() == .text("bye"))
                #expect(await connection.receive() == nil)
                #expect(connection.close?.code == .normal)
                await #expect(throws: WebSocketError.self) {
                    try await connection.send(.text("late"))
                }
            }
        }
    }

    @Test
    func messageBeyondTheLimitIsClosedWith1009() async throws {
        let listener = Loopback.listener(limits: WebSocketLimits(maxMessageBytes: 1000))
        let frames = Loopback.listener(limits: WebSocketLimits(maxFrameBytes: 1000))
        for listener in [listener, frames] {
            try await Loopback.serving(listener) { address in
                try await Loopback.connected(to: address) { connection in
                    try await connection.send(.binary([UInt8](repeating: 0, count: 1 << 20)))
                    #expect(await connection.receive() == nil)
                    #expect(connection.close?.code == .tooBig)
                    #expect(connection.close?.initiator == .remote)
                }
            }
        }
    }

    @Test
    func silentPeerEndsAsHalfOpen() async throws {
        let keepAlive = KeepAlive(interval: .milliseconds(20), timeout: .milliseconds(20))
        try await Loopback.serving { address in
            try await RawPeer.connected(to: address) { peer in
                try await peer.write(RawPeer.upgradeRequest())
                _ = await peer.readHead()
            }
        }
        let listener = Loopback.listener(keepAlive: keepAlive)
        let (failures, continuation) = AsyncStream.makeStream(
            of: WebSocketError?.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        var routes = Routes()
        routes.serve = { _, connection in
            #expect(await connection.receive() == nil)
            #expect(connection.close?.code == .abnormal)
            continuation.yield(connection.failure)
        }
        let bytes = try await Loopback.serving(listener, routes: routes) { address in
            try await RawPeer.connected(to: address) { peer in
                try await peer.write(RawPeer.upgradeRequest())
                _ = await peer.readHead()
                return await peer.readToEnd()
            }
        }
        var iterator = failures.makeAsyncIterator()
        #expect(await iterator.next() == .some(.halfOpen(keepAlive.timeout)))
        #expect(bytes == [0x89, 0])
    }

    @Test
    func answeringPingsKeepsAConnectionAlive() async throws {
        let keepAlive = KeepAlive(interval: .milliseconds(5), timeout: .seconds(30))
        let pings = try await Loopback.serving(Loopback.listener(keepAlive: keepAlive)) { address in
            try await RawPeer.connected(to: address) { peer in
                try await peer.write(RawPeer.upgradeRequest())
                _ = await peer.readHead()
                var pings = 0
                while pings < 3, await peer.read(2) == [0x89, 0] {
                    pings += 1
                    try await peer.write(RawFrame.masked(0x8A, []))
                }
                return pings
            }
        }
        #expect(pings == 3)
    }

    @Test
    func cancelledListenerSays1001ToEveryConnectionAndReturns() async throws {
        let count = 20
        let closes = try await withThrowingTaskGroup(of: CloseCode?.self) { group in
            let (ready, continuation) = AsyncStream.makeStream(of: BoundAddress.self)
            let (connected, connectedContinuation) = AsyncStream.makeStream(of: Void.self)
            let server = Task {
                try await Loopback.listener().run(
                    onListening: { continuation.yield($0) },
                    upgrade: { _ in true },
                    http: { _, _ in HTTPReply(status: 404) },
                    serve: { _, connection in
                        connectedContinuation.yield()
                        _ = await connection.receive()
                    }
                )
            }
            var addresses = ready.makeAsyncIterator()
            let address = try #require(await addresses.next())
            for _ in 0..<count {
                group.addTask {
                    try await Loopback.connected(to: address) { connection in
                        #expect(await connection.receive() == nil)
                        return connection.close?.code
                    }
                }
            }
            var connections = connected.makeAsyncIterator()
            for _ in 0..<count { await connections.next() }
            server.cancel()
            try await server.value
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(closes == [CloseCode?](repeating: .goingAway, count: count))
    }

    @Test
    func cancelledReceiverStillClosesInOrder() async throws {
        let (closes, continuation) = AsyncStream.makeStream(
            of: CloseCode?.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        var routes = Routes()
        routes.serve = { _, connection in
            _ = await connection.receive()
            continuation.yield(connection.close?.code)
        }
        try await Loopback.serving(routes: routes) { address in
            try await Loopback.connected(to: address) { connection in
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { #expect(await connection.receive() == nil) }
                    group.cancelAll()
                }
                #expect(connection.close == nil)
                await connection.close(.normal)
            }
            var iterator = closes.makeAsyncIterator()
            #expect(await iterator.next() == .normal)
        }
    }
}
