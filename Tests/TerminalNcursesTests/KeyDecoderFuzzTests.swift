// SPDX-License-Identifier: Apache-2.0

import CNcurses
import TerminalUI
import TestSupport
import Testing

@testable import TerminalNcurses

/// Random input never breaks the decoder, and never keeps it from the keys that follow.
@Suite
struct KeyDecoderFuzzTests {
    private static let runs = 10_000

    @Test
    func anyInputLeavesADecoderThatStillReadsKeys() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for run in 0..<Self.runs {
            var decoder = KeyDecoder()
            var events: [InputEvent] = []
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                decoder.decode(Self.unit(&random), into: &events)
                if Int.random(in: 0..<5, using: &random) == 0 { decoder.finishDrain(into: &events) }
            }
            decoder.finishDrain(into: &events)
            let malformed = events.filter { !$0.isWellFormed }
            #expect(malformed.isEmpty, "seed \(seed) run \(run)")

            // A paste is closed and a torn sequence ended; then a key is a key.
            events = []
            for unit in Array("\u{1B}[201~".utf8) { decoder.decode(.byte(unit), into: &events) }
            decoder.finishDrain(into: &events)
            events = []
            decoder.decode(.byte(UInt8(ascii: "q")), into: &events)
            decoder.finishDrain(into: &events)
            #expect(events == [.key(KeyChord(.character("q")))], "seed \(seed) run \(run)")
        }
    }

    /// Bytes that start, continue and end sequences, more often than chance would bring them.
    private static func unit(_ random: inout SeededGenerator) -> KeyDecoder.Unit {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .byte(0x1B)
        case 1: return .byte(Array("[O]P_~\\;?<ABZMu".utf8).randomElement(using: &random) ?? 0)
        case 2: return .byte(Array("0123456789".utf8).randomElement(using: &random) ?? 0)
        case 3: return .code(Int32.random(in: 256...1_200, using: &random))
        case 4:
            return .named(["kUP5", "kXX", "", "k5", "kpADD"].randomElement(using: &random) ?? "")
        case 5: return .byte(UInt8.random(in: 0x80...0xFF, using: &random))
        default: return .byte(UInt8.random(in: 0...0xFF, using: &random))
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
