// SPDX-License-Identifier: Apache-2.0

/// Rows in columns, with a header and a selected row.
package struct Table: Widget, Sendable {
    /// One column.
    package struct Column: Hashable, Sendable {
        package var title: Line
        package var width: Constraint
        package var alignment: Alignment

        package init(_ title: Line, _ width: Constraint, _ alignment: Alignment = .left) {
            self.title = title
            self.width = width
            self.alignment = alignment
        }
    }

    /// One row; a style on the row lies under the styles of its cells.
    package struct Row: Hashable, Sendable {
        package var cells: [Line]
        package var style: Style

        package init(_ cells: [Line], style: Style = .plain) {
            self.cells = cells
            self.style = style
        }
    }

    package var columns: [Column]
    package var rows: [Row]
    /// Whether the column titles take the first row of the area.
    package var showsHeader: Bool
    package var headerStyle: Style
    /// The row that is set off, as an index into `rows`.
    package var selected: Int?
    /// Laid over the selected row, all across the area.
    package var selectedStyle: Style
    /// The first row shown.
    package var offset: Int
    /// Blank columns between two columns.
    package var spacing: Int
    package var glyphs: GlyphSet

    package init(
        columns: [Column],
        rows: [Row],
        showsHeader: Bool = true,
        headerStyle: Style = .plain,
        selected: Int? = nil,
        selectedStyle: Style = Style(modifiers: .reverse),
        offset: Int = 0,
        spacing: Int = 1,
        glyphs: GlyphSet = .unicode
    ) {
        self.columns = columns
        self.rows = rows
        self.showsHeader = showsHeader
        self.headerStyle = headerStyle
        self.selected = selected
        self.selectedStyle = selectedStyle
        self.offset = offset
        self.spacing = spacing
        self.glyphs = glyphs
    }

    /// The offset nearest to `offset` at which the selected row is visible in `height` rows.
    package static func offset(
        _ offset: Int,
        showing selected: Int?,
        count: Int,
        height: Int
    ) -> Int {
        let last = max(0, count - height)
        let offset = min(max(0, offset), last)
        guard let selected, height > 0 else { return offset }
        return min(max(offset, selected - height + 1), max(0, min(selected, last)))
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard !area.isEmpty else { return }
        let columnAreas = area.split(.horizontal, columns.map(\.width), spacing: spacing)
        if showsHeader {
            buffer.setStyle(headerStyle, in: area.row(0))
            put(columns.map(\.title), into: columnAreas, y: area.y, buffer: &buffer)
        }
        let top = showsHeader ? 1 : 0
        let offset = max(0, offset)
        for (index, row) in rows.enumerated().dropFirst(offset).prefix(area.height - top) {
            let rowArea = area.row(top + index - offset)
            buffer.setStyle(row.style, in: rowArea)
            put(row.cells, into: columnAreas, y: rowArea.y, buffer: &buffer)
            if index == selected { buffer.setStyle(selectedStyle, in: rowArea) }
        }
    }

    private func put(_ cells: [Line], into areas: [Rect], y: Int, buffer: inout CellBuffer) {
        for ((cell, column), area) in zip(zip(cells, columns), areas) where !area.isEmpty {
            let line = cell.truncated(to: area.width, glyphs: glyphs)
            let room = area.width - line.width
            let indent =
                switch column.alignment {
                case .left: 0
                case .center: room / 2
                case .right: room
                }
            buffer.put(line, x: area.x + indent, y: y, maxWidth: area.width - indent)
        }
    }
}
