// SPDX-License-Identifier: Apache-2.0

/// Titles side by side on one row, one of them selected.
package struct Tabs: Widget, Sendable {
    package var titles: [Line]
    package var selected: Int
    package var style: Style
    package var selectedStyle: Style
    package var glyphs: GlyphSet

    package init(
        _ titles: [Line],
        selected: Int,
        style: Style = .plain,
        selectedStyle: Style = Style(modifiers: .bold),
        glyphs: GlyphSet = .unicode
    ) {
        self.titles = titles
        self.selected = selected
        self.style = style
        self.selectedStyle = selectedStyle
        self.glyphs = glyphs
    }

    /// The columns all titles take with their dividers.
    package var width: Int {
        titles.reduce(0) { $0 + $1.width } + max(0, titles.count - 1) * Self.dividerWidth
    }

    /// A divider with a blank on either side.
    private static let dividerWidth = 3

    /// Draws in the first row of the area; titles on the left give way to the selected one.
    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard !area.isEmpty else { return }
        var x = area.x
        for index in titles.indices.dropFirst(firstShown(width: area.width)) where x < area.right {
            let title = titles[index].truncated(to: area.right - x, glyphs: glyphs)
            let width = title.width
            buffer.setStyle(style, in: Rect(x: x, y: area.y, width: width, height: 1))
            buffer.put(title, x: x, y: area.y)
            if index == selected {
                buffer.setStyle(
                    selectedStyle,
                    in: Rect(x: x, y: area.y, width: width, height: 1)
                )
            }
            x += width
            if index + 1 < titles.count {
                let divider = " \(glyphs.table.divider) "
                x += buffer.put(divider, x: x, y: area.y, style: style, maxWidth: area.right - x)
            }
        }
    }

    /// The first title to draw so that the selected one is whole, if it can be.
    private func firstShown(width: Int) -> Int {
        guard titles.indices.contains(selected) else { return 0 }
        var first = selected
        var used = titles[selected].width
        while first > 0 {
            used += titles[first - 1].width + Self.dividerWidth
            guard used <= width else { break }
            first -= 1
        }
        return first
    }
}
