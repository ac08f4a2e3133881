// SPDX-License-Identifier: Apache-2.0

import TerminalNcurses
import TerminalUI
import TestSupport
import Testing

/// Random input never breaks the decoder, and never keeps it from the keys that follow.
@Suite struct KeyFuzzTests {
    private static let samples = [
        "plain words", "\u{1B}[A\u{1B}[1;5C\u{1B}OP\u{1B}[15~\u{1B}[Z", "\u{1B}a\u{1B}\u{1B}[A",
        "\u{1B}[200~pasted\r\ntext \u{1B}[31m\u{1B}[201~after", "\u{1B}[I\u{1B}[O\u{1B}[<0;10;5M",
        "\u{1B}]11;rgb:0000/0000/0000\u{7}\u{1B}P>|xterm(379)\u{1B}\\", "日本語 e\u{301} 👩‍👩‍👧 שלום",
        "\u{1B}[27;5;13~\u{1B}[13;2u\u{1B}[[A\u{1}\u{2}\u{3}\u{0}\u{7F}\t\r\n",
    ].map { Array($0.utf8) }
    private static let words = [
        "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P", "\u{1B}[200~", "\u{1B}[201~", ";",
        "~", "M", "\u{7}", "\u{1B}\\", "\u{301}", "\u{200D}", "9999999999",
    ]

    @Test func anyInputLeavesADecoderThatStillReadsKeys() {
        FuzzRun("keys", samples: Self.samples, words: Self.words, rounds: 1_500).run { input in
            var random = input.random
            var decoder = KeyDecoder()
            var events: [InputEvent] = []
            for byte in input.bytes {
                decoder.decode(Self.unit(byte, &random), into: &events)
                if Int.random(in: 0..<10, using: &random) == 0 {
                    decoder.finishDrain(into: &events)
                }
            }
            decoder.finishDrain(into: &events)
            let malformed = events.filter { !$0.isWellFormed }
            #expect(malformed.isEmpty, input.origin)
            #expect(events.count <= 2 * input.bytes.count, input.origin)

            // A paste is closed and a torn sequence ended; then a key is a key.
            events = []
            for unit in Array("\u{1B}[201~".utf8) { decoder.decode(.byte(unit), into: &events) }
            decoder.finishDrain(into: &events)
            events = []
            decoder.decode(.byte(UInt8(ascii: "q")), into: &events)
            decoder.finishDrain(into: &events)
            #expect(events == [.key(KeyChord(.character("q")))], input.origin)
        }
    }

    /// The byte, or seldom a key that curses recognised in its place.
    private static func unit(_ byte: UInt8, _ random: inout SeededGenerator) -> KeyDecoder.Unit {
        switch Int.random(in: 0..<50, using: &random) {
        case 0: .code(Int32.random(in: 256...1_200, using: &random))
        case 1:
            .named(["kUP5", "kXX", "", "k5", "kpADD"].randomElement(using: &random) ?? "")
        default: .byte(byte)
        }
    }
}

extension InputEvent {
    /// Whether a key is something a keymap can name: no control characters.
    fileprivate var isWellFormed: Bool {
        guard case .key(let chord) = self, case .character(let character) = chord.key else {
            return true
        }
        return character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            && character.unicodeScalars.count <= 33
    }
}
