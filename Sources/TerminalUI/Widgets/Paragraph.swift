// SPDX-License-Identifier: Apache-2.0

/// Text broken into rows that fit.
///
/// Breaking takes time in proportion to the whole text, also to what is scrolled off.
package struct Paragraph: Widget, Sendable {
    /// What happens to a line that is too long.
    package enum Wrap: Hashable, Sendable {
        /// Broken between words; a word longer than a row is broken anywhere.
        case word
        /// Cut at the right edge.
        case none
    }

    package var text: Text
    /// Laid under the styles of the text and over the whole area.
    package var style: Style
    package var wrap: Wrap
    package var alignment: Alignment
    /// How many rows are scrolled off the top.
    package var scroll: Int

    package init(
        _ text: Text,
        style: Style = .plain,
        wrap: Wrap = .word,
        alignment: Alignment = .left,
        scroll: Int = 0
    ) {
        self.text = text
        self.style = style
        self.wrap = wrap
        self.alignment = alignment
        self.scroll = scroll
    }

    /// The rows the text takes at a width, whatever is scrolled off.
    package func lines(width: Int) -> [Line] {
        switch wrap {
        case .word: text.lines.flatMap { LineWrapper.wrap($0, width: width) }
        case .none: text.lines
        }
    }

    /// How many rows the text takes at a width.
    package func lineCount(width: Int) -> Int { lines(width: width).count }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard !area.isEmpty else { return }
        buffer.setStyle(style, in: area)
        let visible = lines(width: area.width).dropFirst(max(0, scroll)).prefix(area.height)
        for (row, line) in visible.enumerated() {
            let room = alignment == .left ? 0 : max(0, area.width - line.width)
            let indent = alignment == .center ? room / 2 : room
            buffer.put(line, x: area.x + indent, y: area.y + row, maxWidth: area.width - indent)
        }
    }
}
