// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOEmbedded
import NIOWebSocket
import TestSockets
import TestSupport
import Testing

@testable import WebSocketNIO

/// Both ends of a WebSocket, fed streams that are valid, nearly valid and cut into any pieces.
@Suite struct FrameFuzzTests {
    private static let limits = WebSocketLimits(
        maxFrameBytes: 2_048,
        maxMessageBytes: 4_096,
        maxFragments: 16,
        closeTimeout: .seconds(5)
    )

    /// What became of a stream.
    private struct Outcome: Equatable {
        var messages: [WebSocketMessage] = []
        var close: CloseCode?
        var failure: String?
    }

    @Test(arguments: [FrameHandler.Role.server, .client])
    func piecesMakeNoDifference(role: FrameHandler.Role) throws {
        var random = SeededGenerator(seed: 1)
        let samples = (0..<40).map { _ in Self.stream(to: role, &random).bytes }
        let words = ["\u{88}\u{2}", "\u{81}", "\u{0}", "\u{7F}", "\u{7E}"]
        try FuzzRun("frames to the \(role)", samples: samples, words: words, rounds: 200)
            .run { input in
                var random = input.random
                let whole = try Self.outcome(of: [input.bytes[...]], role)
                let cut = try Self.outcome(of: random.pieces(of: input.bytes), role)
                #expect(cut == whole, input.origin)
                let isWithinLimits = whole.messages.allSatisfy {
                    $0.payload.count <= Self.limits.maxMessageBytes
                        && ($0.opcode == .binary
                            || String(validating: $0.payload, as: UTF8.self) != nil)
                }
                #expect(isWithinLimits, input.origin)
                // Byte by byte takes long.
                guard Int.random(in: 0..<8, using: &random) == 0 else { return }
                let single = input.bytes.indices.map { input.bytes[$0...$0] }
                let bytewise = try Self.outcome(of: single, role)
                #expect(bytewise == whole, input.origin)
            }
    }

    @Test(arguments: [FrameHandler.Role.server, .client])
    func whatIsSentArrives(role: FrameHandler.Role) throws {
        try FuzzRun("messages to the \(role)", samples: [[]], rounds: 200).run { input in
            var random = input.random
            let (bytes, messages) = Self.stream(to: role, &random)
            let outcome = try Self.outcome(of: random.pieces(of: bytes), role)
            #expect(outcome.messages == messages, input.origin)
            #expect(outcome.close == .normal, input.origin)
        }
    }

    /// Feeds the pieces to a fresh channel and ends the stream.
    private static func outcome(
        of pieces: [ArraySlice<UInt8>],
        _ role: FrameHandler.Role
    ) throws -> Outcome {
        let end = EndRecord()
        let channel = EmbeddedChannel(handlers: [
            WebSocketFrameEncoder(),
            ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: limits.maxFrameBytes)),
        ])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try WebSocketPipeline(role: role, limits: limits, keepAlive: nil)
            .addHandlers(to: channel, end: end)
        for piece in pieces where channel.isActive {
            _ = try? channel.writeInbound(ByteBuffer(bytes: piece))
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        _ = try? channel.finish(acceptAlreadyClosed: true)
        var outcome = Outcome()
        while let message = try? channel.readInbound(as: WebSocketMessage.self) {
            outcome.messages.append(message)
        }
        outcome.close = end.current?.close.code
        outcome.failure = end.current?.failure.map { "\($0)" }
        return outcome
    }

    /// A valid stream of messages, whole and in fragments with pings between them, and a close.
    private static func stream(
        to role: FrameHandler.Role,
        _ random: inout SeededGenerator
    ) -> (bytes: [UInt8], messages: [WebSocketMessage]) {
        var bytes: [UInt8] = []
        var messages: [WebSocketMessage] = []
        let frame = role == .server ? RawFrame.masked : RawFrame.unmasked
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            let isText = Bool.random(using: &random)
            let payload =
                isText
                ? Array(String("grüße, 日本 👋 ".prefix(Int.random(in: 0...14, using: &random))).utf8)
                : random.bytes(upTo: 300)
            var opcode: UInt8 = isText ? 1 : 2
            let fragments = Array(random.pieces(of: payload).prefix(8))
            let rest = payload[(fragments.last?.endIndex ?? 0)...]
            for fragment in fragments {
                bytes += frame(opcode, Array(fragment))
                opcode = 0
                if Bool.random(using: &random) { bytes += frame(0x89, random.bytes(upTo: 125)) }
                if Bool.random(using: &random) { bytes += frame(0x8A, []) }
            }
            bytes += frame(0x80 | opcode, Array(rest))
            messages.append(WebSocketMessage(opcode: isText ? .text : .binary, payload: payload))
        }
        return (bytes + frame(0x88, ClosePayload(code: .normal, reason: "ça").encoded), messages)
    }
}
