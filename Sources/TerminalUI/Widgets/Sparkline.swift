// SPDX-License-Identifier: Apache-2.0

/// Small columns side by side, as high as the area; the newest value stands at the right end.
package struct Sparkline: Widget, Sendable {
    /// Values 0…1, oldest first; other values are clamped, and NaN counts as 0.
    package var values: [Double]
    /// The styles of the columns, spread from value 0 to value 1.
    package var styles: [Style]
    package var glyphs: GlyphSet

    package init(_ values: [Double], styles: [Style] = [.plain], glyphs: GlyphSet = .unicode) {
        self.values = values
        self.styles = styles
        self.glyphs = glyphs
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard !area.isEmpty else { return }
        let steps = glyphs.table.verticalSteps
        let stepsPerCell = steps.count - 1
        let shown = values.suffix(area.width)
        for (column, value) in shown.enumerated() {
            let x = area.right - shown.count + column
            // The lowest step always shows, as a base line.
            let filled = max(1, Int((value.share * Double(area.height * stepsPerCell)).rounded()))
            for row in 0..<area.height {
                let height = min(max(filled - row * stepsPerCell, 0), stepsPerCell)
                guard height > 0 else { break }
                let style = styles.spread(Int((value.share * 100).rounded()), over: 101)
                buffer.put(String(steps[height]), x: x, y: area.bottom - 1 - row, style: style)
            }
        }
    }
}
