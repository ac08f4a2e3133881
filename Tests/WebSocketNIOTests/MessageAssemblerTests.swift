// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import WebSocketNIO

struct MessageAssemblerTests {
    private var assembler = MessageAssembler(
        limits: WebSocketLimits(maxMessageBytes: 8, maxFragments: 3)
    )

    @Test
    mutating func fragmentsBecomeOneMessage() throws {
        #expect(try assembler.accept(.start(.text), isFinal: false, payload: [0xC3]) == nil)
        #expect(try assembler.accept(.continuation, isFinal: false, payload: []) == nil)
        let message = try assembler.accept(.continuation, isFinal: true, payload: [0xBC])
        #expect(message == .text("ü"))
        #expect(try assembler.accept(.start(.binary), isFinal: true, payload: [1]) == .binary([1]))
    }

    @Test
    mutating func interleavedMessagesAreProtocolErrors() throws {
        #expect(throws: ProtocolFault.protocolError("a continuation of no message")) {
            try assembler.accept(.continuation, isFinal: true, payload: [])
        }
        _ = try assembler.accept(.start(.text), isFinal: false, payload: [])
        #expect(throws: ProtocolFault.protocolError("a new message inside a fragmented one")) {
            try assembler.accept(.start(.text), isFinal: true, payload: [])
        }
    }

    @Test
    mutating func limitsHoldForOneFrameForManyAndForTheirNumber() throws {
        let eight = [UInt8](repeating: 1, count: 8)
        #expect(try assembler.accept(.start(.binary), isFinal: true, payload: eight) != nil)
        #expect(throws: ProtocolFault.tooBig("a message of more than 8 bytes")) {
            try assembler.accept(.start(.binary), isFinal: true, payload: eight + [1])
        }
        _ = try assembler.accept(.start(.binary), isFinal: false, payload: eight)
        #expect(throws: ProtocolFault.tooBig("a message of more than 8 bytes")) {
            try assembler.accept(.continuation, isFinal: true, payload: [1])
        }
        _ = try assembler.accept(.start(.binary), isFinal: false, payload: [])
        _ = try assembler.accept(.continuation, isFinal: false, payload: [])
        #expect(throws: ProtocolFault.tooBig("a message of more than 3 fragments")) {
            try assembler.accept(.continuation, isFinal: false, payload: [])
        }
    }

    @Test
    mutating func textMustBeUTF8AndBinaryNeedNot() throws {
        #expect(try assembler.accept(.start(.binary), isFinal: true, payload: [0xFF]) != nil)
        #expect(throws: ProtocolFault.invalidPayload("a text message that is not UTF-8")) {
            try assembler.accept(.start(.text), isFinal: true, payload: [0xFF])
        }
    }
}
