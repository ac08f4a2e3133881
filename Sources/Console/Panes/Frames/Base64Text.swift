// SPDX-License-Identifier: Apache-2.0

/// Base64 as it stands in JSON, in either alphabet.
enum Base64Text {
    /// Strings shorter than this are words as likely as bytes.
    private static let leastLength = 64

    /// Whether a byte may stand in base64.
    static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// Whether a text is long enough for base64 and nothing else.
    static func isLikely(_ text: String) -> Bool {
        text.utf8.count >= leastLength && text.utf8.allSatisfy(isDigit)
    }

    /// The bytes that so many characters stand for, the last of them given for its padding.
    static func decodedCount(characters: Int, ending text: String) -> Int {
        let padding = text.utf8.reversed().prefix(2).prefix { $0 == UInt8(ascii: "=") }.count
        return (characters - padding) * 3 / 4
    }
}
