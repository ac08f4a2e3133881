// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import TestSupport
import Testing

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("plain text, naïve café 漢字", "plain text, naïve café 漢字"),
        ("\u{1B}[31mred", "␛[31mred"),
        ("bell\u{07}nul\u{00}", "bell␇nul␀"),
        ("del\u{7F}", "del␡"),
        ("c1\u{9B}31m", "c1⟨U+009B⟩31m"),
        ("\u{202E}live\u{202C}", "⟨U+202E⟩live⟨U+202C⟩"),
        ("\u{2066}a\u{2069}\u{200F}", "⟨U+2066⟩a⟨U+2069⟩⟨U+200F⟩"),
        ("a\u{200B}b\u{FEFF}c\u{2060}", "a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+2060⟩"),
        ("soft\u{AD}hyphen", "soft⟨U+00AD⟩hyphen"),
        ("x\u{E0041}\u{E007F}", "x⟨U+E0041⟩⟨U+E007F⟩"),
        ("line\u{2028}para\u{2029}", "line⟨U+2028⟩para⟨U+2029⟩"),
        ("\u{E000}\u{FFFE}\u{10FFFF}", "⟨U+E000⟩⟨U+FFFE⟩⟨U+10FFFF⟩"),
        ("filler\u{3164}\u{115F}", "filler⟨U+3164⟩⟨U+115F⟩"),
        ("a\u{FE0F}b\u{E0101}", "a⟨U+FE0F⟩b⟨U+E0101⟩"),
        ("a\u{200D}b", "a⟨U+200D⟩b"),
        ("क\u{200D}\u{984}", "क⟨U+200D⟩⟨U+0984⟩"),
        ("\u{301}x", "⟨U+0301⟩x"),
        ("tab\tend", "tab    end"),
        ("a\r\nb\nc\rd", "a\nb\nc␍d"),
    ])
    func hiddenThingsBecomeVisible(_ raw: String, _ shown: String) {
        #expect(TerminalText.sanitized(raw) == shown)
    }

    @Test(arguments: [
        ("\u{1B}[2J\u{7F}\u{9B}", "^[[2J^?<U+009B>"),
        ("\u{202E}x", "<U+202E>x"),
        ("a" + String(repeating: "\u{301}", count: 6), "a\u{301}\u{301}\u{301}\u{301}<+2>"),
    ])
    func asciiMarksNeedNoUnicode(_ raw: String, _ shown: String) {
        #expect(TerminalText.sanitized(raw, glyphs: .ascii) == shown)
    }

    @Test(arguments: [
        "👩‍👩‍👧‍👦", "👍🏽", "❤️", "1️⃣", "🇳🇴", "👨🏻‍❤️‍💋‍👨🏻", "می‌خواهم", "क्‍ष", "葛\u{E0100}", "שָׁלוֹם",
        "e\u{301}", "ไทย", "한국",
    ])
    func ordinaryWritingIsLeftAlone(_ text: String) {
        #expect(TerminalText.sanitized(text) == text)
    }

    @Test func lineBreaksCanBeMarked() {
        #expect(TerminalText.sanitized("a\r\nb\nc", newlines: .marked) == "a␊b␊c")
        #expect(TerminalText.sanitized("a\nb", glyphs: .ascii, newlines: .marked) == "a^Jb")
    }

    @Test func aStormOfMarksIsCutAndCounted() {
        let storm = "a" + String(repeating: "\u{301}", count: 200) + "b"
        let shown = TerminalText.sanitized(storm)
        #expect(shown == "a\u{301}\u{301}\u{301}\u{301}⟨+196⟩b")
    }

    @Test func anEndlessJoinedEmojiIsBroken() {
        let chain = Array(repeating: "👩", count: 50).joined(separator: "\u{200D}")
        let shown = TerminalText.sanitized(chain)
        #expect(shown.contains("⟨U+200D⟩"))
        #expect(shown.map { $0.unicodeScalars.count }.max() ?? 0 <= 8)
    }

    @Test func nothingATerminalObeysSurvives() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let tricks: [Unicode.Scalar] = [
            "a", "漢", "👩", "\u{1B}", "\u{9B}", "\n", "\r", "\u{301}", "\u{200D}", "\u{FE0F}",
            "\u{202E}", "\u{E0041}", "\u{1F3FB}", "क", "\u{94D}", "\u{1161}", "\u{903}", "\u{7F}",
        ]
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                text.unicodeScalars.append(tricks.randomElement(using: &random) ?? "a")
            }
            let shown = TerminalText.sanitized(text)
            let note: Comment = "seed \(seed): \(Array(text.unicodeScalars))"
            #expect(!shown.unicodeScalars.contains { Self.isDangerous($0) }, note)
            #expect(TerminalText.sanitized(shown) == shown, note)
            let letters = shown.split(separator: "\n").joined()
            #expect(letters.allSatisfy { TextWidth.isDrawable($0) }, note)
        }
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        let hidden: Set<Unicode.Scalar> = ["\u{202E}", "\u{E0041}"]
        return (scalar.properties.generalCategory == .control && scalar != "\n")
            || hidden.contains(scalar)
    }
}

@Suite struct TruncationTests {
    @Test(arguments: [
        ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""),
        ("漢字漢字", 5, "漢字…"), ("漢字漢字", 4, "漢…"), ("", 3, ""),
    ])
    func textIsCutWithAnEllipsis(_ text: String, _ columns: Int, _ expected: String) {
        let cut = TerminalText.truncated(text, columns: columns)
        #expect(cut == expected)
        #expect(TextWidth.columns(of: cut) <= columns)
    }

    @Test func asciiHasAnEllipsisOfItsOwn() {
        #expect(TerminalText.truncated("hello", columns: 4, glyphs: .ascii) == "hel~")
    }

    @Test func aLineKeepsItsStylesWhenCut() {
        let red = Style(foreground: .ansi(1))
        let line = Line([Span("ab"), Span("cdef", red), Span("gh")])
        #expect(line.truncated(to: 8) == line)
        #expect(line.truncated(to: 6) == Line([Span("ab"), Span("cde…", red)]))
        #expect(line.truncated(to: 2) == Line([Span("a…")]))
        #expect(line.truncated(to: 3) == Line([Span("ab"), Span("…", red)]))
    }
}
