// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Pictures
import TerminalUI
import Video

/// Pane v: what the model is shown, and what that comes to.
struct VideoPane: PaneWidget {
    let state: VideoState
    let scene: Scene

    private var theme: Theme { scene.theme }
    private var snapshot: VideoSnapshot { state.snapshot }
    private var look: VideoLook { VideoLook(snapshot.status, table: scene.table) }

    var heading: String { "\(look.mark)" }

    var status: String {
        let source = snapshot.source.map(shown) ?? "no source"
        return "\(look.word) \(scene.table.dot) \(source)"
    }

    /// Columns of the figures beside the picture.
    private static let figureColumns = 26
    /// Rows of the figures below it.
    private static let figureRows = 2

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        guard let picture = state.picture, let thumbnail = picture.thumbnail else {
            let text = Text(words.map { Line([$0]) })
            Paragraph(text).render(in: area, into: &buffer)
            return
        }
        let beside = PicturePreview.size(of: picture.header, in: area.size)
        let hasSide = area.width - beside.width >= Self.figureColumns
        let rows = hasSide ? area.height : max(area.height - Self.figureRows, 0)
        let frame = Rect(x: area.x, y: area.y, width: area.width, height: rows)
        PicturePreview(
            thumbnail: thumbnail,
            header: picture.header,
            theme: theme,
            glyphs: scene.glyphs
        )
        .render(in: frame, into: &buffer)
        if hasSide {
            let x = area.x + beside.width + 2
            let side = Rect(x: x, y: area.y, width: area.right - x, height: area.height)
            draw(figures(picture), in: side, &buffer)
        } else {
            let below = Rect(
                x: area.x,
                y: frame.bottom,
                width: area.width,
                height: area.height - rows
            )
            draw(pairs(figures(picture)), in: below, &buffer)
        }
    }

    /// What there is to say without a picture to show.
    private var words: [Span] {
        var spans: [Span] = []
        if let trouble = look.trouble {
            spans.append(Span(shown(trouble), theme.style(look.role)))
        } else if !snapshot.isOn {
            let source = snapshot.source.map { "v shows the model \(shown($0))" }
            spans.append(Span(source ?? "no source of pictures", theme.style(.muted)))
        } else if state.picture != nil {
            spans.append(Span("the picture cannot be decoded", theme.style(.warn)))
        } else {
            let source = shown(snapshot.source ?? "it")
            spans.append(Span("waiting for a picture from \(source)", theme.style(.muted)))
        }
        if snapshot.unreadable > 0 {
            let text = "\(snapshot.unreadable) unreadable so far"
            spans.append(Span(text, theme.style(.warn)))
        }
        return spans
    }

    private func draw(_ lines: [Line], in area: Rect, _ buffer: inout CellBuffer) {
        for (index, line) in lines.prefix(area.height).enumerated() {
            buffer.put(line, x: area.x, y: area.y + index, maxWidth: area.width)
        }
    }

    /// Two figures to a row, where rows are few.
    private func pairs(_ lines: [Line]) -> [Line] {
        stride(from: 0, to: lines.count, by: 3).map { start in
            let row = lines[start..<min(start + 3, lines.count)]
            return Line(Array(row.map(\.spans).joined(separator: [Span("   ")])))
        }
    }
}

// MARK: - Figures

extension VideoPane {
    /// The most telling ones first: there may be room for few.
    private func figures(_ picture: VideoPicture) -> [Line] {
        let header = picture.header
        var lines = [
            line("frame \(picture.number)", "\(header.width)x\(header.height)"),
            line("\(header.format.rawValue)", "\(TimeText.short(picture.byteCount)) B"),
            flow, tokens, coverage, source,
        ]
        if let trouble = look.trouble {
            lines.insert(Line([Span(shown(trouble), theme.style(look.role))]), at: 0)
        }
        if state.dropped > 0 {
            lines.insert(Line([Span("\(state.dropped) dropped", theme.style(.warn))]), at: 3)
        }
        if snapshot.unreadable > 0 {
            let text = "\(snapshot.unreadable) unreadable"
            lines.insert(Line([Span(text, theme.style(.warn))]), at: 3)
        }
        return lines
    }

    private var flow: Line {
        let sent = "\(TimeText.grouped(state.sentCount)) sent"
        let rate = (state.sentRate ?? snapshot.rate).map { ", \(tenths($0))/s" } ?? ""
        return line(sent, "\(TimeText.short(state.sentBytes)) B\(rate)")
    }

    private var tokens: Line {
        let each = state.rate.tokensPerFrame
        let total = TimeText.grouped(each * state.sentCount)
        return Line([Span("~\(total) tokens, \(each) each", theme.style(.tokensVideo))])
    }

    private var coverage: Line {
        let text = state.rate.countsEveryFrame ? "every picture counts" : "those of turns count"
        return Line([Span(text, theme.style(.muted))])
    }

    /// What the source gives, where that is more than is sent.
    private var source: Line {
        guard snapshot.skipped > 0, let rate = snapshot.rate else { return Line([]) }
        let text = "source \(tenths(rate))/s, 1 used"
        return Line([Span(text, theme.style(.muted))])
    }

    private func line(_ first: String, _ rest: String) -> Line {
        Line([Span(first, theme.style(.foreground)), Span("  \(rest)", theme.style(.muted))])
    }

    private func tenths(_ number: Double) -> String {
        let tenths = Int((min(max(number, 0), 1e6) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func shown(_ text: String) -> String {
        TerminalText.sanitized(text, glyphs: scene.glyphs, newlines: .marked)
    }
}
