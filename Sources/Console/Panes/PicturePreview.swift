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
        guard size.width > 0, size.height > 0 else { return }
        if theme.depth > .mono, glyphs == .unicode {
            renderHalves(in: area, size, &buffer)
        } else {
            renderRamp(in: area, size, &buffer)
        }
    }

    private func renderHalves(in area: Rect, _ size: Size, _ buffer: inout CellBuffer) {
        let pixels = thumbnail.scaled(width: size.width, height: size.height * 2).pixels
        let colors = pixels.map {
            Color.rgb($0.red, $0.green, $0.blue).downgraded(to: theme.depth)
        }
        for y in 0..<size.height {
            for x in 0..<size.width {
                let upper = y * 2 * size.width + x
                let style = Style(
                    foreground: colors[upper],
                    background: colors[upper + size.width]
                )
                buffer.put(Self.upperHalf, x: area.x + x, y: area.y + y, style: style)
            }
        }
    }

    private func renderRamp(in area: Rect, _ size: Size, _ buffer: inout CellBuffer) {
        let ramp = glyphs == .unicode ? [" "] + glyphs.table.shades : Self.asciiRamp
        let pixels = thumbnail.scaled(width: size.width, height: size.height).pixels
        for y in 0..<size.height {
            let row = pixels[y * size.width..<(y + 1) * size.width].map { pixel in
                let level = Int(pixel.brightness) * ramp.count / 256
                return ramp[min(level, ramp.count - 1)]
            }
            buffer.put(String(row), x: area.x, y: area.y + y, style: theme.ground)
        }
    }
}
