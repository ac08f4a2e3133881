// SPDX-License-Identifier: Apache-2.0

import CNcurses
import TerminalUI
import Testing

@testable import TerminalNcurses

@Suite
struct CellTextTests {
    init() {
        _ = LocaleSetup.adopt(TerminalEnvironment(variables: ["TERM": "xterm"]))
    }

    private func text(_ cluster: Character, columns: Int) -> String {
        var text: [wchar_t] = []
        CellText.append(cluster, columns: columns, to: &text)
        return String(String.UnicodeScalarView(text.compactMap { Unicode.Scalar(UInt32($0)) }))
    }

    private func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + Int(cncurses_columns(wchar_t($1.value))) }
    }

    @Test
    func ordinaryCharactersPass() {
        #expect(text("a", columns: 1) == "a")
        #expect(text("╭", columns: 1) == "╭")
        #expect(text("日", columns: 2) == "日")
        #expect(text("e\u{301}", columns: 1) == "e\u{301}")
    }

    @Test(arguments: ["👩‍👩‍👧", "❤️", "👍🏽", "🇳🇴", "☺\u{FE0E}"] as [Character])
    func disputedClustersFillTheirColumnsAndNoMore(cluster: Character) {
        for width in 1...2 {
            #expect(columns(text(cluster, columns: width)) == width)
        }
    }

    @Test
    func joinersAndSelectorsAreDropped() {
        #expect(text("👩‍👩‍👧", columns: 2) == "👩")
        #expect(text("❤️", columns: 2) == "❤ ")
    }

    @Test
    func controlCharactersNeverPass() {
        for control in ["\u{1B}", "\u{7}", "\u{9B}", "\u{7F}"] as [Character] {
            #expect(text(control, columns: 1) == "\u{FFFD}")
        }
    }

    @Test
    func marksAreLimitedToWhatACellHolds() {
        let stacked = Character("e" + String(repeating: "\u{301}", count: 40))
        #expect(text(stacked, columns: 1).unicodeScalars.count == 1 + CellText.maximumMarks)
    }
}
