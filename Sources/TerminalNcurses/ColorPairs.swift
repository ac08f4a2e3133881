// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The numbers of colours as ncurses counts them; -1 is the terminal's default.
struct PairColors: Hashable, Sendable {
    var foreground: Int32
    var background: Int32

    init(foreground: Int32, background: Int32) {
        self.foreground = foreground
        self.background = background
    }

    /// The colours of a style on a terminal of the given depth.
    init(_ style: Style, depth: ColorDepth) {
        foreground = Self.number(of: style.foreground, depth: depth)
        background = Self.number(of: style.background, depth: depth)
    }

    private static func number(of color: Color?, depth: ColorDepth) -> Int32 {
        guard depth > .mono, let color else { return -1 }
        switch color.downgraded(to: depth) {
        case .terminalDefault: return -1
        case .ansi(let index) where depth == .ansi8: return Int32(index & 7)
        case .ansi(let index), .indexed(let index):
            return depth == .trueColor ? direct(index) : Int32(index)
        case .rgb(let red, let green, let blue):
            return direct(Int32(red), Int32(green), Int32(blue))
        }
    }

    /// A colour by its channels; terminals with direct colour read 0…7 as the palette still.
    private static func direct(_ red: Int32, _ green: Int32, _ blue: Int32) -> Int32 {
        let number = red << 16 | green << 8 | blue
        return number < 8 ? 0 : number
    }

    /// A colour of xterm's palette, of which direct colour leaves only the first eight.
    private static func direct(_ index: UInt8) -> Int32 {
        let index = Int32(index)
        func level(_ step: Int32) -> Int32 { step % 6 == 0 ? 0 : 55 + step % 6 * 40 }
        switch index {
        case ..<8: return index
        case 8: return direct(0x7F, 0x7F, 0x7F)
        case 12: return direct(0x5C, 0x5C, 0xFF)
        case ..<16:
            return direct((index & 1) * 0xFF, (index >> 1 & 1) * 0xFF, (index >> 2 & 1) * 0xFF)
        case ..<232:
            return direct(level((index - 16) / 36), level((index - 16) / 6), level(index - 16))
        default: return direct(index * 10 - 2312, index * 10 - 2312, index * 10 - 2312)
        }
    }
}

/// Hands out ncurses colour pairs, of which a terminal may have as few as 64.
///
/// A pair in use is never redefined: ncurses would recolour the cells that show it. When the
/// pairs run out, the owner forgets all of them and paints the whole frame anew.
struct ColorPairs: Sendable {
    /// What the asker has to do with a number.
    enum Allocation: Hashable, Sendable {
        case known(Int16)
        /// To be defined before use.
        case new(Int16)
        case exhausted
    }

    /// The most pairs kept; enough for any frame, and far below where ncurses needs its extended
    /// calls.
    static let maximum = 1024

    /// Pairs 1…capacity are handed out; 0 is the terminal's default colours.
    let capacity: Int
    private var numbers: [PairColors: Int16] = [:]

    init(terminalPairs: Int) {
        capacity = max(0, min(terminalPairs - 1, Self.maximum))
    }

    mutating func allocate(_ colors: PairColors) -> Allocation {
        if colors == PairColors(foreground: -1, background: -1) { return .known(0) }
        if let number = numbers[colors] { return .known(number) }
        guard numbers.count < capacity else { return .exhausted }
        let number = Int16(numbers.count + 1)
        numbers[colors] = number
        return .new(number)
    }

    mutating func forgetAll() {
        numbers.removeAll(keepingCapacity: true)
    }
}
