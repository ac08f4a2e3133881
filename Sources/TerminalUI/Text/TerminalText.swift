// SPDX-License-Identifier: Apache-2.0

/// Makes text from outside fit for a terminal.
///
/// Afterwards the text holds no control, no bidirectional control, nothing invisible, and no pile
/// of marks; what was there instead is written out, so that the reader sees the trick. Letters of
/// any script stay as they are, those written from right to left in logical order.
package enum TerminalText {
    /// What becomes of line breaks.
    package enum Newlines: Sendable {
        /// CR LF and LF both become LF, for text that is split into lines afterwards.
        case kept
        /// A line break becomes a visible mark, for text that must stay on one row.
        case marked
    }

    /// The text with everything a terminal could obey, or a reader could not see, made visible.
    ///
    /// Controls become their pictures (␛) or caret forms (^[), other hidden characters their
    /// numbers (⟨U+202E⟩), marks beyond four on a base their count (⟨+196⟩), a tab four spaces.
    /// Kept are the joiners and variation selectors that emoji, Han, Arabic and Indic writing need.
    /// The result may be sanitized again without change.
    package static func sanitized(
        _ text: String,
        glyphs: GlyphSet = .unicode,
        newlines: Newlines = .kept
    ) -> String {
        let bytes = text.utf8.span
        var index = 0
        while index < bytes.count, isPlain(bytes[index], newlines) { index += 1 }
        if index == bytes.count { return text }
        var sanitizer = Sanitizer(glyphs: glyphs, newlines: newlines)
        sanitizer.write(text.unicodeScalars)
        return sanitizer.output
    }

    private static func isPlain(_ byte: UInt8, _ newlines: Newlines) -> Bool {
        (0x20..<0x7F).contains(byte) || (byte == 0x0A && newlines == .kept)
    }

    /// The longest start of the text that fits `columns`, ending in the ellipsis when cut.
    package static func truncated(
        _ text: String,
        columns: Int,
        glyphs: GlyphSet = .unicode
    ) -> String {
        guard prefix(of: text, columns: columns).endIndex < text.endIndex else { return text }
        return columns > 0 ? cut(text, columns: columns, glyphs: glyphs) : ""
    }

    /// A start of the text and the ellipsis, together at most `columns`, which is above 0.
    static func cut(_ text: String, columns: Int, glyphs: GlyphSet) -> String {
        prefix(of: text, columns: columns - 1) + String(glyphs.table.ellipsis)
    }

    /// The longest start of the text that fits `columns`.
    static func prefix(of text: String, columns: Int) -> Substring {
        var total = 0
        var length = 0
        TextWidth.forEachGlyph(in: text) { glyph in
            total += glyph.columns
            guard total <= columns else { return false }
            length = glyph.offset + glyph.length
            return true
        }
        return text[..<text.utf8.index(text.startIndex, offsetBy: length)]
    }
}
