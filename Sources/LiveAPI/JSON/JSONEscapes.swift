// SPDX-License-Identifier: Apache-2.0

/// The escapes of JSON strings.
enum JSONEscapes {
    /// The UTF-8 text of a string whose escapes have been checked.
    static func decoded(_ raw: UnsafeRawBufferPointer) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(raw.count)
        var position = 0
        while let escape = raw[position...].firstIndex(of: UInt8(ascii: "\\")) {
            text.append(contentsOf: raw[position..<escape])
            position = escape + 2
            switch raw[escape + 1] {
            case UInt8(ascii: "u"): position = appendScalar(in: raw, at: escape, to: &text)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case let literal: text.append(literal)
            }
        }
        text.append(contentsOf: raw[position...])
        return text
    }

    /// The value of four hexadecimal digits, nil when they are not.
    static func codeUnit(in raw: UnsafeRawBufferPointer, at position: Int) -> UInt32? {
        guard position + 4 <= raw.count else { return nil }
        var unit: UInt32 = 0
        for byte in raw[position..<(position + 4)] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte & 0x0F)
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                unit = unit << 4 | UInt32(byte & 0x0F) + 9
            default: return nil
            }
        }
        return unit
    }

    /// Appends the scalar of one escape, or of the surrogate pair it begins; returns its end.
    private static func appendScalar(
        in raw: UnsafeRawBufferPointer,
        at escape: Int,
        to text: inout [UInt8]
    ) -> Int {
        var value = codeUnit(in: raw, at: escape + 2) ?? 0xFFFD
        var end = escape + 6
        if (0xD800...0xDBFF).contains(value), let low = codeUnit(in: raw, at: escape + 8) {
            value = 0x10000 + (value - 0xD800) << 10 + (low & 0x3FF)
            end += 6
        }
        text.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
        return end
    }
}
