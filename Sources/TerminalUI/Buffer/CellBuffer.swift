// SPDX-License-Identifier: Apache-2.0

/// A grid of cells that widgets draw into.
///
/// Nothing drawn leaves the grid, and a wide symbol is whole or absent: what overwrites one half of
/// it blanks the other. Drawing patches styles (`Style.patched(by:)`); only `fill` replaces them.
package struct CellBuffer: Sendable {
    package let size: Size
    /// Row by row.
    private(set) var cells: [PackedCell]
    /// The symbols of several scalars, each once.
    private(set) var clusters: [String] = []
    private var clusterIndices: [String: Int] = [:]

    /// Makes a grid of blank cells.
    package init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.width * size.height)
    }

    /// The whole grid as an area.
    package var bounds: Rect { Rect(size) }

    /// The cell at a position; blank outside the grid.
    package subscript(x: Int, y: Int) -> Cell {
        guard bounds.contains(Point(x: x, y: y)) else { return .blank }
        let cell = cells[y * size.width + x]
        return Cell(symbol: text(of: cell.symbol), style: cell.style.style)
    }

    /// The text of one row, exactly as wide as the grid; empty outside the grid.
    package func rowText(_ y: Int) -> String {
        guard (0..<size.height).contains(y) else { return "" }
        return cells[y * size.width..<(y + 1) * size.width].reduce(into: "") { row, cell in
            row += text(of: cell.symbol)
        }
    }

    func text(of symbol: PackedSymbol) -> String {
        if symbol.isCluster { return clusters[symbol.clusterIndex] }
        return symbol.scalar.map { String($0) } ?? ""
    }
}

// MARK: - Drawing

extension CellBuffer {
    /// Writes text on one row and returns the columns used, at most `maxWidth`.
    ///
    /// Columns left of the grid count as used. Controls, also line breaks, are drawn as "?"; text
    /// from outside should have passed `TerminalText.sanitized`.
    @discardableResult
    package mutating func put(
        _ text: String,
        x: Int,
        y: Int,
        style: Style = .plain,
        maxWidth: Int? = nil
    ) -> Int {
        guard (0..<size.height).contains(y), x < size.width else { return 0 }
        let limit = x + min(maxWidth ?? .max, size.width - x)
        let style = PackedStyle(style)
        let row = y * size.width
        var column = x
        TextWidth.forEachGlyph(in: text) { glyph in
            let next = column + glyph.columns
            guard next <= limit else { return false }
            if column >= 0 {
                write(symbol(of: glyph), columns: glyph.columns, at: row + column, row, style)
            }
            column = next
            return column < limit
        }
        return column - x
    }

    /// Writes a styled line on one row and returns the columns used, at most `maxWidth`.
    @discardableResult
    package mutating func put(_ line: Line, x: Int, y: Int, maxWidth: Int? = nil) -> Int {
        let room = maxWidth ?? .max
        var used = 0
        for span in line.spans where used < room {
            used += put(span.text, x: x + used, y: y, style: span.style, maxWidth: room - used)
        }
        return used
    }

    /// Replaces every cell of an area, symbol and style; only the first column of `symbol` is used.
    package mutating func fill(_ area: Rect, style: Style, symbol: Character = " ") {
        let area = area.intersection(bounds)
        guard !area.isEmpty else { return }
        var filler = PackedSymbol.blank
        TextWidth.forEachGlyph(in: String(symbol)) { glyph in
            if glyph.columns == 1 { filler = self.symbol(of: glyph) }
            return false
        }
        let cell = PackedCell(symbol: filler, style: PackedStyle(style))
        for y in area.y..<area.bottom {
            let row = y * size.width
            blankHalf(cutAt: row + area.x)
            if area.right < size.width { blankHalf(cutAt: row + area.right) }
            for index in row + area.x..<row + area.right { cells[index] = cell }
        }
    }

    /// Lays a style over the cells of an area; a wide symbol follows its left half.
    package mutating func setStyle(_ style: Style, in area: Rect) {
        let area = area.intersection(bounds)
        guard !area.isEmpty else { return }
        let style = PackedStyle(style)
        for y in area.y..<area.bottom {
            let row = y * size.width
            for index in row + area.x..<row + area.right where !cells[index].symbol.isContinuation {
                cells[index].style = cells[index].style.patched(by: style)
                let next = index + 1
                if next < row + size.width, cells[next].symbol.isContinuation {
                    cells[next].style = cells[index].style
                }
            }
        }
    }

    @inline(__always)
    private mutating func write(
        _ symbol: PackedSymbol,
        columns: Int,
        at index: Int,
        _ row: Int,
        _ style: PackedStyle
    ) {
        let end = index + columns
        if cells[index].symbol.isContinuation { cells[index - 1].symbol = .blank }
        if end < row + size.width, cells[end].symbol.isContinuation { cells[end].symbol = .blank }
        let style = cells[index].style.patched(by: style)
        cells[index] = PackedCell(symbol: symbol, style: style)
        if columns == 2 { cells[index + 1] = PackedCell(symbol: .continuation, style: style) }
    }

    /// Blanks the wide symbol that stands on both sides of the left edge of a cell.
    private mutating func blankHalf(cutAt index: Int) {
        guard cells[index].symbol.isContinuation else { return }
        cells[index - 1].symbol = .blank
        cells[index].symbol = .blank
    }

    @inline(__always)
    private mutating func symbol(of glyph: Glyph) -> PackedSymbol {
        switch glyph.symbol {
        case .scalar(let value): PackedSymbol(code: value)
        case .cluster(let text): symbol(ofCluster: text)
        }
    }

    @inline(never)
    private mutating func symbol(ofCluster text: String) -> PackedSymbol {
        if let index = clusterIndices[text] { return .cluster(index) }
        clusterIndices[text] = clusters.count
        clusters.append(text)
        return .cluster(clusters.count - 1)
    }
}
