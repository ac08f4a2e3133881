// SPDX-License-Identifier: Apache-2.0

/// Several lines of text being edited.
///
/// Positions are counted in grapheme clusters; a tab becomes two spaces, other controls vanish.
package struct TextArea: Hashable, Sendable {
    /// A place in the text, both counted from 0.
    package struct Position: Hashable, Sendable, Comparable {
        package var line: Int
        package var column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }

        package static func < (left: Self, right: Self) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    /// Longer input is cut here, so that no paste can stall the screen.
    package static let maximumLength = 256 << 10

    /// At least one.
    package private(set) var lines: [String] = [""]
    package private(set) var cursor = Position(line: 0, column: 0)
    private var length = 0

    package init(_ text: String = "") {
        insert(text)
        cursor = Position(line: 0, column: 0)
    }

    /// The whole text, lines parted by line feeds.
    package var text: String { lines.joined(separator: "\n") }
}

// MARK: - Editing

extension TextArea {
    /// Edits the text by a key; false when the key means nothing to a text area.
    package mutating func handle(_ chord: KeyChord) -> Bool {
        switch (chord.key, chord.control, chord.alt) {
        case (.character(let character), false, false): insert(String(character))
        case (.enter, false, false): insert("\n" + indentation)
        case (.tab, false, false): insert("  ")
        case (.backspace, false, false): deleteBackward()
        case (.delete, false, false), (.character("d"), true, false): deleteForward()
        case (.character("u"), true, false): replaceLine(line.dropFirst(cursor.column), column: 0)
        case (.character("k"), true, false): killLine()
        case (.left, false, false): moveLeft()
        case (.right, false, false): moveRight()
        case (.up, false, false): moveLine(-1)
        case (.down, false, false): moveLine(1)
        case (.pageUp, false, false): moveLine(-10)
        case (.pageDown, false, false): moveLine(10)
        case (.home, true, _): cursor = Position(line: 0, column: 0)
        case (.end, true, _): cursor = end
        case (.home, false, false), (.character("a"), true, false): cursor.column = 0
        case (.end, false, false), (.character("e"), true, false): cursor.column = line.count
        default: return false
        }
        return true
    }

    /// Inserts text at the cursor, with its line breaks.
    package mutating func paste(_ text: String) {
        insert(text)
    }

    /// Moves the cursor to a byte of the text as UTF-8.
    package mutating func move(toByte offset: Int) {
        var left = max(offset, 0)
        for (number, line) in lines.enumerated() {
            let size = line.utf8.count
            if left <= size {
                let index = line.utf8.index(line.startIndex, offsetBy: left)
                cursor = Position(line: number, column: line[..<index].count)
                return
            }
            left -= size + 1
        }
        cursor = end
    }

    private var line: String { lines[cursor.line] }

    private var end: Position {
        Position(line: lines.count - 1, column: lines[lines.count - 1].count)
    }

    private var indentation: String { String(line.prefix(cursor.column).prefix { $0 == " " }) }

    private mutating func insert(_ text: String) {
        let room = max(Self.maximumLength - length, 0)
        let pieces = Self.cleaned(text.prefix(room)).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let (before, after) = (line.prefix(cursor.column), line.dropFirst(cursor.column))
        var added = pieces.map(String.init)
        added[0] = before + added[0]
        let last = added.count - 1
        let column = added[last].count
        added[last] += after
        lines.replaceSubrange(cursor.line...cursor.line, with: added)
        // A mark or joiner fuses with its neighbours.
        cursor = Position(line: cursor.line + last, column: min(column, added[last].count))
        length = lines.reduce(lines.count) { $0 + $1.count }
    }

    private static func cleaned(_ text: Substring) -> String {
        var clean = ""
        // A cluster at a time, so that CR LF is one break.
        for character in text {
            if character.isNewline {
                clean.append("\n")
            } else if character == "\t" {
                clean += "  "
            } else if character.unicodeScalars.first?.properties.generalCategory != .control {
                clean.append(character)
            }
        }
        return clean
    }

    private mutating func replaceLine(_ text: Substring, column: Int) {
        lines[cursor.line] = String(text)
        cursor.column = min(column, line.count)
    }

    private mutating func deleteBackward() {
        if cursor.column > 0 {
            let column = cursor.column - 1
            replaceLine(line.prefix(column) + line.dropFirst(column + 1), column: column)
        } else if cursor.line > 0 {
            cursor = Position(line: cursor.line - 1, column: lines[cursor.line - 1].count)
            joinNextLine()
        }
    }

    private mutating func deleteForward() {
        if cursor.column < line.count {
            let column = cursor.column
            replaceLine(line.prefix(column) + line.dropFirst(column + 1), column: column)
        } else {
            joinNextLine()
        }
    }

    private mutating func killLine() {
        if cursor.column == line.count { return joinNextLine() }
        replaceLine(line.prefix(cursor.column), column: cursor.column)
    }

    private mutating func joinNextLine() {
        guard cursor.line + 1 < lines.count else { return }
        let next = lines.remove(at: cursor.line + 1)
        lines[cursor.line] += next
        cursor.column = min(cursor.column, line.count)
    }

    private mutating func moveLeft() {
        if cursor.column > 0 {
            cursor.column -= 1
        } else if cursor.line > 0 {
            cursor = Position(line: cursor.line - 1, column: lines[cursor.line - 1].count)
        }
    }

    private mutating func moveRight() {
        if cursor.column < line.count {
            cursor.column += 1
        } else if cursor.line + 1 < lines.count {
            cursor = Position(line: cursor.line + 1, column: 0)
        }
    }

    private mutating func moveLine(_ step: Int) {
        cursor.line = min(max(cursor.line + step, 0), lines.count - 1)
        cursor.column = min(cursor.column, line.count)
    }
}

// MARK: - Drawing

extension TextArea {
    /// Where the cursor stands when the text is drawn in `area`; nil when there is no room.
    package func cursorPosition(in area: Rect) -> Point? {
        guard !area.isEmpty else { return nil }
        let scroll = scroll(in: area)
        return Point(
            x: area.x + cursorColumn - scroll.column,
            y: area.y + cursor.line - scroll.line
        )
    }

    /// Draws the lines, scrolled so that the cursor is visible.
    package func render(in area: Rect, style: Style, into buffer: inout CellBuffer) {
        guard !area.isEmpty else { return }
        buffer.fill(area, style: style)
        let scroll = scroll(in: area)
        for (row, line) in lines.dropFirst(scroll.line).prefix(area.height).enumerated() {
            let hidden = TerminalText.prefix(of: line, columns: scroll.column)
            let rest = String(line[hidden.endIndex...])
            buffer.put(rest, x: area.x, y: area.y + row, style: style, maxWidth: area.width)
        }
    }

    private var cursorColumn: Int { TextWidth.columns(of: String(line.prefix(cursor.column))) }

    private func scroll(in area: Rect) -> Position {
        let step = max(1, area.width / 2)
        let excess = cursorColumn - (area.width - 1)
        return Position(
            line: max(cursor.line - area.height + 1, 0),
            column: excess <= 0 ? 0 : (excess + step - 1) / step * step
        )
    }
}
