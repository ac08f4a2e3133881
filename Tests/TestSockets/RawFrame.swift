// SPDX-License-Identifier: Apache-2.0

/// Frames as bytes, for peers that do what the product never would.
package enum RawFrame {
    package static func masked(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let key: [UInt8] = [1, 2, 3, 4]
        let body = payload.enumerated().map { $0.element ^ key[$0.offset % 4] }
        return header(first, payload.count, maskBit: 0x80) + key + body
    }

    package static func unmasked(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        header(first, payload.count, maskBit: 0) + payload
    }

    private static func header(_ first: UInt8, _ count: Int, maskBit: UInt8) -> [UInt8] {
        switch count {
        case 0...125: [first, maskBit | UInt8(count)]
        case 126...0xFFFF: [first, maskBit | 126, UInt8(count >> 8), UInt8(count & 0xFF)]
        default:
            [first, maskBit | 127]
                + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
        }
    }
}
