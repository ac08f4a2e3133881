// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization
import TestSockets
import Testing

@testable import WebSocketNIO

@Suite(.timeLimit(.minutes(1)))
struct BackPressureTests {
    private static let message = WebSocketMessage.binary([UInt8](repeating: 1, count: 256 << 10))
    private static let count = 200

    /// 50 MiB do not fit the kernel's buffers, so a sender that is never suspended would be done.
    @Test
    func sendWaitsForAPeerThatDoesNotRead() async throws {
        let sent = Mutex(0)
        let (connections, continuation) = AsyncStream.makeStream(of: WebSocketConnection.self)
        var routes = Routes()
        routes.serve = { _, connection in
            continuation.yield(connection)
            for _ in 0..<Self.count {
                do { try await connection.send(Self.message) } catch { return }
                sent.withLock { $0 += 1 }
            }
        }
        let listener = Loopback.listener(limits: WebSocketLimits())
        try await Loopback.serving(listener, routes: routes) { address in
            let read = Mutex(0)
            try await Loopback.connected(to: address) { connection in
                var iterator = connections.makeAsyncIterator()
                let server = try #require(await iterator.next())
                while server.isWritable { await Task.yield() }
                #expect(sent.withLock { $0 } < Self.count)
                for await message in connection.inbound {
                    read.withLock { $0 += message.payload.count }
                }
                #expect(connection.close?.code == .normal)
            }
            #expect(read.withLock { $0 } == Self.count * Self.message.payload.count)
            #expect(sent.withLock { $0 } == Self.count)
        }
    }

    @Test
    func cancelledSendGivesUpAndTheConnectionStillEnds() async throws {
        let (ends, continuation) = AsyncStream.makeStream(of: WebSocketClose?.self)
        var routes = Routes()
        routes.serve = { _, connection in
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    await #expect(throws: WebSocketError.cancelled) {
                        while true { try await connection.send(Self.message) }
                    }
                }
                while connection.isWritable { await Task.yield() }
                group.cancelAll()
            }
            await connection.close(.goingAway)
            continuation.yield(connection.close)
        }
        let end = try await Loopback.serving(routes: routes) { address in
            try await RawPeer.connected(to: address) { peer in
                try await peer.write(RawPeer.upgradeRequest())
                // Reads no more than what NIO reads ahead.
                _ = await peer.readHead()
                var iterator = ends.makeAsyncIterator()
                return await iterator.next() ?? nil
            }
        }
        #expect(end == WebSocketClose(code: .goingAway, initiator: .local))
    }
}
