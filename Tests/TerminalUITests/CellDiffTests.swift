// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import TestSupport
import Testing

@Suite struct CellDiffTests {
    private let red = Style(foreground: .ansi(1))

    private func grid(_ rows: String..., width: Int = 8) -> CellBuffer {
        var buffer = CellBuffer(size: Size(width: width, height: rows.count))
        for (y, row) in rows.enumerated() { buffer.put(row, x: 0, y: y) }
        return buffer
    }

    @Test func equalFramesNeedNothing() {
        let frame = grid("abc", "漢👍🏽")
        #expect(CellDiff.runs(from: frame, to: frame).isEmpty)
    }

    @Test func framesThatNumberTheirClustersDifferentlyAreStillEqual() {
        var other = CellBuffer(size: Size(width: 8, height: 1))
        other.put("👍🏻", x: 0, y: 0)
        other.put("👍🏽 e\u{301}", x: 0, y: 0)
        #expect(CellDiff.runs(from: other, to: grid("👍🏽 e\u{301}")).isEmpty)
    }

    @Test func clustersWithTheSameNumberMayDiffer() {
        let runs = CellDiff.runs(from: grid("👍🏽"), to: grid("👍🏻"))
        #expect(runs.map(\.text) == ["👍🏻"])
    }

    @Test func withoutAnOldFrameEverythingIsDrawn() {
        let runs = CellDiff.runs(from: nil, to: grid("ab", "c", width: 3))
        #expect(runs.map(\.text) == ["ab ", "c  "])
        #expect(runs.map(\.y) == [0, 1])
    }

    @Test func aFrameOfAnotherSizeIsDrawnWhole() {
        let runs = CellDiff.runs(from: grid("ab", width: 2), to: grid("ab", width: 3))
        #expect(runs.map(\.columns) == [3])
    }

    @Test func onlyChangedRunsAreDrawn() {
        let runs = CellDiff.runs(from: grid("abcdefgh"), to: grid("aXXdefgY"))
        #expect(runs.map(\.x) == [1, 7])
        #expect(runs.map(\.text) == ["XX", "Y"])
    }

    @Test func aRunIsCutIntoPiecesWhereTheStyleChanges() {
        var new = grid("abcd", width: 4)
        new.setStyle(red, in: Rect(x: 1, y: 0, width: 2, height: 1))
        let runs = CellDiff.runs(from: nil, to: new)
        #expect(runs.count == 1)
        #expect(runs.first?.pieces.map(\.text) == ["a", "bc", "d"])
        #expect(runs.first?.pieces.map(\.x) == [0, 1, 3])
        #expect(runs.first?.pieces.map(\.style) == [.plain, red, .plain])
    }

    @Test func aWideSymbolIsDrawnWhole() {
        let runs = CellDiff.runs(from: grid("a 漢b", width: 5), to: grid("a漢 b", width: 5))
        #expect(runs.map(\.x) == [1])
        #expect(runs.map(\.text) == ["漢 "])
        #expect(runs.map(\.columns) == [3])
    }

    @Test func textOfDisputedWidthStandsAlone() {
        let runs = CellDiff.runs(from: nil, to: grid("a👍🏽b😀c", width: 7))
        #expect(runs.first?.pieces.map(\.text) == ["a", "👍🏽", "b", "😀", "c"])
        #expect(runs.first?.pieces.map(\.x) == [0, 1, 3, 4, 6])
    }

    @Test func drawingTheRunsTurnsAnyFrameIntoAnyOther() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let size = Size(width: 12, height: 3)
        var old = CellBuffer(size: size)
        for _ in 0..<500 {
            let new = Self.scribble(on: CellBuffer(size: size), using: &random)
            var screen = old
            for run in CellDiff.runs(from: old, to: new) {
                for piece in run.pieces {
                    let area = Rect(x: piece.x, y: run.y, width: piece.columns, height: 1)
                    screen.fill(area, style: piece.style)
                    screen.put(piece.text, x: piece.x, y: run.y, style: piece.style)
                }
            }
            #expect(screen.dump() == new.dump(), "seed \(seed)")
            old = new
        }
    }

    private static func scribble(
        on buffer: CellBuffer,
        using random: inout SeededGenerator
    ) -> CellBuffer {
        var buffer = buffer
        let texts = ["hello", "漢字", "👩‍👩‍👧‍👦", "e\u{301}", "🇳🇴", " ", "한a"]
        for _ in 0..<6 {
            buffer.put(
                texts.randomElement(using: &random) ?? "",
                x: Int.random(in: -1...11, using: &random),
                y: Int.random(in: 0...2, using: &random),
                style: Style(foreground: .ansi(UInt8.random(in: 0...2, using: &random)))
            )
        }
        return buffer
    }
}
