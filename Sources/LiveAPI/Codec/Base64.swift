// SPDX-License-Identifier: Apache-2.0

/// Base64 between JSON text and bytes.
package enum Base64 {
    /// Decodes ASCII text in the standard or the URL-safe alphabet; nil when it is not base64.
    package static func decode(_ text: [UInt8]) -> [UInt8]? {
        text.withUnsafeBytes { decode($0) }
    }

    /// Decodes the standard and the URL-safe alphabet, even mixed, with or without padding.
    ///
    /// - Returns: nil when a character is foreign or the length is impossible.
    static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        var count = text.count
        while count > 0, text.count - count < 2, text[count - 1] == UInt8(ascii: "=") { count -= 1 }
        let tail = count % 4
        guard tail != 1 else { return nil }
        let byteCount = count / 4 * 3 + max(tail - 1, 0)
        var isValid = false
        let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { output, written in
            let digits = UnsafeRawBufferPointer(rebasing: text[..<count])
            isValid = decode(digits, into: UnsafeMutableRawBufferPointer(output))
            written = isValid ? byteCount : 0
        }
        return isValid ? bytes : nil
    }

    /// The standard alphabet with padding, which browsers insist on.
    package static func encode(_ bytes: [UInt8]) -> [UInt8] {
        let textCount = (bytes.count + 2) / 3 * 4
        return [UInt8](unsafeUninitializedCapacity: textCount) { output, written in
            bytes.withUnsafeBytes { encode($0, into: UnsafeMutableRawBufferPointer(output)) }
            written = textCount
        }
    }

    // MARK: - Decoding

    /// For each of the four places of a group, the bits a character puts into its three bytes.
    ///
    /// The top byte, which no digit uses, marks foreign characters.
    private static let digitBits: [UInt32] = {
        var table = [UInt32](repeating: 0xFF00_0000, count: 4 * 256)
        let urlSafe = [(UInt8(ascii: "-"), 62), (UInt8(ascii: "_"), 63)] as [(UInt8, UInt32)]
        let standard = alphabet.enumerated().map { ($1, UInt32($0)) }
        for (character, digit) in standard + urlSafe {
            let index = Int(character)
            table[index] = digit << 2
            table[256 + index] = (digit >> 4) | (digit & 0x0F) << 12
            table[512 + index] = (digit >> 2) << 8 | (digit & 0x03) << 22
            table[768 + index] = digit << 16
        }
        return table
    }()

    private static func decode(
        _ digits: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) -> Bool {
        digitBits.withUnsafeBufferPointer { table in
            var (read, written, marks) = (0, 0, UInt32(0))
            // Eight characters at a time, while a whole word may be written for their six bytes.
            while read + 8 <= digits.count, written + 8 <= output.count {
                let word = digits.loadUnaligned(fromByteOffset: read, as: UInt64.self)
                let (first, second) = (
                    group(UInt64(littleEndian: word), table),
                    group(UInt64(littleEndian: word) >> 32, table)
                )
                marks |= first | second
                let bytes = UInt64(first) | UInt64(second) << 24
                output.storeBytes(of: bytes.littleEndian, toByteOffset: written, as: UInt64.self)
                (read, written) = (read + 8, written + 6)
            }
            while read < digits.count {
                // A missing character counts as "A", the digit zero.
                var word: UInt64 = 0
                for place in 0..<4 {
                    let index = read + place
                    let character = index < digits.count ? digits[index] : UInt8(ascii: "A")
                    word |= UInt64(character) << (8 * UInt64(place))
                }
                let bits = group(word, table)
                marks |= bits
                for place in 0..<3 where written + place < output.count {
                    output[written + place] = UInt8(truncatingIfNeeded: bits >> (8 * UInt32(place)))
                }
                (read, written) = (read + 4, written + 3)
            }
            return marks < 0x0100_0000
        }
    }

    /// The three bytes of four characters, the first in the lowest place.
    private static func group(_ word: UInt64, _ table: UnsafeBufferPointer<UInt32>) -> UInt32 {
        table[Int(word & 0xFF)] | table[256 + Int(word >> 8 & 0xFF)]
            | table[512 + Int(word >> 16 & 0xFF)] | table[768 + Int(word >> 24 & 0xFF)]
    }

    // MARK: - Encoding

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// The two characters of every twelve bits, the first in the low byte.
    private static let digitPairs: [UInt16] = (0..<4096).map { bits in
        UInt16(alphabet[bits >> 6]) | UInt16(alphabet[bits & 0x3F]) << 8
    }

    private static func encode(
        _ bytes: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) {
        digitPairs.withUnsafeBufferPointer { table in
            var (read, written) = (0, 0)
            // Six bytes at a time, while a whole word may be read for them.
            while read + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: read, as: UInt64.self)
                let bits = Int(truncatingIfNeeded: UInt64(bigEndian: word) >> 16)
                let text =
                    UInt64(table[bits >> 36 & 0xFFF]) | UInt64(table[bits >> 24 & 0xFFF]) << 16
                    | UInt64(table[bits >> 12 & 0xFFF]) << 32 | UInt64(table[bits & 0xFFF]) << 48
                output.storeBytes(of: text.littleEndian, toByteOffset: written, as: UInt64.self)
                (read, written) = (read + 6, written + 8)
            }
            while read < bytes.count {
                let rest = bytes[read..<min(read + 3, bytes.count)]
                var bits = 0
                for byte in rest { bits = bits << 8 | Int(byte) }
                bits <<= 8 * (3 - rest.count)
                let text = UInt32(table[bits >> 12]) | UInt32(table[bits & 0xFFF]) << 16
                output.storeBytes(of: text.littleEndian, toByteOffset: written, as: UInt32.self)
                for place in (rest.count + 1)..<4 { output[written + place] = UInt8(ascii: "=") }
                (read, written) = (read + 3, written + 4)
            }
        }
    }
}
