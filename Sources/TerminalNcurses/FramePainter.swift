// SPDX-License-Identifier: Apache-2.0

import CNcurses
import TerminalUI

/// Draws runs of cells into the ncurses window.
@MainActor
struct FramePainter {
    private let screen: CursesScreen
    private let colorDepth: ColorDepth
    private var pairs: ColorPairs
    private var text: [wchar_t] = []

    init(screen: CursesScreen, colorDepth: ColorDepth) {
        self.screen = screen
        self.colorDepth = colorDepth
        guard colorDepth > .mono, start_color() == OK else {
            pairs = ColorPairs(terminalPairs: 0)
            return
        }
        // Without it, pair 0 would be white on black instead of the person's own colours.
        use_default_colors()
        pairs = ColorPairs(terminalPairs: Int(cncurses_color_pairs()))
    }

    /// Draws the runs; false when colours are missing because the pairs ran out.
    mutating func paint(_ runs: [CellRun]) -> Bool {
        let size = screen.size
        var hasAllColors = true
        for run in runs where run.y < size.height {
            for piece in run.pieces where piece.x < size.width {
                let pair = pairNumber(for: piece.style)
                if pair == nil { hasAllColors = false }
                let window = cncurses_stdscr()
                wattr_set(window, attributes(of: piece.style.modifiers), pair ?? 0, nil)
                fillText(from: piece, columns: size.width - piece.x)
                mvwaddnwstr(window, Int32(run.y), Int32(piece.x), text, Int32(text.count))
            }
        }
        return hasAllColors
    }

    /// Frees every colour pair; what the screen shows must be painted anew.
    mutating func forgetColors() {
        pairs.forgetAll()
        reset_color_pairs()
        screen.redrawEverything()
    }

    /// Puts the piece's text into `text`, cut to `columns`: curses would go on in the next row.
    private mutating func fillText(from piece: CellRun.Piece, columns: Int) {
        text.removeAll(keepingCapacity: true)
        var left = columns
        for cluster in piece.text {
            let width = TextWidth.columns(of: cluster)
            guard width <= left else { return }
            CellText.append(cluster, columns: width, to: &text)
            left -= width
        }
    }

    private mutating func pairNumber(for style: Style) -> Int16? {
        let colors = PairColors(style, depth: colorDepth)
        switch pairs.allocate(colors) {
        case .known(let number): return number
        case .exhausted: return pairs.capacity == 0 ? 0 : nil
        case .new(let number):
            init_extended_pair(Int32(number), colors.foreground, colors.background)
            return number
        }
    }

    private func attributes(of modifiers: Modifier) -> attr_t {
        var attributes: attr_t = 0
        if modifiers.contains(.bold) { attributes |= cncurses_bold() }
        if !modifiers.isDisjoint(with: [.dim, .strike]) { attributes |= cncurses_dim() }
        if modifiers.contains(.italic) { attributes |= cncurses_italic() }
        if modifiers.contains(.underline) { attributes |= cncurses_underline() }
        if modifiers.contains(.reverse) { attributes |= cncurses_reverse() }
        return attributes
    }
}
