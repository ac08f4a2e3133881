// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import TestSupport
import Testing

@Suite struct WidgetTests {
    private static let red = Style(foreground: .ansi(1))
    private static let green = Style(foreground: .ansi(2))

    private static func widgets(_ glyphs: GlyphSet) -> [(name: String, size: Size, any Widget)] {
        let table = Table(
            columns: [
                .init("#", .length(3), .right), .init("type", .fill),
                .init("size", .length(5), .right),
            ],
            rows: [
                .init(["1", "setup", "812"]),
                .init(["22", "serverContent 漢字", "1 840"], style: green),
                .init(["333", Line("toolCall", red), "176"]),
            ],
            headerStyle: Style(modifiers: .bold),
            selected: 1,
            glyphs: glyphs
        )
        return [
            (
                "block", Size(width: 30, height: 4),
                Block(
                    title: Line([Span("1 "), Span("Transcript", red)]),
                    titleRight: "F follow",
                    footer: "{ } turn",
                    borderStyle: green,
                    glyphs: glyphs
                )
            ),
            (
                "block-narrow", Size(width: 12, height: 3),
                Block(
                    title: "A title too long",
                    titleRight: "right",
                    footer: "y copy all",
                    glyphs: glyphs
                )
            ),
            (
                "block-plain", Size(width: 6, height: 3),
                Block(border: .plain, glyphs: glyphs)
            ),
            ("table", Size(width: 24, height: 5), table),
            (
                "gauge", Size(width: 20, height: 1),
                Gauge(
                    ratio: 0.43,
                    marker: 0.8,
                    fillStyles: [green, red],
                    trackStyle: Style(modifiers: .dim),
                    glyphs: glyphs
                )
            ),
            (
                "sparkline", Size(width: 10, height: 2),
                Sparkline(
                    [0, 0.1, 0.25, 0.5, 0.6, 0.75, 0.9, 1],
                    styles: [green, red],
                    glyphs: glyphs
                )
            ),
            (
                "scrollbar", Size(width: 1, height: 6),
                Scrollbar(total: 30, visible: 10, offset: 12, thumbStyle: red, glyphs: glyphs)
            ),
            (
                "tabs", Size(width: 40, height: 1),
                Tabs(["1 Transcript", "3 Frames 412", "4 Tools"], selected: 1, glyphs: glyphs)
            ),
            (
                "paragraph", Size(width: 16, height: 4),
                Paragraph(Text("In Oslo expect light rain, 漢字 and more words than fit here"))
            ),
            (
                "text-field", Size(width: 12, height: 1),
                TextField("type a longer message", style: green)
            ),
        ]
    }

    @Test(arguments: GlyphSet.allCases)
    func looksLikeItsGolden(_ glyphs: GlyphSet) {
        for (name, size, widget) in Self.widgets(glyphs) {
            var grid = CellBuffer(size: size)
            widget.render(in: grid.bounds, into: &grid)
            assertGolden(grid.dump(), name: "\(name)-\(glyphs).\(size)")
        }
    }

    @Test(arguments: GlyphSet.allCases)
    func drawsNothingOutsideItsArea(_ glyphs: GlyphSet) {
        let size = Size(width: 24, height: 12)
        for (name, _, widget) in Self.widgets(glyphs) {
            for width in 0...12 {
                for height in 0...5 {
                    let area = Rect(x: 5, y: 3, width: width, height: height)
                    var grid = CellBuffer(size: size)
                    grid.fill(grid.bounds, style: .plain, symbol: "#")
                    widget.render(in: area, into: &grid)
                    #expect(Self.isUntouched(outside: area, grid), "\(name) in \(area.size)")
                }
            }
        }
    }

    private static func isUntouched(outside area: Rect, _ grid: CellBuffer) -> Bool {
        (0..<grid.size.height).allSatisfy { y in
            (0..<grid.size.width).allSatisfy { x in
                area.contains(Point(x: x, y: y)) || grid[x, y] == Cell(symbol: "#")
            }
        }
    }

    @Test func asciiWidgetsAreASCII() {
        for (name, size, widget) in Self.widgets(.ascii)
        where name != "table" && name != "paragraph" {
            var grid = CellBuffer(size: size)
            widget.render(in: grid.bounds, into: &grid)
            #expect(grid.dump().filter { !$0.isASCII }.isEmpty, "\(name)")
        }
    }
}

@Suite struct GaugeTests {
    private func bar(_ ratio: Double, width: Int = 4, glyphs: GlyphSet = .unicode) -> String {
        var grid = CellBuffer(size: Size(width: width, height: 1))
        Gauge(ratio: ratio, hasCaps: false, glyphs: glyphs).render(in: grid.bounds, into: &grid)
        return grid.rowText(0)
    }

    @Test(arguments: [
        (0.0, "····"), (1.0, "████"), (0.5, "██··"), (17.0 / 32, "██▏·"), (31.0 / 32, "███▉"),
        (-3.0, "····"), (9.0, "████"), (Double.nan, "····"), (Double.infinity, "████"),
    ])
    func fillsByEighths(_ ratio: Double, _ expected: String) {
        #expect(bar(ratio) == expected)
    }

    @Test func asciiFillsWholeCells() {
        #expect(bar(0.5, glyphs: .ascii) == "##..")
        #expect(bar(0.4, glyphs: .ascii) == "##..")
        #expect(bar(0.3, glyphs: .ascii) == "#...")
    }
}

@Suite struct TableTests {
    private func rows(_ table: Table, _ size: Size) -> [String] {
        var grid = CellBuffer(size: size)
        table.render(in: grid.bounds, into: &grid)
        return (0..<size.height).map { grid.trimmedRow($0) }
    }

    @Test func theOffsetSkipsRows() {
        let table = Table(
            columns: [.init("n", .fill)],
            rows: (0..<9).map { .init(["row \($0)"]) },
            offset: 4
        )
        #expect(rows(table, Size(width: 6, height: 3)) == ["n", "row 4", "row 5"])
    }

    @Test func missingAndExtraCellsAreHarmless() {
        let table = Table(
            columns: [.init("a", .length(2)), .init("b", .length(2))],
            rows: [.init(["1"]), .init(["1", "2", "3"])],
            showsHeader: false
        )
        #expect(rows(table, Size(width: 5, height: 2)) == ["1", "1  2"])
    }

    @Test(arguments: [
        (0, Int?.none, 10, 4, 0), (9, nil, 10, 4, 6), (-2, nil, 10, 4, 0), (0, 5, 10, 4, 2),
        (5, 2, 10, 4, 2), (3, 4, 10, 4, 3), (0, 9, 10, 4, 6), (3, 1, 2, 4, 0), (0, 5, 10, 0, 0),
    ])
    func theSelectedRowIsScrolledIntoView(
        _ offset: Int,
        _ selected: Int?,
        _ count: Int,
        _ height: Int,
        _ expected: Int
    ) {
        let shown = Table.offset(offset, showing: selected, count: count, height: height)
        #expect(shown == expected)
    }
}

@Suite struct ScrollbarTests {
    private func bar(total: Int, visible: Int, offset: Int) -> String {
        var grid = CellBuffer(size: Size(width: 1, height: 5))
        Scrollbar(total: total, visible: visible, offset: offset, glyphs: .ascii)
            .render(in: grid.bounds, into: &grid)
        return (0..<5).map { grid.rowText($0) }.joined()
    }

    @Test func theThumbFollowsTheOffset() {
        #expect(bar(total: 50, visible: 10, offset: 0) == "#||||")
        #expect(bar(total: 50, visible: 10, offset: 20) == "||#||")
        #expect(bar(total: 50, visible: 10, offset: 40) == "||||#")
        #expect(bar(total: 50, visible: 10, offset: 999) == "||||#")
        #expect(bar(total: 50, visible: 10, offset: -1) == "#||||")
    }

    @Test func nothingIsDrawnWhenAllIsVisible() {
        #expect(bar(total: 10, visible: 10, offset: 0) == "     ")
        #expect(bar(total: 0, visible: 0, offset: 0) == "     ")
    }
}

@Suite struct TabsTests {
    private func row(selected: Int, width: Int) -> String {
        var grid = CellBuffer(size: Size(width: width, height: 1))
        Tabs(["one", "two", "three"], selected: selected, glyphs: .ascii)
            .render(in: grid.bounds, into: &grid)
        return grid.trimmedRow(0)
    }

    @Test func allTitlesShowWhenThereIsRoom() {
        let tabs = Tabs(["one", "two", "three"], selected: 0)
        #expect(row(selected: 0, width: tabs.width) == "one | two | three")
    }

    @Test func theSelectedTitleIsAlwaysVisible() {
        #expect(row(selected: 2, width: 11) == "two | three")
        #expect(row(selected: 2, width: 6) == "three")
        #expect(row(selected: 0, width: 6) == "one |")
        #expect(row(selected: 7, width: 6) == "one |")
    }
}
