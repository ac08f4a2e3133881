// SPDX-License-Identifier: Apache-2.0

/// Columns that text takes on a terminal.
///
/// Widths are those of `wcwidth`, summed over a cluster, except that an emoji sequence (with a
/// variation selector, a skin tone or joiners) takes two columns, as terminals that know clusters
/// draw it. Ambiguous characters are narrow. What cannot be drawn (controls, a mark without a base)
/// is drawn as "?" and counts as that. Letters written from right to left keep their logical order.
/// Categories are those of the standard library's Unicode, wide ranges those of `wideRanges`.
package enum TextWidth {
    /// The columns one grapheme cluster takes: 1 or 2, and more only for long Indic conjuncts.
    package static func columns(of character: Character) -> Int {
        columns(of: String(character))
    }

    /// The columns a text takes on one row.
    package static func columns(of text: String) -> Int {
        var columns = 0
        forEachGlyph(in: text) { glyph in
            columns += glyph.columns
            return true
        }
        return columns
    }

    /// Whether a cluster is drawn as itself and not as a "?".
    package static func isDrawable(_ character: Character) -> Bool {
        guard let first = character.unicodeScalars.first else { return false }
        return columns(of: first) > 0
    }

    /// The columns a scalar takes on its own: 0, 1 or 2.
    static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x20, 0x7F..<0xA0, 0xAD: return 0
        case ..<0x300: return 1
        // Hangul vowels and final consonants are drawn into the syllable they follow.
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0
        default: break
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator:
            return 0
        case .format:
            return isVisibleFormat(scalar) ? 1 : 0
        default:
            return properties.isDefaultIgnorableCodePoint ? 0 : isWide(scalar.value) ? 2 : 1
        }
    }

    /// Whether a format character has a shape: the signs that enclose Arabic and Kaithi numbers.
    static func isVisibleFormat(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        var low = 0
        var high = wideRanges.count
        while low < high {
            let middle = (low + high) / 2
            if value > wideRanges[middle].last {
                low = middle + 1
            } else if value < wideRanges[middle].first {
                high = middle
            } else {
                return true
            }
        }
        return false
    }
}
