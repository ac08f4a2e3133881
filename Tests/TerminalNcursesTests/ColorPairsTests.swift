// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Testing

@testable import TerminalNcurses

@Suite
struct ColorPairsTests {
    private func colors(_ foreground: Int32, _ background: Int32 = -1) -> PairColors {
        PairColors(foreground: foreground, background: background)
    }

    @Test
    func defaultColoursArePairZero() {
        var pairs = ColorPairs(terminalPairs: 64)
        #expect(pairs.allocate(colors(-1)) == .known(0))
    }

    @Test
    func sameColoursKeepTheirPair() {
        var pairs = ColorPairs(terminalPairs: 64)
        #expect(pairs.allocate(colors(1)) == .new(1))
        #expect(pairs.allocate(colors(1, 2)) == .new(2))
        #expect(pairs.allocate(colors(1)) == .known(1))
    }

    @Test
    func exhaustionIsToldAndForgettingFreesAll() {
        var pairs = ColorPairs(terminalPairs: 4)
        for color in 1...3 { #expect(pairs.allocate(colors(Int32(color))) != .exhausted) }
        #expect(pairs.allocate(colors(9)) == .exhausted)
        #expect(pairs.allocate(colors(2)) == .known(2))
        pairs.forgetAll()
        #expect(pairs.allocate(colors(9)) == .new(1))
    }

    @Test
    func capacityIsBoundedHoweverManyTheTerminalHas() {
        #expect(ColorPairs(terminalPairs: 65_536).capacity == ColorPairs.maximum)
        #expect(ColorPairs(terminalPairs: -1).capacity == 0)
    }

    @Test
    func missingAndMonochromeColoursAreTheDefault() {
        let style = Style(foreground: .ansi(3), background: nil)
        #expect(PairColors(style, depth: .indexed256) == colors(3))
        #expect(PairColors(style, depth: .mono) == colors(-1))
        #expect(PairColors(Style(foreground: .terminalDefault), depth: .ansi8) == colors(-1))
    }

    @Test
    func coloursNeverExceedTheDepth() {
        for red in stride(from: UInt8(0), through: 240, by: 48) {
            let style = Style(foreground: .rgb(red, 200, 255), background: .ansi(red % 16))
            for (depth, count) in [(ColorDepth.ansi8, 8), (.ansi16, 16), (.indexed256, 256)] {
                let colors = PairColors(style, depth: depth)
                #expect((-1..<Int32(count)).contains(colors.foreground))
                #expect((-1..<Int32(count)).contains(colors.background))
            }
        }
    }

    @Test
    func directColoursAreNumbersBeyondThePalette() {
        let style = Style(foreground: .rgb(0x12, 0x34, 0x56), background: .rgb(0, 0, 5))
        #expect(PairColors(style, depth: .trueColor) == colors(0x12_34_56, 0))
    }

    @Test(arguments: [
        (1, 1), (9, 0xFF_00_00), (11, 0xFF_FF_00), (15, 0xFF_FF_FF), (16, 0), (196, 0xFF_00_00),
        (110, 0x87_AF_D7), (232, 0x08_08_08), (255, 0xEE_EE_EE),
    ])
    func paletteIsSpelledOutWhereColoursAreDirect(index: UInt8, number: Int32) {
        #expect(PairColors(Style(foreground: .indexed(index)), depth: .trueColor) == colors(number))
    }
}
