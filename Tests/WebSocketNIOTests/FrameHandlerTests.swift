// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOEmbedded
import NIOWebSocket
import TestSockets
import Testing

@testable import WebSocketNIO

struct FrameHandlerTests {
    private let end = EndRecord()
    private let channel: EmbeddedChannel

    init() throws {
        channel = try Self.channel(.server, end)
    }

    static func channel(
        _ role: FrameHandler.Role,
        _ end: EndRecord,
        limits: WebSocketLimits = WebSocketLimits(
            maxFrameBytes: 1024,
            maxMessageBytes: 1024,
            closeTimeout: .seconds(5)
        ),
        keepAlive: KeepAlive? = nil
    ) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handlers: [
            WebSocketFrameEncoder(),
            ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: limits.maxFrameBytes)),
        ])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try WebSocketPipeline(role: role, limits: limits, keepAlive: keepAlive)
            .addHandlers(to: channel, end: end)
        return channel
    }

    private func sent(_ channel: EmbeddedChannel) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
            bytes += Array(buffer.readableBytesView)
        }
        return bytes
    }

    private func receive(_ bytes: [UInt8]) throws {
        try channel.writeInbound(ByteBuffer(bytes: bytes))
    }

    private func closeFrame(_ code: CloseCode, _ reason: String = "") -> [UInt8] {
        RawFrame.unmasked(0x88, ClosePayload(code: code, reason: reason).encoded)
    }

    @Test
    func pingIsAnsweredBeforeAnythingElseHappens() throws {
        try receive(RawFrame.masked(0x89, [7, 8]))
        #expect(try sent(channel) == RawFrame.unmasked(0x8A, [7, 8]))
    }

    @Test
    func pingInsideAFragmentedMessageIsAnsweredAndTheMessageStaysWhole() throws {
        try receive(RawFrame.masked(0x01, Array("a".utf8)))
        try receive(RawFrame.masked(0x89, []))
        try receive(RawFrame.masked(0x80, Array("b".utf8)))
        #expect(try sent(channel) == [0x8A, 0])
        #expect(try channel.readInbound(as: WebSocketMessage.self) == .text("ab"))
    }

    @Test
    func onlyTheNewestPingIsAnsweredToAPeerThatDoesNotRead() throws {
        channel.isWritable = false
        for number in 1...100 as ClosedRange<UInt8> {
            try receive(RawFrame.masked(0x89, [number]))
        }
        #expect(try sent(channel).isEmpty)
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(try sent(channel) == RawFrame.unmasked(0x8A, [100]))
    }

    @Test(arguments: [
        (RawFrame.unmasked(0x81, [65]), CloseCode.protocolError),
        (RawFrame.masked(0xC1, [65]), .protocolError),
        (RawFrame.masked(0x83, []), .protocolError),
        (RawFrame.masked(0x8B, []), .protocolError),
        (RawFrame.masked(0x80, []), .protocolError),
        (RawFrame.masked(0x09, []), .protocolError),
        (RawFrame.masked(0x89, [UInt8](repeating: 0, count: 126)), .protocolError),
        (RawFrame.masked(0x88, [3]), .protocolError),
        (RawFrame.masked(0x88, [0x03, 0xED]), .protocolError),
        (RawFrame.masked(0x81, [0xFF]), .invalidPayload),
        (RawFrame.masked(0x82, [UInt8](repeating: 0, count: 1025)), .tooBig),
        ([0x82, 0xFF, 0xFF] + [UInt8](repeating: 0xFF, count: 11), .tooBig),
    ])
    func faultClosesWithItsCode(bytes: [UInt8], code: CloseCode) throws {
        try receive(bytes)
        let close = try #require(end.current?.close)
        #expect(close.code == code)
        #expect(close.initiator == .local)
        #expect(end.current?.failure != nil)
        #expect(try sent(channel) == closeFrame(code, close.reason))
    }

    @Test
    func clientRefusesMaskedFramesAndMasksItsOwn() throws {
        let channel = try Self.channel(.client, end)
        try channel.writeOutbound(WebSocketMessage.text("hi"))
        let frame = try sent(channel)
        #expect(frame[0] == 0x81)
        #expect(frame[1] == 0x82)
        try channel.writeInbound(ByteBuffer(bytes: RawFrame.masked(0x81, [65])))
        #expect(end.current?.close.code == .protocolError)
    }

    @Test
    func peersCloseIsEchoedAndTheServerEndsTheConnection() throws {
        try receive(RawFrame.masked(0x88, ClosePayload(code: .goingAway, reason: "bye").encoded))
        #expect(try sent(channel) == closeFrame(.goingAway))
        #expect(
            end.current?.close
                == WebSocketClose(code: .goingAway, reason: "bye", initiator: .remote)
        )
        #expect(end.current?.failure == nil)
        #expect(!channel.isActive)
    }

    @Test
    func emptyCloseIsEchoedEmpty() throws {
        try receive(RawFrame.masked(0x88, []))
        #expect(try sent(channel) == [0x88, 0])
        #expect(end.current?.close.code == .noStatus)
    }

    @Test
    func ourCloseWaitsForThePeersAndDropsAtItsDeadline() throws {
        channel.triggerUserOutboundEvent(
            CloseRequest(code: .policyViolation, reason: "no"),
            promise: nil
        )
        #expect(try sent(channel) == closeFrame(.policyViolation, "no"))
        #expect(throws: ChannelError.ioOnClosedChannel) {
            try channel.writeOutbound(WebSocketMessage.text("late"))
        }
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(4999))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
        #expect(end.current?.close.initiator == .local)
    }

    @Test
    func dataAfterOurCloseIsDiscardedAndThePeersCloseEndsIt() throws {
        channel.triggerUserOutboundEvent(CloseRequest(code: .normal, reason: ""), promise: nil)
        try receive(RawFrame.masked(0x81, [65]))
        #expect(try channel.readInbound(as: WebSocketMessage.self) == nil)
        try receive(RawFrame.masked(0x88, [0x03, 0xE8]))
        #expect(!channel.isActive)
    }

    @Test
    func lossWithoutCloseFrameIs1006() throws {
        _ = try channel.finish(acceptAlreadyClosed: true)
        #expect(end.current?.close.code == .abnormal)
        #expect(end.current?.close.initiator == WebSocketClose.Initiator.none)
    }

    @Test
    func silentPeerIsPingedThenGivenUp() throws {
        let channel = try Self.channel(
            .server,
            end,
            keepAlive: KeepAlive(interval: .seconds(20), timeout: .seconds(10))
        )
        channel.embeddedEventLoop.advanceTime(by: .seconds(19))
        #expect(try sent(channel).isEmpty)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try sent(channel) == [0x89, 0])
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        #expect(end.current?.failure == .halfOpen(.seconds(10)))
        #expect(!channel.isActive)
    }

    @Test
    func anyByteIsASignOfLife() throws {
        let channel = try Self.channel(
            .server,
            end,
            keepAlive: KeepAlive(interval: .seconds(20), timeout: .seconds(10))
        )
        for byte in RawFrame.masked(0x82, [UInt8](repeating: 0, count: 20)) {
            channel.embeddedEventLoop.advanceTime(by: .seconds(9))
            try channel.writeInbound(ByteBuffer(bytes: [byte]))
            channel.pipeline.read()
        }
        #expect(end.current == nil)
        #expect(try sent(channel).isEmpty)
    }

    @Test
    func silenceWhileNobodyReadsIsNotHeldAgainstThePeer() throws {
        let channel = try Self.channel(
            .server,
            end,
            keepAlive: KeepAlive(interval: .seconds(20), timeout: .seconds(10))
        )
        // The end of a read that no other follows: what a consumer that is behind looks like.
        channel.pipeline.fireChannelReadComplete()
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(end.current == nil)
        channel.pipeline.read()
        channel.embeddedEventLoop.advanceTime(by: .seconds(50))
        #expect(end.current?.failure == .halfOpen(.seconds(10)))
    }
}
