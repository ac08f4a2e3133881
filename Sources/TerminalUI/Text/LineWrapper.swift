// SPDX-License-Identifier: Apache-2.0

/// Breaks a line into rows.
enum LineWrapper {
    private struct Item {
        var span: Int
        /// In UTF-8 code units from the start of the span.
        var range: Range<Int>
        var columns: Int
        var isSpace: Bool
    }

    /// The rows of a line: broken at blanks and between wide characters, else anywhere.
    ///
    /// Blanks at a break are dropped; those at the start of the line stay. No row is wider than
    /// `width`, except that a wide character on a screen of one column is a row of its own.
    static func wrap(_ line: Line, width: Int) -> [Line] {
        guard width > 0 else { return [] }
        guard line.width > width else { return [line] }
        let items = items(of: line)
        var rows: [Line] = []
        var start = 0
        var used = 0
        var lastBreak = 0
        for (index, item) in items.enumerated() {
            if item.isSpace {
                lastBreak = index + 1
                used += item.columns
                continue
            }
            if item.columns == 2 { lastBreak = index }
            while used + item.columns > width, index > start {
                let end = lastBreak > start ? lastBreak : index
                rows.append(row(of: line, items[start..<end]))
                start = end
                used = items[start..<index].reduce(0) { $0 + $1.columns }
            }
            used += item.columns
            if item.columns == 2 { lastBreak = index + 1 }
        }
        if start < items.count { rows.append(row(of: line, items[start...])) }
        return rows
    }

    private static func items(of line: Line) -> [Item] {
        var items: [Item] = []
        for (index, span) in line.spans.enumerated() {
            TextWidth.forEachGlyph(in: span.text) { glyph in
                let range = glyph.offset..<glyph.offset + glyph.length
                var isSpace = false
                if case .scalar(0x20) = glyph.symbol { isSpace = true }
                items.append(
                    Item(span: index, range: range, columns: glyph.columns, isSpace: isSpace)
                )
                return true
            }
        }
        return items
    }

    /// The items as a line again, without the blanks at the end.
    private static func row(of line: Line, _ items: ArraySlice<Item>) -> Line {
        let end = items.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? items.startIndex
        var spans: [Span] = []
        var first = items.startIndex
        while first < end {
            let index = items[first].span
            var last = first
            while last + 1 < end, items[last + 1].span == index { last += 1 }
            let text = line.spans[index].text
            let from = text.utf8.index(text.startIndex, offsetBy: items[first].range.lowerBound)
            let to = text.utf8.index(text.startIndex, offsetBy: items[last].range.upperBound)
            spans.append(Span(String(text[from..<to]), line.spans[index].style))
            first = last + 1
        }
        return Line(spans)
    }
}
