// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// What a terminal like xterm shows after the bytes it was fed.
package struct PseudoTerminalScreen: Sendable {
    /// How a cell is drawn.
    package struct Rendition: Hashable, Sendable {
        package var isBold = false
        package var isDim = false
        package var isItalic = false
        package var isUnderlined = false
        package var isReversed = false
        /// `nil` is the terminal's default; 0…255 the palette; 0x1000000 and up direct colour.
        package var foreground: Int?
        package var background: Int?

        package init() {}
    }

    /// One column of one row.
    package struct Cell: Hashable, Sendable {
        /// Empty in the right half of a wide character.
        package var text = " "
        package var rendition = Rendition()
    }

    package private(set) var columns: Int
    package private(set) var rowCount: Int
    /// The cursor, counted from 0.
    package var cursor: (x: Int, y: Int) { (state.x, state.y) }
    /// The DEC private modes that are on; 25 (cursor) and 7 (wrap) are from the start.
    package internal(set) var privateModes: Set<Int> = [7, 25]
    /// The rendition the next character would get.
    package var rendition: Rendition { state.rendition }

    /// What an alternate screen or a saved cursor sets aside.
    struct CursorState: Sendable {
        var x = 0
        var y = 0
        var rendition = Rendition()
        var usesLineDrawing = false
        /// The last column was written; the next character goes to the next row.
        var isWrapPending = false
    }

    var state = CursorState()
    var saved = CursorState()
    var top = 0
    var bottom: Int
    var parser = PseudoTerminalParser()
    var lastCharacter: Character?
    private var cells: [[Cell]]
    private var mainCells: [[Cell]]?

    init(columns: Int, rows: Int) {
        self.columns = columns
        rowCount = rows
        bottom = rows - 1
        cells = Self.blank(columns, rows)
    }

    /// The text of every row, without blanks at its end.
    package var rows: [String] {
        cells.map { row in
            var text = row.reduce(into: "") { $0 += $1.text }
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    /// Whether any row contains the text.
    package func contains(_ text: String) -> Bool {
        rows.contains { $0.contains(text) }
    }

    /// The cell at a position that must be on the screen.
    package func cell(x: Int, y: Int) -> Cell { cells[y][x] }

    package var isAlternate: Bool { mainCells != nil }
    package var isCursorVisible: Bool { privateModes.contains(25) }

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        var parser = parser
        for byte in bytes { parser.feed(byte, to: &self) }
        self.parser = parser
    }

    mutating func resize(columns newColumns: Int, rows newRows: Int) {
        cells = Self.fitted(cells, newColumns, newRows)
        mainCells = mainCells.map { Self.fitted($0, newColumns, newRows) }
        columns = newColumns
        rowCount = newRows
        top = 0
        bottom = newRows - 1
        moveTo(x: state.x, y: state.y)
    }

    // MARK: Cursor

    mutating func moveTo(x: Int? = nil, y: Int? = nil) {
        state.x = min(max(0, x ?? state.x), columns - 1)
        state.y = min(max(0, y ?? state.y), rowCount - 1)
        state.isWrapPending = false
    }

    mutating func lineFeed() {
        state.isWrapPending = false
        if state.y == bottom { scroll(up: 1) } else { moveTo(y: state.y + 1) }
    }

    mutating func reverseLineFeed() {
        if state.y == top { scroll(up: -1) } else { moveTo(y: state.y - 1) }
    }

    // MARK: Cells

    mutating func print(_ scalar: Unicode.Scalar) {
        if scalar.properties.generalCategory.isZeroWidth {
            let x = state.isWrapPending ? state.x : state.x - 1
            let base =
                cells[state.y].indices.contains(x) && cells[state.y][x].text.isEmpty ? x - 1 : x
            if cells[state.y].indices.contains(base) {
                cells[state.y][base].text.unicodeScalars.append(scalar)
            }
            return
        }
        let character = Character(scalar)
        let width = TextWidth.columns(of: character)
        lastCharacter = character
        if state.isWrapPending || state.x + width > columns {
            if privateModes.contains(7), columns >= width {
                moveTo(x: 0)
                lineFeed()
            } else {
                moveTo(x: columns - width)
            }
        }
        for x in state.x..<min(columns, state.x + width) {
            breakWide(x, state.y)
            cells[state.y][x] = Cell(text: "", rendition: state.rendition)
        }
        cells[state.y][state.x].text = String(character)
        let next = state.x + width
        moveTo(x: next)
        state.isWrapPending = next >= columns
    }

    /// Blanks the other half of a wide character of which one half is about to go.
    private mutating func breakWide(_ x: Int, _ y: Int) {
        if cells[y][x].text.isEmpty, x > 0 { cells[y][x - 1].text = " " }
        if x + 1 < columns, cells[y][x + 1].text.isEmpty { cells[y][x + 1].text = " " }
    }

    mutating func erase(row y: Int, _ range: Range<Int>) {
        for x in range.clamped(to: 0..<columns) {
            breakWide(x, y)
            // Colour erase keeps the background, as xterm does.
            var rendition = Rendition()
            rendition.background = state.rendition.background
            cells[y][x] = Cell(rendition: rendition)
        }
    }

    mutating func insertCells(_ count: Int) {
        let count = min(count, columns - state.x)
        cells[state.y].removeLast(count)
        cells[state.y].insert(contentsOf: Array(repeating: Cell(), count: count), at: state.x)
    }

    mutating func deleteCells(_ count: Int) {
        let count = min(count, columns - state.x)
        cells[state.y].removeSubrange(state.x..<state.x + count)
        cells[state.y] += Array(repeating: Cell(), count: count)
    }

    /// Moves the rows from `first` (the region's top) to the region's bottom; negative is down.
    mutating func scroll(up count: Int, from first: Int? = nil) {
        let first = first ?? top
        guard first <= bottom else { return }
        let blank = Array(repeating: Cell(), count: columns)
        for _ in 0..<min(abs(count), bottom - first + 1) {
            cells.remove(at: count > 0 ? first : bottom)
            cells.insert(blank, at: count > 0 ? bottom : first)
        }
    }

    mutating func setAlternate(_ on: Bool) {
        guard on != isAlternate else { return }
        if on {
            saved = state
            mainCells = cells
            cells = Self.blank(columns, rowCount)
        } else if let main = mainCells {
            cells = main
            mainCells = nil
            state = saved
            moveTo()
        }
    }

    private static func blank(_ columns: Int, _ rows: Int) -> [[Cell]] {
        Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    }

    private static func fitted(_ cells: [[Cell]], _ columns: Int, _ rows: Int) -> [[Cell]] {
        var fitted = cells.prefix(rows).map { row in
            row.prefix(columns) + Array(repeating: Cell(), count: max(0, columns - row.count))
        }.map(Array.init)
        while fitted.count < rows { fitted.append(Array(repeating: Cell(), count: columns)) }
        return fitted
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isZeroWidth: Bool {
        [.nonspacingMark, .enclosingMark, .format].contains(self)
    }
}
