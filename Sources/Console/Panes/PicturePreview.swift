// SPDX-License-Identifier: Apache-2.0

import Pictures
import TerminalUI

/// A picture in cells: two pixels each, one above the other, in the terminal's colours.
///
/// Without colour, or with ASCII alone, a cell is one pixel whose brightness a character shows.
struct PicturePreview: Widget {
    let thumbnail: Thumbnail
    /// Of the picture itself: a thumbnail is rounded to whole blocks.
    let header: PictureHeader
    let theme: Theme
    let glyphs: GlyphSet

    /// From dark to bright, for a dark ground.
    private static let asciiRamp: [Character] = Array(" .:-=+*#%@")
    private static let upperHalf = "\u{2580}"

    /// The cells that the picture takes of an area, in its own proportions.
    static func size(of header: PictureHeader, in area: Size) -> Size {
        guard area.width > 0, area.height > 0 else { return Size(width: 0, height: 0) }
        // A cell is about twice as high as it is wide.
        let wide = area.height * 2 * header.width / max(header.height, 1)
        if wide <= area.width { return Size(width: max(wide, 1), height: area.height) }
        let high = (area.width * header.height / max(header.width, 1) + 1) / 2
        return Size(width: area.width, height: min(max(high, 1), area.height))
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let size = Self.size(of: header, in: area.size)
        guard size.width > 0 else { return }
        for row in 0..<size.height {
            buffer.put(line(row, of: size), x: area.x, y: area.y + row, maxWidth: size.width)
        }
    }

    /// One row of the picture at a size in cells.
    func line(_ row: Int, of size: Size) -> Line {
        theme.depth > .mono && glyphs == .unicode ? halves(row, size) : ramp(row, size)
    }

    private func halves(_ row: Int, _ size: Size) -> Line {
        let two = 2 * row..<2 * row + 2
        let pixels = thumbnail.scaled(width: size.width, height: 2 * size.height, rows: two).pixels
        let colors = pixels.map {
            Color.rgb($0.red, $0.green, $0.blue).downgraded(to: theme.depth)
        }
        return Line(
            (0..<size.width).map { x in
                let style = Style(foreground: colors[x], background: colors[x + size.width])
                return Span(Self.upperHalf, style)
            }
        )
    }

    private func ramp(_ row: Int, _ size: Size) -> Line {
        let ramp = glyphs == .unicode ? [" "] + glyphs.table.shades : Self.asciiRamp
        let one = row..<row + 1
        let pixels = thumbnail.scaled(width: size.width, height: size.height, rows: one).pixels
        let text = pixels.map { pixel in
            ramp[min(Int(pixel.brightness) * ramp.count / 256, ramp.count - 1)]
        }
        return Line([Span(String(text), theme.ground)])
    }
}
