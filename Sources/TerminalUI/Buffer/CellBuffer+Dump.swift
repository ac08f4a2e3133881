// SPDX-License-Identifier: Apache-2.0

extension CellBuffer {
    /// The grid as text for tests: the rows, a line of dashes, then one line per run of style.
    ///
    /// Rows end at their last visible character; runs of the plain style are left out.
    package func dump() -> String {
        let rows = (0..<size.height).map { trimmedRow($0) }
        return (rows + ["----"] + styleRuns()).joined(separator: "\n") + "\n"
    }

    /// The text of one row without the blanks at its end.
    package func trimmedRow(_ y: Int) -> String {
        let row = rowText(y)
        return String(
            row[..<(row.lastIndex { $0 != " " }.map { row.index(after: $0) } ?? row.startIndex)]
        )
    }

    private func styleRuns() -> [String] {
        var runs: [String] = []
        for y in 0..<size.height {
            var x = 0
            while x < size.width {
                let style = self[x, y].style
                var end = x + 1
                while end < size.width, self[end, y].style == style { end += 1 }
                if style != .plain { runs.append("\(y): \(x)..<\(end) \(style)") }
                x = end
            }
        }
        return runs
    }
}

extension Style: CustomStringConvertible {
    /// The parts that are set, such as "fg=#98c379 bg=ansi:0 bold dim".
    package var description: String {
        var parts: [String] = []
        if let foreground { parts.append("fg=\(foreground)") }
        if let background { parts.append("bg=\(background)") }
        return (parts + modifiers.names).joined(separator: " ")
    }
}

extension Color: CustomStringConvertible {
    /// The colour as a theme file writes it: "default", "ansi:9", "x256:208", "#98c379".
    package var description: String {
        func hex(_ level: UInt8) -> String {
            (level < 16 ? "0" : "") + String(level, radix: 16)
        }
        return switch self {
        case .terminalDefault: "default"
        case .ansi(let index): "ansi:\(index)"
        case .indexed(let index): "x256:\(index)"
        case .rgb(let red, let green, let blue): "#" + hex(red) + hex(green) + hex(blue)
        }
    }
}

extension Modifier {
    /// The modifiers as a theme file writes them, each with its name.
    package static let named: [(name: String, modifier: Modifier)] = [
        ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline),
        ("reverse", .reverse), ("strike", .strike),
    ]

    /// The names of the modifiers that are set.
    package var names: [String] {
        Self.named.filter { contains($0.modifier) }.map(\.name)
    }
}
