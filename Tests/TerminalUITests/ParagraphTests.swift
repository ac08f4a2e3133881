// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import TestSupport
import Testing

@Suite struct ParagraphTests {
    struct Sample: Sendable {
        let text: String
        let width: Int
        let rows: [String]

        init(_ text: String, _ width: Int, _ rows: [String]) {
            self.text = text
            self.width = width
            self.rows = rows
        }
    }

    @Test(arguments: [
        Sample("", 5, [""]),
        Sample("hello world", 11, ["hello world"]),
        Sample("hello world", 10, ["hello", "world"]),
        Sample("hello world", 5, ["hello", "world"]),
        Sample("hello world", 3, ["hel", "lo", "wor", "ld"]),
        Sample("a bb ccc", 4, ["a bb", "ccc"]),
        Sample("one   two", 4, ["one", "two"]),
        Sample("  indented text", 11, ["  indented", "text"]),
        Sample("see abcdefghij", 6, ["see", "abcdef", "ghij"]),
        Sample("first\n\nthird", 8, ["first", "", "third"]),
        Sample("漢字漢字漢", 5, ["漢字", "漢字", "漢"]),
        Sample("ab漢字 cd", 5, ["ab漢", "字 cd"]),
        Sample("ab cd漢字", 6, ["ab cd", "漢字"]),
        Sample("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, ["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]),
        Sample("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
        Sample("漢a", 1, ["漢", "a"]),
        Sample("abc", 0, []),
    ])
    func wraps(_ sample: Sample) {
        let paragraph = Paragraph(Text(sample.text))
        #expect(paragraph.lines(width: sample.width).map(\.text) == sample.rows)
        #expect(paragraph.lineCount(width: sample.width) == sample.rows.count)
    }

    @Test func stylesSurviveABreakInsideASpan() {
        let red = Style(foreground: .ansi(1))
        let line = Line([Span("ab "), Span("cd ef", red)])
        let rows = Paragraph(Text([line])).lines(width: 5)
        #expect(rows == [Line([Span("ab "), Span("cd", red)]), Line([Span("ef", red)])])
    }

    @Test func noRowIsWiderThanAsked() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let words = ["a", "be", "漢字", "👍🏽", "   ", " ", "क्ष्म", "longerword", "\u{1B}"]
        for _ in 0..<1000 {
            let text = (0..<8).map { _ in words.randomElement(using: &random) ?? "" }.joined()
            let width = Int.random(in: 2...12, using: &random)
            let rows = Paragraph(Text(text)).lines(width: width)
            let note: Comment = "seed \(seed): \(text) in \(width)"
            #expect(rows.allSatisfy { $0.width <= width }, note)
            let kept = rows.map(\.text).joined().filter { $0 != " " }
            #expect(kept == text.filter { $0 != " " }, note)
        }
    }

    @Test func scrollingSkipsRows() {
        var grid = CellBuffer(size: Size(width: 4, height: 2))
        Paragraph(Text("a\nb\nc\nd"), scroll: 2).render(in: grid.bounds, into: &grid)
        #expect(grid.rowText(0) == "c   ")
        #expect(grid.rowText(1) == "d   ")
    }

    @Test func alignmentMovesRows() {
        var grid = CellBuffer(size: Size(width: 5, height: 1))
        Paragraph(Text("ab"), alignment: .right).render(in: grid.bounds, into: &grid)
        #expect(grid.rowText(0) == "   ab")
    }

    @Test func unwrappedLinesAreCut() {
        var grid = CellBuffer(size: Size(width: 3, height: 1))
        Paragraph(Text("abcdef"), wrap: .none).render(in: grid.bounds, into: &grid)
        #expect(grid.rowText(0) == "abc")
    }
}
