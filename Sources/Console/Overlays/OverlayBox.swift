// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The frame of something that stands over the panes.
struct OverlayBox {
    let title: String
    var titleRole = ThemeRole.title
    var titleRight = ""
    let footer: String
    let theme: Theme
    let glyphs: GlyphSet

    /// A box in the middle of the screen, as high as its lines need and as the screen allows.
    static func area(in screen: Rect, width: Int, lines: Int) -> Rect {
        let width = min(screen.width, width)
        let height = min(lines + 2, screen.height)
        return Rect(
            x: screen.x + (screen.width - width) / 2,
            y: screen.y + (screen.height - height) / 2,
            width: width,
            height: height
        )
    }

    /// Draws the frame and returns the area inside, with a blank column on either side.
    func draw(in box: Rect, into buffer: inout CellBuffer) -> Rect {
        buffer.fill(box, style: theme.ground)
        Block(
            title: Line(title, theme.style(titleRole)),
            titleRight: titleRight.isEmpty ? nil : Line(titleRight, theme.style(.muted)),
            footer: Line(footer, theme.style(.muted)),
            borderStyle: theme.style(.borderFocus),
            glyphs: glyphs
        )
        .render(in: box, into: &buffer)
        return box.inset(horizontal: 2, vertical: 1)
    }
}
