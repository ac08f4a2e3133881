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
        case .ansi(let number): return Int32(number) & (depth == .ansi8 ? 7 : 15)
        case .indexed(let number): return Int32(number)
        case .rgb(let red, let green, let blue):
            // Entries with direct colour still read 0…7 as the palette: nearly black is black.
            let number = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
            return number < 8 ? 0 : number
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
