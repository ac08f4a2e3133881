// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Testing

@Suite struct GlyphSetTests {
    @Test(arguments: GlyphSet.allCases)
    func everyGlyphIsOneColumn(_ set: GlyphSet) {
        for glyph in Self.glyphs(of: set) {
            #expect(TextWidth.columns(of: glyph) == 1, "\(glyph)")
            #expect(TextWidth.isDrawable(glyph), "\(glyph)")
        }
    }

    @Test func theASCIISetIsASCII() {
        #expect(Self.glyphs(of: .ascii).filter { !$0.isASCII }.isEmpty)
    }

    private static func glyphs(of set: GlyphSet) -> [Character] {
        flatten(set.table)
    }

    private static func flatten(_ value: Any) -> [Character] {
        if let character = value as? Character { return [character] }
        return Mirror(reflecting: value).children.flatMap { flatten($0.value) }
    }
}
