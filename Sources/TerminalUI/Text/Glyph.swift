// SPDX-License-Identifier: Apache-2.0

/// The part of a text that is drawn into one cell, or into two when it is wide.
struct Glyph {
    /// What the cell holds.
    enum Symbol {
        /// A scalar that stands alone.
        case scalar(UInt32)
        /// A grapheme cluster of several scalars.
        case cluster(String)
    }

    var symbol: Symbol
    var columns: Int
    /// Where the glyph stands in its text, in UTF-8 code units.
    var offset: Int
    var length: Int
}

extension TextWidth {
    /// Hands out the glyphs of a text from the left until `body` returns false.
    @inline(__always)
    static func forEachGlyph(in text: String, _ body: (Glyph) -> Bool) {
        let bytes = text.utf8.span
        var offset = 0
        while offset < bytes.count {
            let glyph = simpleGlyph(at: offset, in: bytes) ?? clusterGlyph(at: offset, in: text)
            guard body(glyph) else { return }
            offset += glyph.length
        }
    }

    /// The glyph at an offset when it is one scalar that nothing behind it can join.
    @inline(__always)
    private static func simpleGlyph(at offset: Int, in bytes: Swift.Span<UInt8>) -> Glyph? {
        let (value, length) = decodeScalar(at: offset, in: bytes)
        let columns = simpleColumns(of: value)
        guard columns > 0 else { return nil }
        let next = offset + length
        if next < bytes.count, bytes[next] >= 0x80 {
            guard simpleColumns(of: decodeScalar(at: next, in: bytes).value) > 0 else {
                return nil
            }
        }
        return Glyph(symbol: .scalar(value), columns: columns, offset: offset, length: length)
    }

    /// The columns of a scalar that never joins another of this kind into a cluster; 0 for others.
    ///
    /// This spares the text of most screens the search for cluster boundaries.
    @inline(__always)
    private static func simpleColumns(of value: UInt32) -> Int {
        switch value {
        case 0x20...0x7E: 1
        // Box drawing and blocks; Latin; Greek and Cyrillic letters.
        case 0x2500...0x259F, 0xA1...0xAC, 0xAE...0x2FF, 0x391...0x481: 1
        // Kana, Han, Hangul syllables.
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3: 2
        default: 0
        }
    }

    @inline(__always)
    private static func decodeScalar(
        at offset: Int,
        in bytes: Swift.Span<UInt8>
    ) -> (value: UInt32, length: Int) {
        func continuation(_ index: Int) -> UInt32 { UInt32(bytes[offset + index]) & 0x3F }
        let lead = UInt32(bytes[offset])
        switch lead {
        case ..<0x80:
            return (lead, 1)
        case ..<0xE0:
            return ((lead & 0x1F) << 6 | continuation(1), 2)
        case ..<0xF0:
            return ((lead & 0x0F) << 12 | continuation(1) << 6 | continuation(2), 3)
        default:
            let upper = (lead & 0x07) << 18 | continuation(1) << 12
            return (upper | continuation(2) << 6 | continuation(3), 4)
        }
    }
}

extension TextWidth {
    /// The longest emoji sequence in use has ten scalars; more than this on one base is a trick.
    private static let maximumScalars = 12

    private static let undrawable = Glyph.Symbol.scalar(0x3F)

    /// The glyph at an offset, found with the standard library's cluster boundaries.
    @inline(never)
    private static func clusterGlyph(at offset: Int, in text: String) -> Glyph {
        let start = text.utf8.index(text.startIndex, offsetBy: offset)
        // A substring looks for boundaries only forwards, whatever stands before it.
        guard let cluster = text[start...].first, let first = cluster.unicodeScalars.first else {
            return Glyph(symbol: undrawable, columns: 1, offset: offset, length: 1)
        }
        let length = cluster.utf8.count
        let firstColumns = columns(of: first)
        if firstColumns == 0 {
            return Glyph(symbol: undrawable, columns: 1, offset: offset, length: length)
        }
        if length == UTF8.width(first) {
            return Glyph(
                symbol: .scalar(first.value),
                columns: firstColumns,
                offset: offset,
                length: length
            )
        }
        if isEmojiSequence(cluster) {
            return Glyph(
                symbol: .cluster(bounded(cluster.unicodeScalars)),
                columns: 2,
                offset: offset,
                length: length
            )
        }
        return joinedGlyph(cluster, offset: offset)
    }

    /// A base with marks, or as much of a longer conjunct as fits two columns.
    private static func joinedGlyph(_ cluster: Character, offset: Int) -> Glyph {
        let scalars = cluster.unicodeScalars
        var total = 0
        var length = 0
        var end = scalars.startIndex
        while end < scalars.endIndex {
            let scalar = scalars[end]
            let columns = columns(of: scalar)
            if total + columns > 2 { break }
            total += columns
            length += UTF8.width(scalar)
            end = scalars.index(after: end)
        }
        let symbol = bounded(scalars[..<end])
        return Glyph(symbol: .cluster(symbol), columns: total, offset: offset, length: length)
    }

    private static func bounded(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars.prefix(maximumScalars))
        return text
    }

    private static func isEmojiSequence(_ cluster: Character) -> Bool {
        guard let first = cluster.unicodeScalars.first, first.properties.isEmoji else {
            return false
        }
        return cluster.unicodeScalars.dropFirst().contains { scalar in
            // Emoji selector, joiner, second half of a flag.
            scalar.value == 0xFE0F || scalar.value == 0x200D
                || (0x1F1E6...0x1F1FF).contains(scalar.value) || scalar.properties.isEmojiModifier
        }
    }
}
