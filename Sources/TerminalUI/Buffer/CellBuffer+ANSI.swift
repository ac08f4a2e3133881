// SPDX-License-Identifier: Apache-2.0

extension CellBuffer {
    /// The grid as text for a stream: rows with SGR sequences (ECMA-48 8.3.117), each ending plain.
    ///
    /// Blanks of the plain style at the end of a row are left out.
    package func ansiText() -> String {
        (0..<size.height).map { ansiRow($0) + "\n" }.joined()
    }

    private func ansiRow(_ y: Int) -> String {
        let end = (0..<size.width).last { self[$0, y].style != .plain || self[$0, y].symbol != " " }
        guard let end else { return "" }
        var row = ""
        var style = Style.plain
        for x in 0...end {
            let cell = self[x, y]
            if cell.style != style {
                style = cell.style
                row += style.sgr
            }
            row += cell.symbol
        }
        return style == .plain ? row : row + Style.plain.sgr
    }
}

extension Style {
    /// The sequence that turns this style on and every other off.
    fileprivate var sgr: String {
        var codes = ["0"]
        let attributes: [(Modifier, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
            (.strike, "9"),
        ]
        codes += attributes.filter { modifiers.contains($0.0) }.map(\.1)
        if let foreground { codes += foreground.sgr(base: 30) }
        if let background { codes += background.sgr(base: 40) }
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }
}

extension Color {
    /// The parameters for this colour; `base` is 30 for text, 40 for the ground.
    fileprivate func sgr(base: Int) -> [String] {
        switch self {
        case .terminalDefault: ["\(base + 9)"]
        case .ansi(let index) where index < 8: ["\(base + Int(index))"]
        case .ansi(let index): ["\(base + 60 + Int(index) - 8)"]
        case .indexed(let index): ["\(base + 8)", "5", "\(index)"]
        case .rgb(let red, let green, let blue):
            ["\(base + 8)", "2", "\(red)", "\(green)", "\(blue)"]
        }
    }
}
