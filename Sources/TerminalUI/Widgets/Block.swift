// SPDX-License-Identifier: Apache-2.0

/// A border with titles around an area.
package struct Block: Widget, Sendable {
    /// The shape of the border where the glyph set has a choice.
    package enum Border: Hashable, Sendable {
        case rounded
        case plain
    }

    package var title: Line?
    package var titleRight: Line?
    package var footer: Line?
    package var border: Border
    package var borderStyle: Style
    package var glyphs: GlyphSet

    package init(
        title: Line? = nil,
        titleRight: Line? = nil,
        footer: Line? = nil,
        border: Border = .rounded,
        borderStyle: Style = .plain,
        glyphs: GlyphSet = .unicode
    ) {
        self.title = title
        self.titleRight = titleRight
        self.footer = footer
        self.border = border
        self.borderStyle = borderStyle
        self.glyphs = glyphs
    }

    /// The area inside the border; empty when the border leaves no room.
    package func inner(of area: Rect) -> Rect {
        area.inset(by: 1)
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard area.width >= 2, area.height >= 1 else { return }
        let border = border == .rounded ? glyphs.table.rounded : glyphs.table.plain
        let last = area.right - 1
        for y in area.y..<area.bottom {
            let isTop = y == area.y
            let isBottom = y == area.bottom - 1 && !isTop
            let left = isTop ? border.topLeft : isBottom ? border.bottomLeft : border.vertical
            let right = isTop ? border.topRight : isBottom ? border.bottomRight : border.vertical
            if isTop || isBottom {
                buffer.fill(area.row(y - area.y), style: borderStyle, symbol: border.horizontal)
            }
            buffer.fill(
                Rect(x: area.x, y: y, width: 1, height: 1),
                style: borderStyle,
                symbol: left
            )
            buffer.fill(Rect(x: last, y: y, width: 1, height: 1), style: borderStyle, symbol: right)
        }
        renderTitles(in: area, into: &buffer)
    }

    private func renderTitles(in area: Rect, into buffer: inout CellBuffer) {
        // Corners, and a blank on either side of a title.
        let room = area.width - 4
        var used = 0
        if let title {
            used = put(title, x: area.x + 1, y: area.y, room: room, into: &buffer)
        }
        if let titleRight, titleRight.width > 0, used + titleRight.width + 1 <= room {
            let x = area.right - 3 - titleRight.width
            put(titleRight, x: x, y: area.y, room: room, into: &buffer)
        }
        if let footer, area.height > 1 {
            put(footer, x: area.x + 2, y: area.bottom - 1, room: room - 1, into: &buffer)
        }
    }

    /// Draws a title between two blanks and returns the columns it took with them.
    @discardableResult
    private func put(
        _ title: Line,
        x: Int,
        y: Int,
        room: Int,
        into buffer: inout CellBuffer
    ) -> Int {
        guard room > 0, title.width > 0 else { return 0 }
        let line = title.truncated(to: room, glyphs: glyphs)
        let width = line.width + 2
        buffer.fill(Rect(x: x, y: y, width: width, height: 1), style: borderStyle)
        buffer.put(line, x: x + 1, y: y)
        return width
    }
}
