// SPDX-License-Identifier: Apache-2.0

import TerminalUI
import Voice

/// Draws the mic doctor: listening first, then what it found.
struct MicDoctorBox: Widget {
    let doctor: MicDoctor
    let theme: Theme
    let glyphs: GlyphSet
    let footer: String

    private static let width = 76

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let lines = doctor.isDone ? report(width: min(area.width, Self.width) - 4) : listening
        let box = OverlayBox.area(
            in: area,
            width: Self.width,
            lines: lines.count + (doctor.isDone ? 0 : 1)
        )
        let inner = OverlayBox(
            title: "Mic doctor",
            footer: footer,
            theme: theme,
            glyphs: glyphs
        )
        .draw(in: box, into: &buffer)
        for (index, line) in lines.prefix(inner.height).enumerated() {
            buffer.put(line, x: inner.x, y: inner.y + index, maxWidth: inner.width)
        }
        guard !doctor.isDone, inner.height > lines.count else { return }
        Gauge(
            ratio: doctor.progress,
            fillStyles: [theme.style(.gaugeOK, at: 1)],
            trackStyle: theme.style(.gaugeTrack),
            glyphs: glyphs
        )
        .render(in: inner.row(lines.count), into: &buffer)
    }

    private var listening: [Line] {
        [
            Line("Listening for three seconds: say a sentence as you would.", theme.ground),
            Line("Nothing of it is kept.", theme.style(.muted)),
        ]
    }

    private func report(width: Int) -> [Line] {
        guard let findings = doctor.evidence?.findings else {
            return [Line("Nothing was heard of the microphone at all.", theme.style(.error))]
        }
        let troubles = findings.filter { $0.level != .fine }.count
        let verdict =
            switch troubles {
            case 0: "The microphone works well."
            case 1: "One thing to look at:"
            default: "\(troubles) things to look at:"
            }
        let lines = findings.flatMap { finding -> [Line] in
            let (mark, role) = look(of: finding.level)
            let text = Line([
                Span("\(mark) ", theme.style(role)), Span(finding.text, theme.ground),
            ])
            let remedy = finding.remedy.map { Line("\(glyphs.table.rightArrow) \($0)", muted) }
            return indented(text, width) + (remedy.map { indented($0, width, lead: 2) } ?? [])
        }
        return [Line(verdict, theme.style(.title))] + lines
    }

    private var muted: Style { theme.style(.muted) }

    private func indented(_ line: Line, _ width: Int, lead: Int = 0) -> [Line] {
        let blanks = Span(String(repeating: " ", count: lead), theme.ground)
        let wrapped = Paragraph(Text([line])).lines(width: max(width - lead - 2, 1))
        return wrapped.enumerated().map { index, row in
            Line([blanks] + (index > 0 ? [Span("  ", theme.ground)] : []) + row.spans)
        }
    }

    private func look(of level: MicFinding.Level) -> (Character, ThemeRole) {
        switch level {
        case .fine: (glyphs.table.ok, .ok)
        case .doubtful: (glyphs.table.warning, .warn)
        case .wrong: (glyphs.table.failed, .error)
        }
    }
}
