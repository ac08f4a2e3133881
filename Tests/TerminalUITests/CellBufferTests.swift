// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import TestSupport
import Testing

@Suite struct CellBufferTests {
    private func buffer(_ width: Int = 10, _ height: Int = 1) -> CellBuffer {
        CellBuffer(size: Size(width: width, height: height))
    }

    @Test func aNewGridIsBlank() {
        #expect(buffer(3).rowText(0) == "   ")
        #expect(buffer(3)[1, 0] == .blank)
    }

    @Test func textIsClippedAtTheRightEdge() {
        var grid = buffer(4)
        #expect(grid.put("hello", x: 1, y: 0) == 3)
        #expect(grid.rowText(0) == " hel")
    }

    @Test func textIsClippedAtTheLeftEdge() {
        var grid = buffer(4)
        #expect(grid.put("hello", x: -3, y: 0) == 5)
        #expect(grid.rowText(0) == "lo  ")
    }

    @Test func rowsOutsideAreIgnored() {
        var grid = buffer(4)
        #expect(grid.put("x", x: 0, y: 1) == 0)
        #expect(grid.put("x", x: 0, y: -1) == 0)
        #expect(grid.put("x", x: 4, y: 0) == 0)
        #expect(grid.rowText(0) == "    ")
        #expect(grid[9, 9] == .blank)
    }

    @Test(arguments: [(0, "          "), (2, "he        "), (-1, "          "), (99, "hello     ")])
    func maxWidthLimitsText(_ maxWidth: Int, _ row: String) {
        var grid = buffer()
        grid.put("hello", x: 0, y: 0, maxWidth: maxWidth)
        #expect(grid.rowText(0) == row)
    }

    @Test func aWideSymbolTakesTwoCells() {
        var grid = buffer(4)
        #expect(grid.put("漢a", x: 0, y: 0) == 3)
        #expect(grid[0, 0].symbol == "漢")
        #expect(grid[1, 0].symbol == "")
        #expect(grid[2, 0].symbol == "a")
    }

    @Test func aWideSymbolThatDoesNotFitIsLeftOut() {
        var grid = buffer(3)
        #expect(grid.put("ab漢", x: 0, y: 0) == 2)
        #expect(grid.rowText(0) == "ab ")
    }

    @Test func overwritingTheLeftHalfBlanksTheRight() {
        var grid = buffer(4)
        grid.put("漢字", x: 0, y: 0)
        grid.put("x", x: 0, y: 0)
        #expect(grid.rowText(0) == "x 字")
    }

    @Test func overwritingTheRightHalfBlanksTheLeft() {
        var grid = buffer(4)
        grid.put("漢字", x: 0, y: 0)
        grid.put("x", x: 1, y: 0)
        #expect(grid.rowText(0) == " x字")
    }

    @Test func aWideSymbolOverTwoHalvesBlanksBothNeighbours() {
        var grid = buffer(4)
        grid.put("漢字", x: 0, y: 0)
        grid.put("한", x: 1, y: 0)
        #expect(grid.rowText(0) == " 한 ")
    }

    @Test func fillingBlanksTheHalvesAtItsEdges() {
        var grid = buffer(6)
        grid.put("漢字漢", x: 0, y: 0)
        grid.fill(Rect(x: 1, y: 0, width: 4, height: 1), style: .plain, symbol: ".")
        #expect(grid.rowText(0) == " .... ")
    }

    @Test func fillingWithAWideSymbolBlanks() {
        var grid = buffer(3)
        grid.put("abc", x: 0, y: 0)
        grid.fill(grid.bounds, style: .plain, symbol: "漢")
        #expect(grid.rowText(0) == "   ")
    }

    @Test func clustersKeepAllTheirScalars() {
        var grid = buffer(6)
        grid.put("e\u{301}👩‍👩‍👧‍👦x", x: 0, y: 0)
        #expect(grid[0, 0].symbol == "e\u{301}")
        #expect(grid[1, 0].symbol == "👩‍👩‍👧‍👦")
        #expect(grid[3, 0].symbol == "x")
    }

    @Test func aConjunctOfThreeIsSplitOverCells() {
        var grid = buffer(4)
        grid.put("क्ष्मx", x: 0, y: 0)
        #expect(grid[0, 0].symbol == "क्ष्")
        #expect(grid[1, 0].symbol == "")
        #expect(grid[2, 0].symbol == "म")
        #expect(grid[3, 0].symbol == "x")
    }

    @Test func controlsAreDrawnAsQuestionMarks() {
        var grid = buffer(8)
        grid.put("a\u{1B}b\r\nc\u{202E}\u{9B}", x: 0, y: 0)
        #expect(grid.rowText(0) == "a?b?c?? ")
    }

    @Test func aStormOfMarksStaysShort() {
        var grid = buffer(2)
        grid.put("a" + String(repeating: "\u{301}", count: 1000), x: 0, y: 0)
        #expect(grid[0, 0].symbol.unicodeScalars.count <= 12)
    }

    @Test func lettersFromRightToLeftKeepTheirOrder() {
        var grid = buffer(6)
        grid.put("|שלום|", x: 0, y: 0)
        #expect((0..<6).map { grid[$0, 0].symbol } == ["|", "ש", "ל", "ו", "ם", "|"])
    }

    @Test func putPatchesTheStyleBeneath() {
        var grid = buffer(2)
        grid.fill(grid.bounds, style: Style(background: .ansi(4)))
        grid.put("x", x: 0, y: 0, style: Style(foreground: .rgb(1, 2, 3), modifiers: .bold))
        #expect(
            grid[0, 0].style
                == Style(foreground: .rgb(1, 2, 3), background: .ansi(4), modifiers: .bold)
        )
        #expect(grid[1, 0].style == Style(background: .ansi(4)))
    }

    @Test func everyColourSurvivesTheGrid() {
        let colors: [Color] = [
            .terminalDefault, .ansi(0), .ansi(15), .indexed(0), .indexed(255), .rgb(0, 0, 0),
            .rgb(255, 254, 253),
        ]
        for color in colors {
            let style = Style(foreground: color, background: color, modifiers: [.dim, .strike])
            var grid = buffer(1)
            grid.put("x", x: 0, y: 0, style: style)
            #expect(grid[0, 0] == Cell(symbol: "x", style: style))
        }
    }

    @Test func aStyledWideSymbolIsStyledWhole() {
        var grid = buffer(3)
        grid.put("漢x", x: 0, y: 0)
        grid.setStyle(Style(modifiers: .reverse), in: Rect(x: 0, y: 0, width: 1, height: 1))
        #expect(grid[1, 0].style.modifiers == .reverse)
        #expect(grid[2, 0].style.modifiers == [])
    }

    @Test func aLineIsPutSpanBySpan() {
        var grid = buffer(6)
        let red = Style(foreground: .ansi(1))
        #expect(grid.put(Line([Span("ab"), Span("漢c", red)]), x: 1, y: 0, maxWidth: 4) == 4)
        #expect(grid.rowText(0) == " ab漢 ")
        #expect(grid[3, 0].style == red)
    }

    @Test func anythingPutLeavesRowsWhole() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let texts = ["abc", "漢字", "👩‍👩‍👧‍👦", "e\u{301}क्ष्म", "\u{1B}[m", "🇳🇴🇸", " ", "한a"]
        var grid = buffer(9, 2)
        for _ in 0..<3000 {
            let text = texts.randomElement(using: &random) ?? ""
            let x = Int.random(in: -4...10, using: &random)
            let y = Int.random(in: -1...2, using: &random)
            let width = Int.random(in: -1...9, using: &random)
            if Bool.random(using: &random) {
                grid.put(text, x: x, y: y, maxWidth: width)
            } else {
                grid.fill(Rect(x: x, y: y, width: width, height: 1), style: .plain, symbol: ".")
            }
            for row in 0..<2 {
                #expect(Self.isWhole(row, of: grid), "seed \(seed): \(grid.rowText(row))")
            }
        }
    }

    /// Whether every wide symbol of a row has its right half, and every right half its symbol.
    private static func isWhole(_ y: Int, of grid: CellBuffer) -> Bool {
        var x = 0
        while x < grid.size.width {
            let columns = TextWidth.columns(of: grid[x, y].symbol)
            guard columns > 0, x + columns <= grid.size.width else { return false }
            if columns == 2, grid[x + 1, y].symbol != "" { return false }
            x += columns
        }
        return true
    }
}
