// SPDX-License-Identifier: Apache-2.0

/// One line of text being edited.
///
/// Positions are counted in grapheme clusters.
package struct TextField: Widget, Hashable, Sendable {
    /// Longer input is cut here, so that no paste can stall the screen.
    package static let maximumLength = 8192

    package private(set) var text: String
    /// The position of the cursor: how many clusters stand to its left.
    package private(set) var cursor: Int
    /// Shown while the text is empty.
    package var placeholder: String
    package var style: Style
    package var placeholderStyle: Style

    package init(
        _ text: String = "",
        placeholder: String = "",
        style: Style = .plain,
        placeholderStyle: Style = .plain
    ) {
        self.text = ""
        cursor = 0
        self.placeholder = placeholder
        self.style = style
        self.placeholderStyle = placeholderStyle
        insert(text)
    }
}

// MARK: - Editing

extension TextField {
    /// Edits the text by a key; false when the key means nothing to a text field.
    package mutating func handle(_ chord: KeyChord) -> Bool {
        switch (chord.key, chord.control, chord.alt) {
        case (.character(let character), false, false): insert(String(character))
        case (.backspace, false, false): delete(from: cursor - 1, to: cursor)
        case (.delete, false, false): delete(from: cursor, to: cursor + 1)
        case (.backspace, _, _), (.character("w"), true, false):
            delete(from: wordStart, to: cursor)
        case (.delete, _, _), (.character("d"), false, true): delete(from: cursor, to: wordEnd)
        case (.character("u"), true, false): delete(from: 0, to: cursor)
        case (.character("k"), true, false): delete(from: cursor, to: text.count)
        case (.left, false, false): cursor = max(0, cursor - 1)
        case (.right, false, false): cursor = min(text.count, cursor + 1)
        case (.left, _, _), (.character("b"), false, true): cursor = wordStart
        case (.right, _, _), (.character("f"), false, true): cursor = wordEnd
        case (.home, false, false), (.character("a"), true, false): cursor = 0
        case (.end, false, false), (.character("e"), true, false): cursor = text.count
        default: return false
        }
        return true
    }

    /// Replaces the text and moves the cursor behind it.
    package mutating func replace(with newText: String) {
        text = ""
        cursor = 0
        insert(newText)
    }

    /// Inserts text at the cursor; line breaks and tabs become spaces, other controls vanish.
    package mutating func paste(_ pasted: String) {
        insert(pasted)
    }

    private mutating func insert(_ inserted: String) {
        let split = text.index(text.startIndex, offsetBy: cursor)
        let room = max(0, Self.maximumLength - text.count)
        let before = text[..<split] + Self.singleLine(inserted).prefix(room)
        // A mark or joiner fuses with its neighbours, so the position is counted afresh.
        cursor = before.count
        text = String(before + text[split...])
        cursor = min(cursor, text.count)
    }

    private mutating func delete(from start: Int, to end: Int) {
        let start = max(0, start)
        let end = min(text.count, end)
        guard start < end else { return }
        text = String(text.prefix(start) + text.dropFirst(end))
        cursor = min(start, text.count)
    }

    private static func singleLine(_ text: String) -> String {
        var line = ""
        // A cluster at a time, so that CR LF is one break.
        for character in text {
            if character.isNewline || character == "\t" {
                line.append(" ")
            } else if character.unicodeScalars.first?.properties.generalCategory != .control {
                line.append(character)
            }
        }
        return line
    }

    private var wordStart: Int {
        let before = text.prefix(cursor).reversed()
        let blanks = before.prefix { $0.isWhitespace }.count
        return cursor - blanks - before.dropFirst(blanks).prefix { !$0.isWhitespace }.count
    }

    private var wordEnd: Int {
        let after = text.dropFirst(cursor)
        let blanks = after.prefix { $0.isWhitespace }.count
        return cursor + blanks + after.dropFirst(blanks).prefix { !$0.isWhitespace }.count
    }
}

// MARK: - Drawing

extension TextField {
    /// Where the cursor stands when the field is drawn in `area`; `nil` when there is no room.
    package func cursorPosition(in area: Rect) -> Point? {
        guard !area.isEmpty else { return nil }
        return Point(x: area.x + cursorColumn - hiddenColumns(width: area.width), y: area.y)
    }

    /// Draws in the first row of the area, scrolled so that the cursor is visible.
    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard !area.isEmpty else { return }
        let field = area.row(0)
        buffer.fill(field, style: style)
        guard !text.isEmpty else {
            let style = style.patched(by: placeholderStyle)
            buffer.put(placeholder, x: field.x, y: field.y, style: style, maxWidth: field.width)
            return
        }
        let hidden = hiddenColumns(width: field.width)
        let start = TerminalText.prefix(of: text, columns: hidden)
        // A wide character cut by the left edge leaves one blank column.
        let cut = hidden - TextWidth.columns(of: String(start))
        var rest = text[start.endIndex...]
        var indent = 0
        if cut > 0, let first = rest.popFirst() {
            indent = TextWidth.columns(of: first) - cut
        }
        buffer.put(
            String(rest),
            x: field.x + indent,
            y: field.y,
            style: style,
            maxWidth: field.width - indent
        )
    }

    private var cursorColumn: Int {
        TextWidth.columns(of: String(text.prefix(cursor)))
    }

    /// The columns scrolled off to the left: in steps of half the width, so that the text stands
    /// still while the cursor moves within it.
    private func hiddenColumns(width: Int) -> Int {
        let step = max(1, width / 2)
        let excess = cursorColumn - (width - 1)
        return excess <= 0 ? 0 : (excess + step - 1) / step * step
    }
}
