// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSockets
import Testing
import WebSocketNIO

/// `serve` as a process of its own, so that what it holds in memory can be read.
@Suite(.timeLimit(.minutes(2)), .serialized) struct ServerAbuseTests {
    private static let path =
        "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=k"
    private static let setup = text(
        #"{"setup":{"model":"models/m","generationConfig":{"responseModalities":["TEXT"]}}}"#
    )
    private static let story = text(#"{"realtimeInput":{"text":"Tell me a long story"}}"#)

    private static func text(_ payload: String) -> [UInt8] {
        RawFrame.masked(0x81, Array(payload.utf8))
    }

    /// Runs a session of bytes against a server, up to its `setupComplete`, then `body`.
    private func session<R: Sendable>(
        on server: RunningServer,
        _ body: (inout RawPeer) async throws -> R
    ) async throws -> R {
        try await RawPeer.connected(to: server.address) { peer in
            try await peer.write(RawPeer.upgradeRequest(Self.path))
            try #require(await peer.readHead().hasPrefix("HTTP/1.1 101 "))
            try await peer.write(Self.setup)
            _ = await peer.read(2 + #"{"setupComplete":{}}"#.utf8.count)
            return try await body(&peer)
        }
    }

    /// Forty peers, each in the middle of a message of 15 MB: 600 MB, if all of it were kept.
    @Test func unfinishedMessagesAreKeptUpToABudget() async throws {
        let server = try await Program().serve()
        try await session(on: server) { honest in
            let before = server.residentBytes
            let header: [UInt8] = [0x82, 0xFF, 0, 0, 0, 0, 0, 0xE4, 0xE1, 0xC0, 1, 2, 3, 4]
            let part = [UInt8](repeating: 7, count: 1_000_000)
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (parts, ended) = AsyncStream.makeStream(of: Void.self)
                for _ in 0..<40 {
                    group.addTask {
                        try await session(on: server) { peer in
                            do {
                                try await peer.write(header)
                                for _ in 0..<14 { try await peer.write(part) }
                            } catch {
                                // Turned away, as most of them are.
                            }
                            ended.yield()
                            // Until the test is over.
                            for await _ in AsyncStream<Never>.makeStream().stream {}
                        }
                    }
                }
                var count = 0
                for await _ in parts {
                    count += 1
                    if count == 40 { break }
                }
                try await honest.write(Self.text(#"{"realtimeInput":{"text":"count to 3"}}"#))
                #expect(await honest.readText(until: "turnComplete").contains("3."))
                #expect(server.residentBytes - before < 320_000_000)
                group.cancelAll()
            }
        }
        #expect(server.stop(signal: SIGTERM) == 0)
    }

    /// More connections than there are descriptors: the server sees to those it has.
    @Test func connectsBeyondTheDescriptorsDisturbNobody() async throws {
        let server = try await Program().serve()
        try server.limitDescriptors(to: 60)
        try await session(on: server) { honest in
            let before = server.residentBytes
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        for _ in 0..<100 {
                            // Refused ones end here and there.
                            try? await RawPeer.connected(to: server.address) { peer in
                                try await peer.write("GET / HTTP/1.1\r\n")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await honest.write(Self.text(#"{"realtimeInput":{"text":"count to 3"}}"#))
            #expect(await honest.readText(until: "turnComplete").contains("3."))
            #expect(server.residentBytes - before < 50_000_000)
        }
        #expect(server.stop(signal: SIGTERM) == 0)
    }

    /// A reply that is on its way is finished before its session is closed with 1001.
    @Test func sigtermLetsARunningReplyEnd() async throws {
        let server = try await Program().serve(["--speed", "4"])
        try await session(on: server) { peer in
            try await peer.write(Self.text(#"{"realtimeInput":{"text":"count to 30"}}"#))
            _ = await peer.readText(until: "modelTurn")
            server.signal(SIGTERM)
            let rest = await peer.readText(until: "the server is shutting down")
            #expect(rest.contains("goAway"))
            #expect(rest.contains("30."))
            #expect(rest.contains("turnComplete"))
        }
        #expect(server.waitForExit() == 0)
    }

    /// Neither those who never read, nor those who never say what they want, keep it from ending.
    @Test func sigtermEndsWithPeersInEveryState() async throws {
        let server = try await Program().serve()
        try await RawPeer.connected(to: server.address) { silent in
            try await silent.write("GET /")
            try await RawPeer.connected(to: server.address) { upgraded in
                try await upgraded.write(RawPeer.upgradeRequest(Self.path))
                _ = await upgraded.readHead()
                try await session(on: server) { deaf in
                    for _ in 0..<50 { try await deaf.write(Self.story) }
                    #expect(server.stop(signal: SIGTERM) == 0)
                }
            }
        }
    }
}

extension RawPeer {
    /// Reads until some text has come, or the connection has ended; gives all that was read.
    fileprivate mutating func readText(until text: String) async -> String {
        var bytes: [UInt8] = []
        while bytes.firstRange(of: Array(text.utf8)) == nil {
            let more = await read(max(1, received.count))
            guard !more.isEmpty else { break }
            bytes += more
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
