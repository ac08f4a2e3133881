// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// Translates what ncurses reads into keys, pastes and focus changes; pure.
///
/// Works on bytes, not on wide characters: in no-delay mode `wget_wch` drops the first bytes of a
/// character whose last ones have not arrived, which tears long pastes.
///
/// - An Escape followed by a character within the same drain is Alt. ncurses has by then waited
///   the escape delay for more bytes, so an Escape that ends a drain is the Escape key.
/// - Ctrl-I is Tab, Ctrl-M and Ctrl-J are Enter, Ctrl-H is Backspace, Ctrl-[ is Escape, because
///   terminals send the same byte for both; NUL is Ctrl-Space.
/// - Sequences that terminfo does not name are read as xterm's; unknown ones are dropped whole
///   rather than typed into the program.
/// - Characters that extend the one before (combining marks, joined emoji) become one key.
package struct KeyDecoder: Sendable {
    /// One thing `wgetch` returned.
    package enum Unit: Hashable, Sendable {
        case byte(UInt8)
        /// A key that curses numbers.
        case code(Int32)
        /// A key that terminfo names and curses has no number for, such as "kUP5".
        case named(String)
    }

    /// Of a paste, this much is kept, cut at a character; the rest is read and dropped.
    package static let maximumPasteBytes = 1 << 20

    /// How many bytes of pastes were dropped so far.
    package private(set) var droppedPasteBytes = 0

    private enum State: Sendable {
        case ground
        /// After an Escape.
        case escape
        /// After Escape [, with the parameters so far.
        case control([UInt8])
        /// After Escape O, as the keypad and old function keys begin.
        case shift3
        /// Within a terminal's answer that nobody here asked for; ends with BEL or Escape \.
        case string(introducer: UInt8, length: Int)
        case paste(PasteCollector)
    }

    private var state = State.ground
    private var utf8 = UTF8Collector()
    private var isAlt = false
    private var unitsInDrain = 0
    private var lastUnit: Unit?

    private static let escape: UInt8 = 0x1B
    private static let maximumParameters = 32

    package init() {}

    /// Takes one unit and appends what it completes.
    package mutating func decode(_ unit: Unit, into events: inout [InputEvent]) {
        unitsInDrain += 1
        lastUnit = unit
        if case .paste(var paste) = state {
            // The collector is moved, not copied: a paste is up to a mebibyte.
            state = .ground
            if let text = paste.append(unit) {
                droppedPasteBytes += paste.droppedBytes
                events.append(.paste(text))
            } else {
                state = .paste(paste)
            }
            return
        }
        switch unit {
        case .byte(let byte): decode(byte, into: &events)
        case .code(let code): emit(KeyNames.chord(code: code), into: &events)
        case .named(let name): emit(KeyNames.chord(named: name), into: &events)
        }
    }

    /// Ends a drain: nothing more has arrived, so what could only be a start is final.
    package mutating func finishDrain(into events: inout [InputEvent]) {
        defer { unitsInDrain = 0 }
        switch state {
        case .escape:
            events.append(.key(KeyChord(.escape)))
            state = .ground
        case .control(let parameters):
            // A sequence cut in two by a slow line goes on in the next drain.
            if parameters.isEmpty { abandon(asAlt: "[", into: &events) }
        case .shift3:
            abandon(asAlt: "O", into: &events)
        case .string(let introducer, let length):
            state = .ground
            if length == 0 { abandon(asAlt: Unicode.Scalar(introducer), into: &events) }
        case .paste(var paste) where unitsInDrain == 1 && lastUnit == .byte(0x03):
            // The way out when the end of a paste was lost: a Ctrl-C typed alone.
            state = .ground
            events.append(.paste(paste.finish(withoutLast: 1)))
        case .paste, .ground:
            break
        }
    }

    private mutating func decode(_ byte: UInt8, into events: inout [InputEvent]) {
        switch state {
        case .ground, .paste: ground(byte, into: &events)
        case .escape: afterEscape(byte, into: &events)
        case .control(let parameters): control(byte, parameters, into: &events)
        case .shift3:
            state = .ground
            emit(EscapeSequence.shift3Key(final: byte), into: &events)
        case .string(let introducer, let length): string(byte, introducer, length)
        }
    }

    private mutating func ground(_ byte: UInt8, into events: inout [InputEvent]) {
        if byte == Self.escape {
            utf8 = UTF8Collector()
            isAlt = false
            state = .escape
            return
        }
        for scalar in utf8.append(byte) { emit(scalar, into: &events) }
    }

    private mutating func afterEscape(_ byte: UInt8, into events: inout [InputEvent]) {
        state = .ground
        switch byte {
        case Self.escape:
            events.append(.key(KeyChord(.escape)))
            state = .escape
        case UInt8(ascii: "["): state = .control([])
        case UInt8(ascii: "O"): state = .shift3
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"):
            state = .string(introducer: byte, length: 0)
        default:
            isAlt = true
            ground(byte, into: &events)
        }
    }

    private mutating func control(
        _ byte: UInt8,
        _ parameters: [UInt8],
        into events: inout [InputEvent]
    ) {
        let isLinuxFunctionKey = byte == UInt8(ascii: "[") && parameters.isEmpty
        switch byte {
        case 0x20...0x3F where parameters.count < Self.maximumParameters:
            state = .control(parameters + [byte])
        case _ where isLinuxFunctionKey:
            state = .control([byte])
        case 0x20...0x3F:
            state = .control(parameters)
        case 0x40...0x7E:
            state = .ground
            finish(EscapeSequence(parameters: parameters, final: byte), into: &events)
        default:
            state = .ground
            ground(byte, into: &events)
        }
    }

    private mutating func finish(_ sequence: EscapeSequence, into events: inout [InputEvent]) {
        switch sequence.meaning {
        case .key(let chord): events.append(.key(chord))
        case .focus(let gained): events.append(.focus(gained))
        case .pasteStart: state = .paste(PasteCollector(limit: Self.maximumPasteBytes))
        case .nothing: break
        }
    }

    private mutating func string(_ byte: UInt8, _ introducer: UInt8, _ length: Int) {
        switch byte {
        case 0x07, UInt8(ascii: "\\"): state = .ground
        default: state = .string(introducer: introducer, length: length + 1)
        }
    }

    private mutating func abandon(asAlt scalar: Unicode.Scalar, into events: inout [InputEvent]) {
        state = .ground
        isAlt = true
        emit(scalar, into: &events)
    }

    private mutating func emit(_ chord: KeyChord?, into events: inout [InputEvent]) {
        // Only an Escape directly before a named key is an Alt; any other start was torn off.
        var isAfterEscape = false
        if case .escape = state { isAfterEscape = true }
        state = .ground
        isAlt = false
        guard let chord else { return }
        events.append(
            .key(
                KeyChord(
                    chord.key,
                    control: chord.control,
                    alt: chord.alt || isAfterEscape,
                    shift: chord.shift
                )
            )
        )
    }

    private mutating func emit(_ scalar: Unicode.Scalar, into events: inout [InputEvent]) {
        let alt = isAlt
        isAlt = false
        guard let chord = KeyNames.chord(typed: scalar, alt: alt) else { return }
        if let merged = Self.merged(events.last, chord) {
            events[events.count - 1] = .key(merged)
        } else {
            events.append(.key(chord))
        }
    }

    /// The two keys as one when together they are one character.
    private static func merged(_ event: InputEvent?, _ next: KeyChord) -> KeyChord? {
        guard case .key(let last) = event, !last.control, !last.alt, !next.alt, !next.control,
            case .character(let first) = last.key, case .character(let second) = next.key,
            !second.isASCII, first.unicodeScalars.count < 32
        else { return nil }
        let together = String(first) + String(second)
        return together.count == 1 ? together.first.map { KeyChord(.character($0)) } : nil
    }
}
