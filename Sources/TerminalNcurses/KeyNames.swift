// SPDX-License-Identifier: Apache-2.0

import CNcurses
import TerminalUI

/// The keys behind curses' numbers, terminfo's names and typed characters.
enum KeyNames {
    /// The key of a curses number; `nil` for one without meaning here.
    static func chord(code: Int32) -> KeyChord? {
        let function = Int(code - KEY_F0)
        return (1...63).contains(function) ? functionKey(function) : numbered[code]
    }

    /// The key of an extended terminfo name: a base such as "kUP" and xterm's modifier digit.
    static func chord(named name: String) -> KeyChord? {
        if let key = named[name] { return KeyChord(key, shift: true) }
        if let character = keypad[name] { return KeyChord(.character(character)) }
        guard let digit = name.last?.wholeNumberValue, (2...8).contains(digit),
            let key = named[String(name.dropLast())]
        else { return nil }
        let bits = digit - 1
        return KeyChord(key, control: bits & 4 != 0, alt: bits & 2 != 0, shift: bits & 1 != 0)
    }

    /// The key that types a scalar; `nil` for control characters of the upper half.
    static func chord(typed scalar: Unicode.Scalar, alt: Bool) -> KeyChord? {
        switch scalar.value {
        case 0x00: KeyChord(.character(" "), control: true, alt: alt)
        case 0x08, 0x7F: KeyChord(.backspace, alt: alt)
        case 0x09: KeyChord(.tab, alt: alt)
        case 0x0A, 0x0D: KeyChord(.enter, alt: alt)
        case 0x1B: KeyChord(.escape, alt: alt)
        case 0x01...0x1A: control(scalar.value + 0x60, alt: alt)
        case 0x1C...0x1F: control(scalar.value + 0x40, alt: alt)
        case 0x80...0x9F: nil
        default: KeyChord(.character(Character(scalar)), alt: alt)
        }
    }

    private static func control(_ value: UInt32, alt: Bool) -> KeyChord? {
        Unicode.Scalar(value).map {
            KeyChord(.character(Character($0)), control: true, alt: alt)
        }
    }

    /// F13 and up are how terminfo counts F1…F12 with modifiers held, twelve for each.
    private static func functionKey(_ number: Int) -> KeyChord {
        let group = (number - 1) / 12
        return KeyChord(
            .function((number - 1) % 12 + 1),
            control: group == 2 || group == 3,
            alt: group >= 4,
            shift: group == 1 || group == 3 || group == 5
        )
    }

    private static let numbered: [Int32: KeyChord] = [
        KEY_DOWN: KeyChord(.down), KEY_UP: KeyChord(.up),
        KEY_LEFT: KeyChord(.left), KEY_RIGHT: KeyChord(.right),
        KEY_HOME: KeyChord(.home), KEY_END: KeyChord(.end),
        KEY_FIND: KeyChord(.home), KEY_SELECT: KeyChord(.end), KEY_LL: KeyChord(.end),
        KEY_A1: KeyChord(.home), KEY_C1: KeyChord(.end),
        KEY_A3: KeyChord(.pageUp), KEY_C3: KeyChord(.pageDown),
        KEY_PPAGE: KeyChord(.pageUp), KEY_NPAGE: KeyChord(.pageDown),
        KEY_IC: KeyChord(.insert), KEY_DC: KeyChord(.delete),
        KEY_BACKSPACE: KeyChord(.backspace), KEY_ENTER: KeyChord(.enter),
        KEY_BTAB: KeyChord(.tab, shift: true),
        KEY_SR: KeyChord(.up, shift: true), KEY_SF: KeyChord(.down, shift: true),
        KEY_SLEFT: KeyChord(.left, shift: true), KEY_SRIGHT: KeyChord(.right, shift: true),
        KEY_SHOME: KeyChord(.home, shift: true), KEY_SEND: KeyChord(.end, shift: true),
        KEY_SPREVIOUS: KeyChord(.pageUp, shift: true), KEY_SNEXT: KeyChord(.pageDown, shift: true),
        KEY_SIC: KeyChord(.insert, shift: true), KEY_SDC: KeyChord(.delete, shift: true),
    ]

    private static let named: [String: Key] = [
        "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right, "kHOM": .home, "kEND": .end,
        "kPRV": .pageUp, "kNXT": .pageDown, "kIC": .insert, "kDC": .delete,
    ]

    private static let keypad: [String: Character] = [
        "kpADD": "+", "kpSUB": "-", "kpMUL": "*", "kpDIV": "/", "kpDOT": ".", "kpCMA": ",",
        "kpZRO": "0",
    ]
}
