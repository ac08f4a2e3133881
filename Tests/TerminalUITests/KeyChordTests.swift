// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Testing

@Suite struct KeyChordTests {
    @Test(arguments: [
        ("q", KeyChord(.character("q"))),
        ("G", KeyChord(.character("G"))),
        ("?", KeyChord(.character("?"))),
        ("{", KeyChord(.character("{"))),
        ("-", KeyChord(.character("-"))),
        ("é", KeyChord(.character("é"))),
        ("Ctrl-P", KeyChord(.character("p"), control: true)),
        ("Ctrl--", KeyChord(.character("-"), control: true)),
        ("Ctrl-S-P", KeyChord(.character("p"), control: true, shift: true)),
        ("Alt-x", KeyChord(.character("x"), alt: true)),
        ("Alt-X", KeyChord(.character("X"), alt: true)),
        ("Ctrl-Alt-Left", KeyChord(.left, control: true, alt: true)),
        ("S-Tab", KeyChord(.tab, shift: true)),
        ("Space", KeyChord(.character(" "))),
        ("Ctrl-Space", KeyChord(.character(" "), control: true)),
        ("F1", KeyChord(.function(1))),
        ("F12", KeyChord(.function(12))),
        ("PgUp", KeyChord(.pageUp)),
        ("PgDn", KeyChord(.pageDown)),
        ("Esc", KeyChord(.escape)),
        ("Enter", KeyChord(.enter)),
        ("Backspace", KeyChord(.backspace)),
        ("Del", KeyChord(.delete)),
        ("Ins", KeyChord(.insert)),
        ("Home", KeyChord(.home)),
        ("End", KeyChord(.end)),
        ("Up", KeyChord(.up)),
        ("Down", KeyChord(.down)),
        ("Left", KeyChord(.left)),
        ("Right", KeyChord(.right)),
    ])
    func namesAndChordsAgreeBothWays(_ name: String, _ chord: KeyChord) {
        #expect(KeyChord(parsing: name) == chord)
        #expect(chord.description == name)
    }

    @Test(arguments: [
        ("ctrl-p", "Ctrl-P"), ("C-p", "Ctrl-P"), ("M-x", "Alt-x"), ("Shift-Tab", "S-Tab"),
        ("S-a", "A"), ("return", "Enter"), ("pageup", "PgUp"), ("f5", "F5"),
        ("Alt-Ctrl-Up", "Ctrl-Alt-Up"),
    ])
    func otherSpellingsAreUnderstood(_ spelling: String, _ canonical: String) {
        #expect(KeyChord(parsing: spelling)?.description == canonical)
    }

    @Test(arguments: [
        "", "Ctrl-", "Ctrl-Ctrl-P", "Hyper-x", "ab", "F0", "F64", "\u{1B}", "\n",
        "Ctrl-\u{301}",
    ])
    func nonsenseIsRefused(_ text: String) {
        #expect(KeyChord(parsing: text) == nil)
    }

    @Test func chordsAreNormalized() {
        #expect(
            KeyChord(.character("P"), control: true) == KeyChord(.character("p"), control: true)
        )
        #expect(KeyChord(.character("a"), shift: true) == KeyChord(.character("A")))
        #expect(KeyChord(.character("?"), shift: true) == KeyChord(.character("?")))
    }
}
