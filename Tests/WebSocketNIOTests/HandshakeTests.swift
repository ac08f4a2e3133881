// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import TestSockets
import Testing

@testable import WebSocketNIO

/// What happens before a connection exists: refusals, limits and errors of both sides.
@Suite(.timeLimit(.minutes(1)))
struct HandshakeTests {
    private func exchange(
        _ request: String,
        listener: WebSocketListener = Loopback.listener(),
        routes: Routes = Routes()
    ) async throws -> String {
        try await Loopback.serving(listener, routes: routes) { address in
            try await RawPeer.connected(to: address) { peer in
                try await peer.write(request)
                return String(decoding: await peer.readToEnd(), as: UTF8.self)
            }
        }
    }

    @Test
    func refusalCarriesStatusReasonAndBody() async throws {
        var routes = Routes()
        routes.upgrade = { $0.path != "/no" }
        routes.http = { head, _ in
            HTTPReply(
                status: 403,
                body: Array("\(head.path) says ?key=SECRET no".utf8)
            )
        }
        try await Loopback.serving(routes: routes) { address in
            let error = await #expect(throws: WebSocketError.self) {
                try await Loopback.connected(to: address, path: "/no?key=SECRET") { _ in }
            }
            #expect(
                error
                    == .refused(
                        status: 403,
                        reason: "Forbidden",
                        body: "/no says ?key=SECRET no"
                    )
            )
            #expect(error.map { "\($0)" }?.contains("SECRET") == false)
        }
    }

    @Test
    func plainRequestsAreAnsweredOnTheSamePort() async throws {
        var routes = Routes()
        routes.http = { head, body in
            HTTPReply(status: 201, body: Array("\(head.method) \(head.path) ".utf8) + body)
        }
        let answer = try await exchange(
            "POST //x HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody",
            routes: routes
        )
        #expect(answer.hasPrefix("HTTP/1.1 201 Created\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nPOST //x body"))
    }

    @Test
    func bodyBeyond64KiBIsAnsweredWith413() async throws {
        let announced = try await exchange(
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\n\r\n"
        )
        #expect(announced.hasPrefix("HTTP/1.1 413 "))
        let chunk = "8000\r\n" + String(repeating: "x", count: 0x8000) + "\r\n"
        let chunked = try await exchange(
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk + chunk + "1\r\nx\r\n"
        )
        #expect(chunked.hasPrefix("HTTP/1.1 413 "))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: h\r\n"
            + String(repeating: "X: y\r\n", count: 101) + "\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nX: " + String(repeating: "y", count: 17 << 10) + "\r\n\r\n",
        "GET /" + String(repeating: "y", count: 128 << 10) + " HTTP/1.1\r\n\r\n",
        "\u{16}\u{3}\u{1} not HTTP at all\r\n\r\n",
    ])
    func oversizedAndSenselessRequestsEndTheirConnection(request: String) async throws {
        let answer = try await exchange(request)
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 "))
    }

    @Test(arguments: ["", "GET / HT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nx"])
    func requestThatDoesNotEndIsCutOff(start: String) async throws {
        var listener = Loopback.listener()
        listener.handshakeTimeLimit = .milliseconds(50)
        #expect(try await exchange(start, listener: listener).isEmpty)
    }

    /// The suite's time limit is far below the time limits that are not waited for.
    @Test(arguments: ["GET / HT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nx"])
    func cancelledListenerDoesNotWaitForUnfinishedRequests(start: String) async throws {
        var listener = Loopback.listener()
        listener.handshakeTimeLimit = .seconds(600)
        try await Loopback.serving(listener) { address in
            try await RawPeer.connected(to: address) { peer in try await peer.write(start) }
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: address.host, port: address.port).get()
            try await channel.writeAndFlush(ByteBuffer(string: start))
            // By the time a later connection is served, this one is as well.
            try await Loopback.connected(to: address) { _ in }
        }
    }

    private static let hasIPv6: Bool = {
        let bound = try? ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "::1", port: 0).wait()
        bound?.close(promise: nil)
        return bound != nil
    }()

    @Test(.enabled(if: hasIPv6, "this machine has no ::1"))
    func addressLiteralsOfVersion6Work() async throws {
        let listener = WebSocketListener(host: "::1", port: 0, logger: Loopback.logger)
        try await Loopback.serving(listener) { address in
            let url = try WebSocketURL(parsing: "ws://[::1]:\(address.port)/")
            try await WebSocketClient.withConnection(to: url, logger: Loopback.logger) {
                try await $0.send(.text("six"))
                #expect(await $0.receive() == .text("six"))
                #expect($0.peer == "[::1]:\(address.port)")
            }
        }
    }

    @Test(arguments: [
        "Sec-WebSocket-Version: 13\r\nContent-Length: 3\r\n\r\nabc",
        "Sec-WebSocket-Version: 12\r\n\r\n",
    ])
    func flawedUpgradeIsAPlainRequest(rest: String) async throws {
        let answer = try await exchange(
            "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + rest
        )
        #expect(answer.hasPrefix("HTTP/1.1 404 "))
        #expect(answer.hasSuffix("nothing here\n"))
    }

    @Test
    func connectionsBeyondTheLimitAreTurnedAwayAndRoomIsReused() async throws {
        try await Loopback.serving(Loopback.listener(maxConnections: 1)) { address in
            try await Loopback.connected(to: address) { connection in
                try await connection.send(.text("here"))
                #expect(await connection.receive() == .text("here"))
                let error = await #expect(throws: WebSocketError.self) {
                    try await Loopback.connected(to: address) { _ in }
                }
                #expect(error == .refused(status: 503, reason: "Service Unavailable", body: ""))
            }
            while true {
                do {
                    return try await Loopback.connected(to: address) { _ in }
                } catch WebSocketError.refused {
                    await Task.yield()
                }
            }
        }
    }

    @Test
    func refusedPortSaysSo() async throws {
        // Nobody listens on tcpmux; a port that was just closed may be another test's by now.
        let address = BoundAddress(host: "127.0.0.1", port: 1)
        let error = await #expect(throws: WebSocketError.self) {
            try await Loopback.connected(to: address) { _ in }
        }
        #expect(
            error
                == .connect(
                    host: "127.0.0.1",
                    port: address.port,
                    reason: "connection refused; nothing listens there"
                )
        )
    }

    @Test
    func unknownHostSaysSo() async throws {
        let error = await #expect(throws: WebSocketError.self) {
            try await Loopback.connected(to: BoundAddress(host: "no-such-host.invalid", port: 1)) {
                _ in
            }
        }
        guard case .nameResolution("no-such-host.invalid", let reason) = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
        #expect(!reason.contains("SocketAddressError"))
    }

    @Test
    func takenPortSaysSo() async throws {
        try await Loopback.serving { address in
            let second = WebSocketListener(
                host: address.host,
                port: address.port,
                logger: Loopback.logger
            )
            let error = await #expect(throws: WebSocketError.self) {
                try await second.run(
                    onListening: { _ in },
                    upgrade: { _ in true },
                    http: { _, _ in HTTPReply(status: 404) },
                    serve: { _, _ in }
                )
            }
            #expect(error.map { "\($0)" }?.contains("127.0.0.1:\(address.port)") == true)
            #expect(error.map { "\($0)" }?.contains("in use") == true)
        }
    }

    @Test
    func serverThatNeverAnswersTimesOut() async throws {
        let error = try await RawPeer.listening(
            answering: { peer in _ = await peer.readToEnd() },
            while: { address in
                await #expect(throws: WebSocketError.self) {
                    try await Loopback.connected(
                        to: address,
                        connectTimeout: .milliseconds(50)
                    ) { _ in }
                }
            }
        )
        guard case .timedOut = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
    }

    /// A byte now and then keeps nobody waiting: the limit is on the whole.
    @Test
    func serverThatDripsItsAnswerTimesOut() async throws {
        let error = try await RawPeer.listening(
            answering: { peer in
                _ = await peer.readHead()
                try await peer.write("HTTP/1.1 101 Switching Protocols\r\nX: ")
                while true {
                    try await peer.write("y")
                    try await Task.sleep(for: .milliseconds(5))
                }
            },
            while: { address in
                await #expect(throws: WebSocketError.self) {
                    try await Loopback.connected(
                        to: address,
                        connectTimeout: .milliseconds(200)
                    ) { _ in }
                }
            }
        )
        guard case .timedOut = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
    }

    @Test
    func cancellationEndsConnectingAtOnce() async throws {
        let (arrivals, continuation) = AsyncStream.makeStream(of: Void.self)
        try await RawPeer.listening(
            answering: { peer in
                _ = await peer.readHead()
                continuation.yield()
                _ = await peer.readToEnd()
            },
            while: { address in
                let client = Task {
                    try await Loopback.connected(to: address, connectTimeout: .seconds(600)) { _ in
                    }
                }
                var iterator = arrivals.makeAsyncIterator()
                await iterator.next()
                client.cancel()
                await #expect(throws: WebSocketError.cancelled) { try await client.value }
            }
        )
    }

    @Test(arguments: [
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: bm90IHRoaXMgb25lLCBzb3JyeQ==\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n",
    ])
    func answerThatIsNotOursToTakeIsAHandshakeError(answer: String) async throws {
        let error = try await RawPeer.listening(
            answering: { peer in
                _ = await peer.readHead()
                try await peer.write(answer)
                _ = await peer.readToEnd()
            },
            while: { address in
                await #expect(throws: WebSocketError.self) {
                    try await Loopback.connected(to: address) { _ in }
                }
            }
        )
        guard case .handshake("127.0.0.1", _) = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
    }

    /// The answer, a close frame and the end of the stream may all be there at the first read.
    @Test
    func serverThatClosesRightAfterItsAnswerIsHeard() async throws {
        let closing = RawFrame.unmasked(
            0x88,
            ClosePayload(code: .invalidPayload, reason: "API key not valid").encoded
        )
        try await Loopback.serving { server in
            try await RawPeer.listening(
                answering: { peer in
                    let request = await peer.readHead()
                    let answer = try await RawPeer.connected(to: server) { upstream in
                        try await upstream.write(request)
                        return Array(await upstream.readHead().utf8)
                    }
                    try await peer.write(answer + closing)
                },
                while: { address in
                    for _ in 0..<50 {
                        try await Loopback.connected(to: address) { connection in
                            #expect(await connection.receive() == nil)
                            #expect(connection.close?.code == .invalidPayload)
                            #expect(connection.close?.reason == "API key not valid")
                        }
                    }
                }
            )
        }
    }

    @Test
    func headerWithALineBreakIsRefusedWithoutItsValue() async throws {
        let error = await #expect(throws: WebSocketError.self) {
            try await WebSocketClient.withConnection(
                to: WebSocketURL(isSecure: false, host: "127.0.0.1", port: 1),
                headers: [(name: "x-goog-api-key", value: "SECRET\n")],
                logger: Loopback.logger
            ) { _ in }
        }
        #expect(error.map { "\($0)" }?.contains("x-goog-api-key") == true)
        #expect(error.map { "\($0)" }?.contains("SECRET") == false)
    }
}
