// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Testing

@Suite struct TextWidthTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let text: String
        let columns: Int
        let what: String

        init(_ text: String, _ columns: Int, _ what: String) {
            self.text = text
            self.columns = columns
            self.what = what
        }

        var testDescription: String { what }
    }

    @Test(arguments: [
        Sample("", 0, "nothing"),
        Sample("hello", 5, "ASCII"),
        Sample("Ærøskøbing", 10, "Latin with accents"),
        Sample("e\u{301}", 1, "base and combining mark"),
        Sample("漢字かな", 8, "Han and kana"),
        Sample("ﾊﾝｶｸ", 4, "half-width kana"),
        Sample("ＡＢ", 4, "full-width Latin"),
        Sample("한국", 4, "Hangul syllables"),
        Sample("\u{1112}\u{1161}\u{11AB}", 2, "Hangul from letters"),
        Sample("が", 2, "kana with a combining voice mark"),
        Sample("😀", 2, "emoji"),
        Sample("👍🏽", 2, "emoji with a skin tone"),
        Sample("👩‍👩‍👧‍👦", 2, "family of four joined emoji"),
        Sample("👨🏻‍❤️‍💋‍👨🏻", 2, "the longest sequence"),
        Sample("❤️", 2, "text symbol made emoji by a selector"),
        Sample("❤", 1, "the same symbol as text"),
        Sample("1️⃣", 2, "keycap"),
        Sample("🇳🇴", 2, "flag"),
        Sample("🇳", 2, "half a flag"),
        Sample("🇳🇴🇸🇪", 4, "two flags"),
        Sample("⚠⏺✓▶●…", 6, "ambiguous symbols"),
        Sample("▐██▌····▏╭─╮", 12, "blocks and boxes"),
        Sample("कि", 2, "Devanagari with a spacing vowel"),
        Sample("क्ष", 2, "conjunct of two"),
        Sample("क्ष्म", 3, "conjunct of three"),
        Sample("שלום", 4, "Hebrew"),
        Sample("שָׁלוֹם", 4, "Hebrew with points"),
        Sample("مرحبا", 5, "Arabic"),
        Sample("ไทย", 3, "Thai"),
        Sample("葛\u{E0100}", 2, "Han with a variation selector"),
        Sample("a\u{FE0F}", 1, "a letter with a selector"),
        Sample("\u{301}", 1, "a mark without a base counts as ?"),
        Sample("\u{1B}[31m", 5, "an escape counts as ?"),
        Sample("\r\n", 1, "a line break counts as ?"),
        Sample("\u{202E}\u{200B}", 2, "hidden characters count as ?"),
        Sample("a" + String(repeating: "\u{301}", count: 500), 1, "a storm of marks"),
    ])
    func columnsAre(_ sample: Sample) {
        #expect(TextWidth.columns(of: sample.text) == sample.columns)
    }

    @Test func theGridUsesAsManyColumns() {
        let texts = ["e\u{301}漢👩‍👩‍👧‍👦x", "क्ष्मa", "\u{1B}\r\n\u{202E}z", "🇳🇴🇸", "a\u{301}\u{301}b"]
        for text in texts {
            var buffer = CellBuffer(size: Size(width: 20, height: 1))
            #expect(buffer.put(text, x: 0, y: 0) == TextWidth.columns(of: text))
        }
    }

    @Test func everyScalarIsDrawnInOneOrTwoColumns() {
        // Beyond lie only Han and planes without characters.
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let columns = TextWidth.columns(of: Character(scalar))
            if columns < 1 || columns > 2 { Issue.record("U+\(String(value, radix: 16))") }
        }
    }
}
