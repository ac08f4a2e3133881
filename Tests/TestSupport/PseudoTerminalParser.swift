// SPDX-License-Identifier: Apache-2.0

/// Reads a terminal's output stream and carries it out on a screen.
///
/// The part of xterm that terminfo's xterm-256color entry uses, see
/// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html. What it does not know it drops.
struct PseudoTerminalParser: Sendable {
    private enum State: Sendable {
        case ground
        case escape
        /// After ESC ( and its like.
        case charset(UInt8)
        case control(parameters: [UInt8])
        /// An OSC, DCS or APC, up to BEL or ESC \.
        case string(afterEscape: Bool)
    }

    private var state = State.ground
    private var utf8: [UInt8] = []

    mutating func feed(_ byte: UInt8, to screen: inout PseudoTerminalScreen) {
        switch state {
        case .ground: ground(byte, &screen)
        case .escape: escape(byte, &screen)
        case .charset(let slot):
            if slot == UInt8(ascii: "(") {
                screen.state.usesLineDrawing = byte == UInt8(ascii: "0")
            }
            state = .ground
        case .control(let parameters):
            if (0x40...0x7E).contains(byte) {
                state = .ground
                PseudoTerminalControl(parameters, final: byte).apply(to: &screen)
            } else if byte >= 0x20 {
                state = .control(parameters: parameters + [byte])
            } else {
                execute(byte, &screen)
            }
        case .string(let afterEscape):
            let isEnd = byte == 0x07 || afterEscape && byte == UInt8(ascii: "\\")
            state = isEnd ? .ground : .string(afterEscape: byte == 0x1B)
        }
    }

    private mutating func ground(_ byte: UInt8, _ screen: inout PseudoTerminalScreen) {
        if byte == 0x1B {
            state = .escape
        } else if byte < 0x20 || byte == 0x7F {
            execute(byte, &screen)
        } else if byte < 0x80 {
            let isLine = screen.state.usesLineDrawing
            let scalar = Unicode.Scalar(byte)
            screen.print(isLine ? Self.lineDrawing[scalar] ?? scalar : scalar)
        } else {
            utf8.append(byte)
            let length = utf8[0] >= 0xF0 ? 4 : utf8[0] >= 0xE0 ? 3 : 2
            guard utf8.count >= length else { return }
            for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
                screen.print(scalar)
            }
            utf8 = []
        }
    }

    private mutating func escape(_ byte: UInt8, _ screen: inout PseudoTerminalScreen) {
        state = .ground
        switch Character(Unicode.Scalar(byte)) {
        case "[": state = .control(parameters: [])
        case "]", "P", "_", "^": state = .string(afterEscape: false)
        case "(", ")", "*", "+": state = .charset(byte)
        case "7": screen.saved = screen.state
        case "8":
            screen.state = screen.saved
            screen.moveTo()
        case "D": screen.lineFeed()
        case "E":
            screen.moveTo(x: 0)
            screen.lineFeed()
        case "M": screen.reverseLineFeed()
        case "c":
            screen = PseudoTerminalScreen(columns: screen.columns, rows: screen.rowCount)
        default: break
        }
    }

    private func execute(_ byte: UInt8, _ screen: inout PseudoTerminalScreen) {
        switch byte {
        case 0x08: screen.moveTo(x: screen.state.x - 1)
        case 0x09: screen.moveTo(x: (screen.state.x / 8 + 1) * 8)
        case 0x0A...0x0C: screen.lineFeed()
        case 0x0D: screen.moveTo(x: 0)
        case 0x0E: screen.state.usesLineDrawing = true
        case 0x0F: screen.state.usesLineDrawing = false
        default: break
        }
    }

    private static let lineDrawing: [Unicode.Scalar: Unicode.Scalar] = [
        "j": "┘", "k": "┐", "l": "┌", "m": "└", "n": "┼", "q": "─", "t": "├", "u": "┤", "v": "┴",
        "w": "┬", "x": "│", "a": "▒", "`": "◆", "f": "°", "g": "±", "~": "·", "0": "█",
    ]
}

/// One control sequence: ESC [ parameters final.
struct PseudoTerminalControl {
    private let numbers: [Int]
    private let isPrivate: Bool
    private let final: Character

    init(_ parameters: [UInt8], final: UInt8) {
        isPrivate = parameters.first == UInt8(ascii: "?")
        let text = String(decoding: parameters.drop { !(0x30...0x3B).contains($0) }, as: UTF8.self)
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ";" || $0 == ":" }
        numbers = parts.map { Int($0) ?? 0 }
        // An intermediate, as in ESC [ ! p, makes it another sequence; none of those matters.
        let isPlain = parameters.allSatisfy { $0 >= 0x30 }
        self.final = isPlain ? Character(Unicode.Scalar(final)) : "\0"
    }

    private func number(_ index: Int, or fallback: Int = 1) -> Int {
        numbers.indices.contains(index) && numbers[index] > 0 ? numbers[index] : fallback
    }

    func apply(to screen: inout PseudoTerminalScreen) {
        let (x, y) = screen.cursor
        switch final {
        case "A": screen.moveTo(y: y - number(0))
        case "B", "e": screen.moveTo(y: y + number(0))
        case "C", "a": screen.moveTo(x: x + number(0))
        case "D": screen.moveTo(x: x - number(0))
        case "G", "`": screen.moveTo(x: number(0) - 1)
        case "d": screen.moveTo(y: number(0) - 1)
        case "H", "f": screen.moveTo(x: number(1) - 1, y: number(0) - 1)
        case "I": screen.moveTo(x: (x / 8 + number(0)) * 8)
        case "Z": screen.moveTo(x: ((x + 7) / 8 - number(0)) * 8)
        case "s": screen.saved = screen.state
        case "u": screen.state = screen.saved
        case "r": setRegion(&screen)
        case "m": setRendition(&screen.state.rendition)
        case "h": setModes(true, &screen)
        case "l": setModes(false, &screen)
        default: edit(&screen)
        }
    }

    private func edit(_ screen: inout PseudoTerminalScreen) {
        let (x, y) = screen.cursor
        switch final {
        case "J": eraseDisplay(&screen)
        case "K":
            let ranges = [x..<screen.columns, 0..<x + 1, 0..<screen.columns]
            screen.erase(row: y, ranges[min(2, number(0, or: 0))])
        case "X": screen.erase(row: y, x..<x + number(0))
        case "@": screen.insertCells(number(0))
        case "P": screen.deleteCells(number(0))
        case "L": screen.scroll(up: -number(0), from: y)
        case "M": screen.scroll(up: number(0), from: y)
        case "S": screen.scroll(up: number(0))
        case "T": screen.scroll(up: -number(0))
        case "b":
            guard let last = screen.lastCharacter else { return }
            for _ in 0..<min(number(0), 10_000) {
                for scalar in last.unicodeScalars { screen.print(scalar) }
            }
        default: break
        }
    }

    private func eraseDisplay(_ screen: inout PseudoTerminalScreen) {
        let (x, y) = screen.cursor
        let all = 0..<screen.columns
        let rows: Range<Int>
        switch number(0, or: 0) {
        case 0:
            screen.erase(row: y, x..<screen.columns)
            rows = y + 1..<screen.rowCount
        case 1:
            screen.erase(row: y, 0..<x + 1)
            rows = 0..<y
        case 2: rows = 0..<screen.rowCount
        default: return
        }
        for row in rows { screen.erase(row: row, all) }
    }

    private func setRegion(_ screen: inout PseudoTerminalScreen) {
        let bottom = min(number(1, or: screen.rowCount), screen.rowCount) - 1
        let top = number(0) - 1
        guard top < bottom else { return }
        (screen.top, screen.bottom) = (top, bottom)
        screen.moveTo(x: 0, y: 0)
    }

    private func setModes(_ on: Bool, _ screen: inout PseudoTerminalScreen) {
        guard isPrivate else { return }
        for mode in numbers {
            if on { screen.privateModes.insert(mode) } else { screen.privateModes.remove(mode) }
            if [47, 1047, 1049].contains(mode) { screen.setAlternate(on) }
        }
    }

    private func setRendition(_ rendition: inout PseudoTerminalScreen.Rendition) {
        var rest = (numbers.isEmpty ? [0] : numbers)[...]
        while let code = rest.popFirst() {
            switch code {
            case 0: rendition = PseudoTerminalScreen.Rendition()
            case 1: rendition.isBold = true
            case 2: rendition.isDim = true
            case 3: rendition.isItalic = true
            case 4: rendition.isUnderlined = true
            case 7: rendition.isReversed = true
            case 22: (rendition.isBold, rendition.isDim) = (false, false)
            case 23: rendition.isItalic = false
            case 24: rendition.isUnderlined = false
            case 27: rendition.isReversed = false
            case 30...37: rendition.foreground = code - 30
            case 38: rendition.foreground = Self.extendedColor(&rest)
            case 39: rendition.foreground = nil
            case 40...47: rendition.background = code - 40
            case 48: rendition.background = Self.extendedColor(&rest)
            case 49: rendition.background = nil
            case 90...97: rendition.foreground = code - 82
            case 100...107: rendition.background = code - 92
            default: break
            }
        }
    }

    /// The colour after 38 or 48: 5;index or 2;r;g;b.
    private static func extendedColor(_ rest: inout ArraySlice<Int>) -> Int? {
        switch rest.popFirst() {
        case 5: return rest.popFirst()
        case 2:
            let parts = rest.prefix(3)
            rest = rest.dropFirst(3)
            return parts.reduce(1) { $0 << 8 | $1 }
        default: return nil
        }
    }
}
