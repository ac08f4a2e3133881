// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import TestSupport
import Testing

@Suite struct ColorTests {
    @Test(arguments: [
        (Color.rgb(255, 0, 0), Color.indexed(196)),
        (.rgb(0x5F, 0xAF, 0xFF), .indexed(75)),
        (.rgb(0x3B, 0x40, 0x48), .indexed(238)),
        (.rgb(0, 0, 0), .indexed(16)),
        (.rgb(255, 255, 255), .indexed(231)),
        (.indexed(99), .indexed(99)),
        (.ansi(3), .ansi(3)),
    ])
    func nearestOf256(_ color: Color, _ expected: Color) {
        #expect(color.downgraded(to: .indexed256) == expected)
    }

    @Test func everyPaletteColourIsItsOwnNearest() {
        for index in UInt8(16)...255 {
            let color = Self.xterm(index)
            let nearest = color.downgraded(to: .indexed256)
            guard case .indexed(let found) = nearest else {
                Issue.record("\(color) became \(nearest)")
                continue
            }
            #expect(Self.xterm(found) == color)
        }
    }

    @Test(arguments: [
        (Color.rgb(0xE0, 0x6C, 0x75), UInt8(1)),
        (.rgb(0x98, 0xC3, 0x79), 2),
        (.rgb(0xE5, 0xC0, 0x7B), 3),
        (.rgb(0xD1, 0x9A, 0x66), 1),
        (.rgb(0x61, 0xAF, 0xEF), 12),
        (.rgb(0xC6, 0x78, 0xDD), 5),
        (.rgb(0x56, 0xB6, 0xC2), 6),
        (.rgb(0x2B, 0x52, 0x78), 4),
        (.rgb(0xD4, 0xD4, 0xD4), 7),
        (.rgb(0x7F, 0x84, 0x8E), 8),
        (.rgb(0x3B, 0x40, 0x48), 8),
        (.rgb(0x10, 0x10, 0x10), 0),
        (.rgb(0xFF, 0xFF, 0xFF), 15),
        (.indexed(9), 9),
        (.indexed(196), 9),
        (.indexed(21), 12),
    ])
    func softThemeColoursKeepTheirHueAmongSixteen(_ color: Color, _ expected: UInt8) {
        #expect(color.downgraded(to: .ansi16) == .ansi(expected))
    }

    @Test func eightColoursDropBrightness() {
        #expect(Color.ansi(12).downgraded(to: .ansi8) == .ansi(4))
        #expect(Color.rgb(0xFF, 0xFF, 0xFF).downgraded(to: .ansi8) == .ansi(7))
    }

    @Test func mutedGreyStaysReadableAmongEight() {
        let muted = Style(foreground: .ansi(8), background: .ansi(8))
        let shown = muted.downgraded(to: .ansi8)
        #expect(shown.foreground == .ansi(7))
        #expect(shown.background == .ansi(0))
    }

    @Test func monoKeepsOnlyModifiers() {
        let style = Style(foreground: .rgb(1, 2, 3), background: .ansi(4), modifiers: .bold)
        let shown = style.downgraded(to: .mono)
        #expect(shown.foreground == .terminalDefault)
        #expect(shown.background == .terminalDefault)
        #expect(shown.modifiers == .bold)
    }

    @Test func theTerminalDefaultIsNeverReplaced() {
        for depth in ColorDepth.allCases {
            #expect(Color.terminalDefault.downgraded(to: depth) == .terminalDefault)
        }
    }

    @Test func aColourNeverNeedsMoreThanTheDepth() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<1000 {
            func level() -> UInt8 { UInt8.random(in: .min ... .max, using: &random) }
            let color = Color.rgb(level(), level(), level())
            guard case .indexed = color.downgraded(to: .indexed256),
                case .ansi(..<16) = color.downgraded(to: .ansi16),
                case .ansi(..<8) = color.downgraded(to: .ansi8)
            else {
                Issue.record("\(color) leaves its depth")
                continue
            }
        }
    }

    private static func xterm(_ index: UInt8) -> Color {
        let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        if index >= 232 {
            let level = 8 + 10 * (index - 232)
            return .rgb(level, level, level)
        }
        let cube = Int(index) - 16
        return .rgb(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    }
}
