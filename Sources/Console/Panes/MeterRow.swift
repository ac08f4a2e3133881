// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Voice

/// One direction of sound in one row: how it stands, its level, its bar, and a few figures.
struct MeterRow: Widget {
    let label: String
    let look: SoundLook
    let levels: LevelSnapshot
    let ramp: ThemeRamp
    /// Stands behind the bar; parts that do not fit are left out from the end.
    let figures: [Span]
    let theme: Theme
    let glyphs: GlyphSet

    /// A bar that is shorter tells nothing.
    private static let leastBar = 8

    func render(in area: Rect, into buffer: inout CellBuffer) {
        guard !area.isEmpty else { return }
        var x = area.x
        func put(_ text: String, _ style: Style) {
            x += buffer.put(text, x: x, y: area.y, style: style, maxWidth: max(area.right - x, 0))
        }
        put(label.padded(to: 4), theme.style(.title))
        put("\(look.mark) \(look.word.padded(to: 6))", theme.style(look.role))
        if let trouble = look.trouble {
            let room = max(area.right - x, 0)
            let text = TerminalText.truncated(trouble, columns: room, glyphs: glyphs)
            put(text, theme.style(look.role))
            return
        }
        put(LevelText.decibels(levels.rms).padded(to: 5, isRight: true), theme.style(.foreground))
        put(" dB ", theme.style(.muted))

        let room = area.right - x
        var shown: [Span] = []
        var width = 0
        for figure in figures {
            let more = TextWidth.columns(of: figure.text) + 1
            guard width + more <= room - Self.leastBar else { break }
            shown.append(figure)
            width += more
        }
        bar.render(in: Rect(x: x, y: area.y, width: room - width, height: 1), into: &buffer)
        x += room - width
        for figure in shown { put(" " + figure.text, figure.style) }
    }

    private var bar: Gauge {
        Gauge(
            ratio: LevelText.share(levels.rms),
            marker: levels.hold > LevelText.bottom ? LevelText.share(levels.hold) : nil,
            fillStyles: stride(from: 0.0, through: 1, by: 0.05).map { theme.style(ramp, at: $0) },
            trackStyle: theme.style(.meterFloor),
            markerStyle: theme.style(.meterPeakHold),
            glyphs: glyphs
        )
    }
}

extension String {
    /// The text with blanks behind it, or in front of it, up to some columns.
    func padded(to columns: Int, isRight: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(columns - TextWidth.columns(of: self), 0))
        return isRight ? blanks + self : self + blanks
    }
}
