// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOEmbedded
import TestSockets
import TestSupport
import Testing

@testable import WebSocketNIO

/// Bytes no honest peer sends: nothing may trap, and a server must go on serving.
@Suite(.timeLimit(.minutes(2)))
struct FuzzTests {
    /// 10,000 sequences, half of them for each role, straight into the handlers, in pieces of random size.
    @Test(arguments: [FrameHandler.Role.server, .client])
    func handlersSurviveAnyBytes(role: FrameHandler.Role) throws {
        for seed in 0..<5000 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let end = EndRecord()
            let channel = try FrameHandlerTests.channel(
                role,
                end,
                keepAlive: KeepAlive(interval: .seconds(1), timeout: .seconds(1))
            )
            var bytes =
                Bool.random(using: &random)
                ? random.bytes(upTo: 300) : random.frames(masked: role == .server)
            while !bytes.isEmpty {
                let piece = Int.random(in: 1...bytes.count, using: &random)
                _ = try? channel.writeInbound(ByteBuffer(bytes: bytes.prefix(piece)))
                channel.pipeline.read()
                bytes.removeFirst(piece)
            }
            channel.embeddedEventLoop.advanceTime(by: .seconds(10))
            #expect(!channel.isActive, "seed \(seed): the connection outlived its deadlines")
            #expect(end.current != nil, "seed \(seed): no end was recorded")
            _ = try? channel.finish(acceptAlreadyClosed: true)
        }
    }

    /// Damaged requests, and damaged frames after a good one, over sockets.
    @Test
    func serverGoesOnServing() async throws {
        let limits = WebSocketLimits(closeTimeout: .milliseconds(50))
        var listener = Loopback.listener(limits: limits)
        listener.handshakeTimeLimit = .milliseconds(200)
        try await Loopback.serving(listener) { address in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for seed in 0..<300 as Range<UInt64> {
                    // The client may be cut off while it still writes: only the server counts.
                    group.addTask { try? await attack(address, seed: seed) }
                }
                try await group.waitForAll()
            }
            try await Loopback.connected(to: address) { connection in
                try await connection.send(.text("still there?"))
                #expect(await connection.receive() == .text("still there?"))
            }
        }
    }

    private func attack(_ address: BoundAddress, seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let request = Array(RawPeer.upgradeRequest().utf8)
        let first =
            switch seed % 3 {
            case 0: random.bytes(upTo: 500)
            case 1: random.damaged(request)
            default: request
            }
        let second = random.frames(masked: true)
        let isPolite = Bool.random(using: &random)
        try await RawPeer.connected(to: address) { peer in
            try await peer.write(first)
            if isPolite { _ = await peer.readHead() }
            try await peer.write(second)
        }
    }

    /// Damaged answers, and damaged frames after a good one, to the product's client.
    @Test
    func clientEndsWithAnErrorOrAClose() async throws {
        try await Loopback.serving { server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for seed in 0..<100 as Range<UInt64> {
                    group.addTask { try await deceive(seed: seed, answersFrom: server) }
                }
                try await group.waitForAll()
            }
        }
    }

    /// Puts a peer between client and server that passes the handshake on, more or less.
    private func deceive(seed: UInt64, answersFrom server: BoundAddress) async throws {
        try await RawPeer.listening(
            answering: { peer in
                let request = await peer.readHead()
                let answer = try await RawPeer.connected(to: server) { upstream in
                    try await upstream.write(request)
                    return Array(await upstream.readHead().utf8)
                }
                var random = SeededGenerator(seed: seed)
                try await peer.write(seed % 2 == 0 ? random.damaged(answer) : answer)
                try await peer.write(random.frames(masked: false))
            },
            while: { address in
                let limits = WebSocketLimits(closeTimeout: .milliseconds(50))
                do {
                    try await Loopback.connected(to: address, limits: limits) { connection in
                        for await _ in connection.inbound {}
                        #expect(connection.close != nil, "seed \(seed)")
                    }
                } catch is WebSocketError {}
            }
        )
    }
}

extension SeededGenerator {
    fileprivate mutating func bytes(upTo count: Int) -> [UInt8] {
        (0..<Int.random(in: 0...count, using: &self)).map { _ in
            UInt8.random(in: .min ... .max, using: &self)
        }
    }

    /// Frames, well-formed or nearly so, possibly cut short, possibly with a few bytes changed.
    mutating func frames(masked: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...4, using: &self) {
            let usual: [UInt8] = [0x81, 0x82, 0x01, 0x80, 0x88, 0x89, 0x8A]
            let any = UInt8.random(in: .min ... .max, using: &self)
            let first = Bool.random(using: &self) ? any : usual[Int(any) % usual.count]
            let payload = self.bytes(upTo: 140)
            bytes +=
                masked ? RawFrame.masked(first, payload) : RawFrame.unmasked(first, payload)
        }
        return damaged(bytes)
    }

    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...2, using: &self) where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &self)
            bytes[index] = UInt8.random(in: .min ... .max, using: &self)
        }
        if Bool.random(using: &self) {
            bytes.removeLast(Int.random(in: 0...bytes.count, using: &self))
        }
        return bytes
    }
}
