// SPDX-License-Identifier: Apache-2.0

/// A horizontal bar on one row, exact to an eighth of a column.
package struct Gauge: Widget, Sendable {
    /// The share that is filled, 0…1; other values are clamped, and NaN counts as 0.
    package var ratio: Double
    /// The share at which a mark stands, such as a held peak.
    package var marker: Double?
    /// The styles of the filled part, spread from the left end of the bar to the right end.
    package var fillStyles: [Style]
    package var trackStyle: Style
    package var markerStyle: Style
    /// Whether the bar stands between end caps.
    package var hasCaps: Bool
    package var glyphs: GlyphSet

    package init(
        ratio: Double,
        marker: Double? = nil,
        fillStyles: [Style] = [.plain],
        trackStyle: Style = .plain,
        markerStyle: Style = .plain,
        hasCaps: Bool = true,
        glyphs: GlyphSet = .unicode
    ) {
        self.ratio = ratio
        self.marker = marker
        self.fillStyles = fillStyles
        self.trackStyle = trackStyle
        self.markerStyle = markerStyle
        self.hasCaps = hasCaps
        self.glyphs = glyphs
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard !area.isEmpty else { return }
        let table = glyphs.table
        var bar = area.row(0)
        if hasCaps, area.width > 2 {
            buffer.put(String(table.leftCap), x: bar.x, y: bar.y, style: trackStyle)
            buffer.put(String(table.rightCap), x: bar.right - 1, y: bar.y, style: trackStyle)
            bar = bar.inset(horizontal: 1, vertical: 0)
        }
        let stepsPerCell = table.horizontalSteps.count - 1
        let filled = Int((ratio.share * Double(bar.width * stepsPerCell)).rounded())
        for column in 0..<bar.width {
            let steps = min(max(filled - column * stepsPerCell, 0), stepsPerCell)
            let symbol = steps == 0 ? table.track : table.horizontalSteps[steps]
            let style = steps == 0 ? trackStyle : fillStyles.spread(column, over: bar.width)
            buffer.put(String(symbol), x: bar.x + column, y: bar.y, style: style)
        }
        if let marker {
            let column = Int((marker.share * Double(bar.width - 1)).rounded())
            buffer.put(String(table.marker), x: bar.x + column, y: bar.y, style: markerStyle)
        }
    }
}
