// SPDX-License-Identifier: Apache-2.0

/// One row of text in any number of styles.
package struct Line: Hashable, Sendable {
    package var spans: [Span]

    package init(_ spans: [Span] = []) {
        self.spans = spans
    }

    package init(_ text: String, _ style: Style = .plain) {
        spans = [Span(text, style)]
    }

    /// The columns the line takes on the screen.
    package var width: Int {
        spans.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
    }

    /// The text without its styles.
    package var text: String {
        spans.reduce(into: "") { $0 += $1.text }
    }

    /// The longest start of the line that fits `columns`, ending in the ellipsis when cut.
    package func truncated(to columns: Int, glyphs: GlyphSet = .unicode) -> Line {
        guard width > columns else { return self }
        var kept: [Span] = []
        var room = columns
        for span in spans where room > 0 {
            let width = TextWidth.columns(of: span.text)
            let fits = width < room
            let text = fits ? span.text : TerminalText.cut(span.text, columns: room, glyphs: glyphs)
            kept.append(Span(text, span.style))
            room = fits ? room - width : 0
        }
        return Line(kept)
    }
}

extension Line: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) {
        self.init(text)
    }
}
