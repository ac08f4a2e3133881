// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import TestSupport
import Testing

/// Whatever the text, what a terminal gets of it obeys nobody.
@Suite struct TerminalTextFuzzTests {
    private static let samples = [
        "plain words", "Grüße, 日本語, עברית, العربية, हिन्दी", "👩‍👩‍👧‍👦 🏳️‍🌈 ✈️", "e\u{301}\u{302}",
        "می‌خواهم क्‍ष 葛\u{E0100}",
    ].map { Array($0.utf8) }
    private static let words = [
        "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{9B}31m", "\u{202E}", "\u{2066}", "\u{200B}",
        "\u{FEFF}", "\r", "\n", "\t", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "\u{E0001}",
        "\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", "\u{FE0F}", "\u{200D}", "\u{200C}",
        "\u{1F3FB}", "\u{94D}", "\u{1161}", "\u{903}", "\u{61C}", "\u{FFF9}", "\u{10FFFF}",
    ]

    @Test func texts() {
        FuzzRun("text", samples: Self.samples, words: Self.words, rounds: 800).run { input in
            var random = input.random
            let text = Self.scattered(input.text, &random)
            for glyphs in [GlyphSet.unicode, .ascii] {
                let row = TerminalText.sanitized(text, glyphs: glyphs, newlines: .marked)
                #expect(Hidden.scalars(of: row).isEmpty, input.origin)
                let again = TerminalText.sanitized(row, glyphs: glyphs, newlines: .marked)
                #expect(again == row, input.origin)
                #expect(row.allSatisfy { TextWidth.isDrawable($0) }, input.origin)

                let lines = TerminalText.sanitized(text, glyphs: glyphs)
                #expect(Hidden.scalars(of: lines).allSatisfy { $0 == "\n" }, input.origin)
                #expect(TerminalText.sanitized(lines, glyphs: glyphs) == lines, input.origin)

                let columns = Int.random(in: 0...40, using: &random)
                let cut = TerminalText.truncated(row, columns: columns, glyphs: glyphs)
                #expect(TextWidth.columns(of: cut) <= columns, input.origin)
            }
        }
    }

    /// The text with scalars of any kind in it.
    private static func scattered(_ text: String, _ random: inout SeededGenerator) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) ?? "\u{0}"
            scalars.insert(scalar, at: Int.random(in: 0...scalars.count, using: &random))
        }
        var scattered = ""
        scattered.unicodeScalars.append(contentsOf: scalars)
        return scattered
    }
}
