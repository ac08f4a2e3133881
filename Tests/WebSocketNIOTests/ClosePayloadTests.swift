// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import WebSocketNIO

struct ClosePayloadTests {
    @Test
    func roundTrips() throws {
        let payload = ClosePayload(code: .policyViolation, reason: "schlüssel")
        #expect(payload.encoded.prefix(2) == [0x03, 0xF0])
        #expect(try ClosePayload(decoding: payload.encoded) == payload)
        #expect(try ClosePayload(decoding: []) == ClosePayload(code: nil))
    }

    @Test(arguments: ["é", "€", "👩‍👩‍👧", "a"])
    func reasonIsCutBetweenCharactersAt123Bytes(character: Character) throws {
        let reason = String(repeating: character, count: 200)
        let encoded = ClosePayload(code: .normal, reason: reason).encoded
        let fitting = 123 / character.utf8.count
        #expect(encoded.count == 2 + fitting * character.utf8.count)
        #expect(
            try ClosePayload(decoding: encoded).reason
                == String(repeating: character, count: fitting)
        )
    }

    @Test(arguments: [0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535] as [UInt16])
    func reservedCodesAreProtocolErrors(code: UInt16) {
        #expect {
            try ClosePayload(decoding: [UInt8(code >> 8), UInt8(code & 0xFF)])
        } throws: {
            ($0 as? ProtocolFault)?.code == .protocolError
        }
    }

    @Test
    func halfACodeAndBadUTF8AreFaults() {
        #expect(throws: ProtocolFault.protocolError("a close frame of one byte")) {
            try ClosePayload(decoding: [3])
        }
        #expect(throws: ProtocolFault.invalidPayload("a close reason that is not UTF-8")) {
            try ClosePayload(decoding: [0x03, 0xE8, 0xC3])
        }
    }
}
