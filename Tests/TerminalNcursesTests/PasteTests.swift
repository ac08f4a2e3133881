// SPDX-License-Identifier: Apache-2.0

import CNcurses
import TerminalUI
import Testing

@testable import TerminalNcurses

@Suite
struct PasteTests {
    private var decoder = KeyDecoder()
    private var events: [InputEvent] = []

    private mutating func drain(_ text: String) {
        drain(Array(text.utf8))
    }

    private mutating func drain(_ bytes: [UInt8]) {
        for byte in bytes { decoder.decode(.byte(byte), into: &events) }
        decoder.finishDrain(into: &events)
    }

    @Test
    mutating func pasteIsOneEventWhateverItContains() {
        drain("\u{1B}[200~rm -rf q\u{1B}\u{1B}[20\t[A\u{1B}[201~x")
        #expect(
            events == [
                .paste("rm -rf q\u{1B}\u{1B}[20\t[A"), .key(KeyChord(.character("x"))),
            ]
        )
    }

    @Test
    mutating func lineBreaksBecomeLF() {
        drain("\u{1B}[200~a\rb\r\nc\nd\u{1B}[201~")
        #expect(events == [.paste("a\nb\nc\nd")])
    }

    @Test
    mutating func pasteMayArriveByteByByte() {
        drain("\u{1B}[200~")
        for byte in "日本\u{1B}[201~".utf8 { drain([byte]) }
        #expect(events == [.paste("日本")])
    }

    @Test
    mutating func keysRecognisedInsideAreDropped() {
        drain("\u{1B}[200~a")
        decoder.decode(.code(KEY_UP), into: &events)
        drain("b\u{1B}[201~")
        #expect(events == [.paste("ab")])
    }

    @Test
    mutating func longPasteIsCutAtACharacterAndTheRestCounted() {
        let limit = KeyDecoder.maximumPasteBytes
        drain("\u{1B}[200~x" + String(repeating: "日", count: limit / 3) + "tail\u{1B}[201~q")
        guard case .paste(let text) = events.first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count <= limit && text.utf8.count > limit - 3)
        #expect(text.last == "日")
        #expect(decoder.droppedPasteBytes >= 4)
        #expect(events.last == .key(KeyChord(.character("q"))))
    }

    @Test
    mutating func controlCTypedAloneEndsAPasteWithoutEnd() {
        drain("\u{1B}[200~abc\u{03}def")
        #expect(events.isEmpty)
        drain("\u{03}")
        drain("q")
        #expect(events == [.paste("abc\u{03}def"), .key(KeyChord(.character("q")))])
    }

    @Test
    mutating func strayEndIsIgnored() {
        drain("\u{1B}[201~q")
        #expect(events == [.key(KeyChord(.character("q")))])
    }
}
