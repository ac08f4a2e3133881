// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOEmbedded
import NIOWebSocket
import TestSockets
import Testing

@testable import WebSocketNIO

@Suite struct ReceiveBudgetTests {
    private let limits = WebSocketLimits()

    /// A server's end of a connection, behind NIO's decoder.
    private func channel(
        _ budget: ReceiveBudget,
        _ end: EndRecord
    ) throws -> (EmbeddedChannel, ReceiveAccount?) {
        let channel = EmbeddedChannel()
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(WebSocketFrameEncoder())
        try pipeline.addHandler(
            ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: limits.maxFrameBytes))
        )
        var handlers = WebSocketPipeline(role: .server, limits: limits, keepAlive: nil)
        handlers.budget = budget
        let account = try handlers.addHandlers(to: channel, end: end)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return (channel, account)
    }

    private static let part = RawFrame.masked(0x02, [UInt8](repeating: 0, count: 200_000))

    @Test func unfinishedMessagesOfAllConnectionsShareIt() throws {
        let budget = ReceiveBudget(bytes: 400_000)
        let ends = (0..<4).map { _ in EndRecord() }
        let channels = try ends.map { try channel(budget, $0).0 }
        for channel in channels {
            try channel.writeInbound(ByteBuffer(bytes: Self.part))
        }
        // Each has some 64 KiB of its own.
        #expect(ends.map { $0.current?.close.code } == [nil, nil, .tryAgainLater, .tryAgainLater])
        for channel in channels { _ = try channel.finish(acceptAlreadyClosed: true) }
    }

    @Test func whoSendsLittleNeverMeetsIt() throws {
        let budget = ReceiveBudget(bytes: 0)
        let end = EndRecord()
        let (channel, account) = try channel(budget, end)
        for _ in 0..<100 {
            try channel.writeInbound(
                ByteBuffer(bytes: RawFrame.masked(0x81, [UInt8](repeating: 32, count: 1_000)))
            )
            let message = try #require(try channel.readInbound(as: WebSocketMessage.self))
            #expect(message.payload.count == 1_000)
            account?.taken(1_000)
        }
        _ = try channel.finish(acceptAlreadyClosed: true)
        #expect(end.current?.close.code == .abnormal, "ended by the test alone")
    }

    @Test func whatIsTakenOrGoneMakesRoom() throws {
        let budget = ReceiveBudget(bytes: 200_000)
        let account = ReceiveAccount(budget)
        #expect(account.arrived(200_000))
        account.completed(200_000)
        #expect(!ReceiveAccount(budget).arrived(200_000))
        account.taken(200_000)
        do {
            let other = ReceiveAccount(budget)
            #expect(other.arrived(200_000))
        }
        #expect(ReceiveAccount(budget).arrived(200_000))
    }
}
