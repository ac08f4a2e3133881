// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// A control sequence as xterm and its relatives send it: ESC [ parameters final.
///
/// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-PC-Style-Function-Keys
struct EscapeSequence: Hashable, Sendable {
    enum Meaning: Hashable, Sendable {
        case key(KeyChord)
        case focus(Bool)
        case pasteStart
        /// Unknown, or of no use outside its place.
        case nothing
    }

    let parameters: [UInt8]
    let final: UInt8

    var meaning: Meaning {
        let final = Character(Unicode.Scalar(final))
        if parameters == [UInt8(ascii: "[")] { return key(Self.linuxFunctionKeys[final]) }
        guard let numbers = Self.numbers(in: parameters) else { return .nothing }
        switch final {
        case "I" where parameters.isEmpty: return .focus(true)
        case "O" where parameters.isEmpty: return .focus(false)
        case "Z": return .key(KeyChord(.tab, shift: true))
        case "~" where numbers.first == 200: return .pasteStart
        case "~" where numbers.first == 27 && numbers.count >= 3:
            return typed(numbers[2], modifiers: numbers[1])
        case "~": return key(numbers.first.flatMap { Self.numberedKeys[$0] }, numbers.second)
        case "u" where numbers.first != nil:
            return typed(numbers[0], modifiers: numbers.second ?? 1)
        default: return key(Self.letteredKeys[final], numbers.second)
        }
    }

    /// The key behind ESC O final.
    static func shift3Key(final: UInt8) -> KeyChord? {
        let final = Character(Unicode.Scalar(final))
        if let key = letteredKeys[final] ?? (final == "M" ? .enter : nil) { return KeyChord(key) }
        // The numeric keypad in application mode: j…y stand for these in order.
        let keypad = Array("*+,-./0123456789")
        guard let index = final.asciiValue.map({ Int($0) - 0x6A }), keypad.indices.contains(index)
        else { return nil }
        return KeyChord(.character(keypad[index]))
    }

    private func key(_ key: Key?, _ modifiers: Int? = nil) -> Meaning {
        guard let key else { return .nothing }
        let bits = max(0, (modifiers ?? 1) - 1)
        return .key(
            KeyChord(key, control: bits & 4 != 0, alt: bits & 2 != 0, shift: bits & 1 != 0)
        )
    }

    /// A character sent with its modifiers spelled out, as some terminals do for Ctrl-Enter.
    private func typed(_ code: Int, modifiers: Int) -> Meaning {
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init),
            let chord = KeyNames.chord(typed: scalar, alt: false)
        else { return .nothing }
        if chord.control { return .key(chord) }
        return key(chord.key, modifiers)
    }

    /// Decimal numbers between semicolons; `nil` for anything else than digits.
    private static func numbers(in parameters: [UInt8]) -> [Int]? {
        var numbers: [Int] = []
        for part in parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        {
            // A number after a colon refines the one before it; none of those matters here.
            let digits = part.prefix { $0 != UInt8(ascii: ":") }
            guard digits.count <= 7, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            numbers.append(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        }
        return numbers
    }

    private static let letteredKeys: [Character: Key] = [
        "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end,
        "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
    ]

    private static let linuxFunctionKeys: [Character: Key] = [
        "A": .function(1), "B": .function(2), "C": .function(3), "D": .function(4),
        "E": .function(5),
    ]

    private static let numberedKeys: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4),
        15: .function(5), 17: .function(6), 18: .function(7), 19: .function(8),
        20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
    ]
}

extension [Int] {
    fileprivate var second: Int? { count > 1 ? self[1] : nil }
}
