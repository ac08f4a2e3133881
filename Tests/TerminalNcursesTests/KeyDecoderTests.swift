// SPDX-License-Identifier: Apache-2.0

import CNcurses
import TerminalUI
import Testing

@testable import TerminalNcurses

@Suite
struct KeyDecoderTests {
    /// What a decoder makes of drains; each string is the bytes of one.
    private func events(_ drains: String...) -> [InputEvent] {
        var decoder = KeyDecoder()
        return drains.flatMap { drain in
            var events: [InputEvent] = []
            for byte in drain.utf8 { decoder.decode(.byte(byte), into: &events) }
            decoder.finishDrain(into: &events)
            return events
        }
    }

    private func keys(_ drains: String...) -> String {
        drains.flatMap { events($0) }.map { event in
            if case .key(let chord) = event { chord.description } else { "\(event)" }
        }.joined(separator: " ")
    }

    private func decoded(_ units: KeyDecoder.Unit...) -> [InputEvent] {
        var decoder = KeyDecoder()
        var events: [InputEvent] = []
        for unit in units { decoder.decode(unit, into: &events) }
        decoder.finishDrain(into: &events)
        return events
    }

    @Test
    func plainTextIsOneKeyPerCharacter() {
        #expect(keys("aZ?é日👍") == "a Z ? é 日 👍")
    }

    @Test
    func bytesSharedByTwoKeysHaveOneIdentity() {
        #expect(keys("\t\r\n\u{08}\u{7F}\u{1B}") == "Tab Enter Enter Backspace Backspace Esc")
    }

    @Test
    func controlBytesAreControlLetters() {
        #expect(keys("\u{01}\u{1A}\u{03}\u{1C}\u{1F}") == "Ctrl-A Ctrl-Z Ctrl-C Ctrl-\\ Ctrl-_")
        #expect(events("\0") == [.key(KeyChord(.character(" "), control: true))])
    }

    @Test
    func escapeBeforeACharacterIsAlt() {
        #expect(events("\u{1B}x") == [.key(KeyChord(.character("x"), alt: true))])
        #expect(events("\u{1B}é") == [.key(KeyChord(.character("é"), alt: true))])
        #expect(events("\u{1B}\r") == [.key(KeyChord(.enter, alt: true))])
        #expect(
            events("\u{1B}\u{01}") == [.key(KeyChord(.character("a"), control: true, alt: true))]
        )
    }

    @Test
    func escapeThatEndsADrainIsTheKey() {
        #expect(
            events("\u{1B}", "x") == [.key(KeyChord(.escape)), .key(KeyChord(.character("x")))]
        )
        #expect(events("\u{1B}\u{1B}") == [.key(KeyChord(.escape)), .key(KeyChord(.escape))])
    }

    @Test
    func startsOfSequencesTypedAloneAreAlt() {
        #expect(events("\u{1B}[") == [.key(KeyChord(.character("["), alt: true))])
        #expect(events("\u{1B}O") == [.key(KeyChord(.character("O"), alt: true))])
        #expect(events("\u{1B}]") == [.key(KeyChord(.character("]"), alt: true))])
    }

    @Test
    func sequencesTerminfoDoesNotNameAreReadAsXterm() {
        #expect(
            keys("\u{1B}[A\u{1B}[1;5C\u{1B}[3;2~\u{1B}[Z\u{1B}[24~")
                == "Up Ctrl-Right S-Del S-Tab F12"
        )
        #expect(keys("\u{1B}OP\u{1B}OH\u{1B}OM\u{1B}Op\u{1B}Ok") == "F1 Home Enter 0 +")
        #expect(keys("\u{1B}[[A\u{1B}[[E") == "F1 F5")
        #expect(events("\u{1B}[13;5u") == [.key(KeyChord(.enter, control: true))])
    }

    @Test
    func unknownSequencesAreNotTyped() {
        #expect(events("\u{1B}[?62;4c\u{1B}[5n\u{1B}[>0;1q").isEmpty)
        #expect(events("\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{07}").isEmpty)
        #expect(events("\u{1B}[" + String(repeating: "9", count: 500) + "~").isEmpty)
    }

    @Test
    func sequenceCutBetweenDrainsGoesOn() {
        #expect(events("\u{1B}[1;", "5A") == [.key(KeyChord(.up, control: true))])
    }

    @Test
    func characterCutBetweenDrainsIsWhole() {
        var decoder = KeyDecoder()
        var events: [InputEvent] = []
        for byte in "€".utf8 {
            decoder.decode(.byte(byte), into: &events)
            decoder.finishDrain(into: &events)
        }
        #expect(events == [.key(KeyChord(.character("€")))])
    }

    @Test
    func brokenUTF8IsReplacedAndDoesNotEatTheNextKey() {
        #expect(
            decoded(.byte(0xE2), .byte(0x82), .byte(0x71), .byte(0xFF), .byte(0x71))
                .map(\.typed) == ["\u{FFFD}", "q", "\u{FFFD}", "q"]
        )
    }

    @Test
    func scalarsOfOneClusterAreOneKey() {
        #expect(events("e\u{301}x").map(\.typed) == ["e\u{301}", "x"])
        #expect(events("👩‍👩‍👧").map(\.typed) == ["👩‍👩‍👧"])
    }

    @Test
    func cursesKeysHaveTheirNames() {
        let codes = [KEY_UP, KEY_BTAB, KEY_DC, KEY_NPAGE, KEY_F0 + 1, KEY_F0 + 12, KEY_SLEFT]
        let names = codes.flatMap { decoded(.code($0)) }.map(\.keyDescription)
        #expect(names == ["Up", "S-Tab", "Del", "PgDn", "F1", "F12", "S-Left"])
    }

    @Test
    func functionKeysBeyondTwelveAreModifiedOnes() {
        #expect(decoded(.code(KEY_F0 + 13)) == [.key(KeyChord(.function(1), shift: true))])
        #expect(decoded(.code(KEY_F0 + 29)) == [.key(KeyChord(.function(5), control: true))])
        #expect(decoded(.code(KEY_F0 + 60)) == [.key(KeyChord(.function(12), alt: true))])
    }

    @Test
    func extendedTerminfoNamesCarryModifiers() {
        #expect(decoded(.named("kRIT5")) == [.key(KeyChord(.right, control: true))])
        #expect(decoded(.named("kUP3")) == [.key(KeyChord(.up, alt: true))])
        #expect(decoded(.named("kUP")) == [.key(KeyChord(.up, shift: true))])
        #expect(decoded(.named("kHOM6")) == [.key(KeyChord(.home, control: true, shift: true))])
        #expect(decoded(.named("kXYZ"), .named(""), .named("kUP9")).isEmpty)
    }

    @Test
    func escapeBeforeANamedKeyIsAlt() {
        #expect(decoded(.byte(0x1B), .code(KEY_UP)) == [.key(KeyChord(.up, alt: true))])
        #expect(decoded(.code(KEY_RESIZE)).isEmpty)
    }

    @Test
    func focusReportsAreEvents() {
        #expect(events("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
    }
}

extension InputEvent {
    fileprivate var typed: Character? {
        guard case .key(let chord) = self, case .character(let typed) = chord.key else {
            return nil
        }
        return typed
    }

    fileprivate var keyDescription: String {
        if case .key(let chord) = self { chord.description } else { "\(self)" }
    }
}
