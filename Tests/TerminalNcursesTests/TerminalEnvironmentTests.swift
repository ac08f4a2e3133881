// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Testing

@testable import TerminalNcurses

@Suite
struct TerminalEnvironmentTests {
    private func environment(_ variables: [String: String]) -> TerminalEnvironment {
        TerminalEnvironment(variables: variables)
    }

    @Test(arguments: [
        (-1, ColorDepth.mono), (8, .ansi8), (16, .ansi16), (88, .ansi16), (256, .indexed256),
        (1 << 24, .trueColor),
    ])
    func depthFollowsTerminfo(colors: Int, depth: ColorDepth) {
        #expect(
            environment([:]).colorDepth(terminalColors: colors, preference: .automatic) == depth
        )
    }

    @Test
    func noColorCountsWhenNotEmpty() {
        let set = environment(["NO_COLOR": "1"])
        #expect(set.colorDepth(terminalColors: 256, preference: .automatic) == .mono)
        let empty = environment(["NO_COLOR": ""])
        #expect(empty.colorDepth(terminalColors: 256, preference: .automatic) == .indexed256)
    }

    @Test
    func expressPreferenceGoesBeforeNoColorAndNeverBeyondTheTerminal() {
        let set = environment(["NO_COLOR": "1"])
        #expect(set.colorDepth(terminalColors: 256, preference: .ansi16) == .ansi16)
        #expect(set.colorDepth(terminalColors: 8, preference: .indexed256) == .ansi8)
        #expect(environment([:]).colorDepth(terminalColors: 256, preference: .never) == .mono)
    }

    @Test
    func announcedColoursChooseTheRicherEntryWhereItExists() {
        let announcing = environment(["COLORTERM": "truecolor"])
        #expect(announcing.entry(for: "xterm") { _ in true } == "xterm-256color")
        #expect(announcing.entry(for: "xterm") { _ in false } == "xterm")
        #expect(announcing.entry(for: "vt220") { _ in true } == "vt220")
        #expect(environment([:]).entry(for: "xterm") { _ in true } == "xterm")
    }

    @Test
    func unicodeNeedsALocaleAndAFont() {
        let window = environment(["TERM": "xterm-256color"])
        let console = environment(["TERM": "linux"])
        #expect(window.glyphs(localeIsUTF8: true, preference: .automatic) == .unicode)
        #expect(window.glyphs(localeIsUTF8: false, preference: .unicode) == .ascii)
        #expect(window.glyphs(localeIsUTF8: true, preference: .ascii) == .ascii)
        #expect(console.glyphs(localeIsUTF8: true, preference: .automatic) == .ascii)
        #expect(console.glyphs(localeIsUTF8: true, preference: .unicode) == .unicode)
    }

    @Test
    func utf8IsAssumedOnlyWhereNobodyChoseOtherwise() {
        #expect(environment([:]).mayAssumeUTF8(localeIsInstalled: true))
        #expect(environment(["LANG": ""]).mayAssumeUTF8(localeIsInstalled: true))
        #expect(!environment(["LANG": "C"]).mayAssumeUTF8(localeIsInstalled: true))
        #expect(!environment(["LANG": "de_DE"]).mayAssumeUTF8(localeIsInstalled: false))
        #expect(environment(["LANG": "de_DE.UTF-8"]).mayAssumeUTF8(localeIsInstalled: false))
        #expect(!environment(["TERM": "linux"]).mayAssumeUTF8(localeIsInstalled: true))
    }

    @Test
    func emptyTermIsNone() {
        #expect(environment(["TERM": ""]).terminalType == nil)
    }
}

@Suite
struct TerminalSequencesTests {
    @Test
    func paddingIsLeftOut() {
        #expect(
            TerminalSequences.withoutPadding("\u{1B}[?5h$<100/>\u{1B}[?5l$<5>")
                == "\u{1B}[?5h\u{1B}[?5l"
        )
        #expect(TerminalSequences.withoutPadding("a$<b") == "a$<b")
    }

    @Test
    func restoreSwitchesOffEveryModeEverSwitchedOn() {
        let bytes = TerminalSequences.restore(
            hasPrivateModes: true,
            capabilities: ["\u{1B}[?1049l"]
        )
        let text = String(decoding: bytes, as: UTF8.self)
        for mode in [2026, 2004, 1004, 1006, 1003, 1002, 1000, 1049] {
            #expect(text.contains("\u{1B}[?\(mode)l"))
        }
    }
}
