// SPDX-License-Identifier: Apache-2.0

/// A vertical bar that shows which part of a list is visible.
package struct Scrollbar: Widget, Sendable {
    /// The number of rows in the list.
    package var total: Int
    /// The number of rows visible.
    package var visible: Int
    /// The first visible row.
    package var offset: Int
    package var trackStyle: Style
    package var thumbStyle: Style
    package var glyphs: GlyphSet

    package init(
        total: Int,
        visible: Int,
        offset: Int,
        trackStyle: Style = .plain,
        thumbStyle: Style = .plain,
        glyphs: GlyphSet = .unicode
    ) {
        self.total = total
        self.visible = visible
        self.offset = offset
        self.trackStyle = trackStyle
        self.thumbStyle = thumbStyle
        self.glyphs = glyphs
    }

    /// Draws in the first column of the area; nothing when the whole list is visible.
    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard !area.isEmpty, visible >= 0, total > visible else { return }
        let thumb = max(1, area.height * visible / total)
        let hidden = total - visible
        let position = min(max(0, offset), hidden)
        // The thumb touches an end only when the list does.
        let start = (position * (area.height - thumb) + hidden / 2) / hidden
        for row in 0..<area.height {
            let isThumb = (start..<start + thumb).contains(row)
            let symbol = isThumb ? glyphs.table.scrollThumb : glyphs.table.scrollTrack
            let style = isThumb ? thumbStyle : trackStyle
            buffer.put(String(symbol), x: area.x, y: area.y + row, style: style)
        }
    }
}
