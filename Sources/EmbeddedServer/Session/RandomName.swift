// SPDX-License-Identifier: Apache-2.0

/// Names nobody can guess.
package enum RandomName {
    /// A random UUID in its usual form.
    package static func uuid() -> String {
        var generator = SystemRandomNumberGenerator()
        // Version 4, variant 1.
        let high = generator.next() & ~0xF000 | 0x4000
        let low = generator.next() & ~(0b11 << 62) | (0b10 << 62)
        let digits = hexadecimal(high) + hexadecimal(low)
        let starts = [0, 8, 12, 16, 20, 32]
        return zip(starts, starts.dropFirst()).map { String(Array(digits)[$0..<$1]) }
            .joined(separator: "-")
    }

    /// 256 random bits in hexadecimal.
    package static func secret() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in hexadecimal(generator.next()) }.joined()
    }

    /// Whether a text has the form of a UUID.
    package static func isUUID(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && text.allSatisfy { $0 == "-" || $0.isASCII && $0.isHexDigit }
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
