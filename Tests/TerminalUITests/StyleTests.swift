// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Testing

@Suite struct StyleTests {
    @Test func patchingKeepsWhatIsNotSet() {
        let base = Style(foreground: .ansi(1), background: .ansi(2), modifiers: .bold)
        let patched = base.patched(by: Style(foreground: .ansi(3), modifiers: .dim))
        #expect(patched.foreground == .ansi(3))
        #expect(patched.background == .ansi(2))
        #expect(patched.modifiers == [.bold, .dim])
    }

    @Test func describesItselfAsThemesDo() {
        let style = Style(
            foreground: .rgb(0x0A, 0xC3, 0x79),
            background: .ansi(3),
            modifiers: [.bold, .strike]
        )
        #expect("\(style)" == "fg=#0ac379 bg=ansi:3 bold strike")
    }
}
