// SPDX-License-Identifier: Apache-2.0

/// Words that are looked for in other text, whatever their case.
package struct TextQuery: Sendable, Equatable {
    /// As it was typed.
    package let text: String
    /// In lower case.
    private let needle: [UInt8]
    private let isASCII: Bool

    package init(_ text: String) {
        self.text = text
        needle = Array(text.lowercased().utf8)
        isASCII = needle.allSatisfy { $0 < 0x80 }
    }

    /// Nothing is found by it.
    package var isEmpty: Bool { needle.isEmpty }

    /// Whether it stands somewhere in a text.
    package func matches(_ text: String) -> Bool {
        if isASCII { return first(in: text.utf8.span, from: 0) != nil }
        let folded = text.lowercased()
        return first(in: folded.utf8.span, from: 0) != nil
    }

    /// Whether it stands somewhere in UTF-8, where it has ASCII letters alone.
    package func matches(_ bytes: [UInt8]) -> Bool {
        first(in: bytes.span, from: 0) != nil
    }

    /// Where it stands in UTF-8 that is in lower case, from left to right, none over another.
    package func ranges(inLowercase bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while let found = first(in: bytes.span, from: start) {
            ranges.append(found..<found + needle.count)
            start = found + needle.count
        }
        return ranges
    }

    private func first(in bytes: Span<UInt8>, from start: Int) -> Int? {
        guard let head = needle.first, bytes.count - start >= needle.count else { return nil }
        for index in start...bytes.count - needle.count where Self.folded(bytes[index]) == head {
            var length = 1
            while length < needle.count,
                Self.folded(bytes[index + length]) == needle[length]
            {
                length += 1
            }
            if length == needle.count { return index }
        }
        return nil
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
