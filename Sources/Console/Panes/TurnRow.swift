// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// The columns of the turn list at some width.
struct TurnColumns {
    let isWide: Bool
    let number = 4
    let figure = 8
    let bar: Int
    let verdict: Int

    /// The stretches with columns of their own, where there is room.
    static let stages = TurnStage.Kind.allCases

    init(width: Int, isWide: Bool) {
        self.isWide = isWide
        verdict = isWide ? 32 : min(24, max(width / 2 - 8, 6))
        let figures = figure * (isWide ? 1 + Self.stages.count : 1)
        bar = max(width - number - figures - verdict - 2, 0)
    }

    func header(_ theme: Theme) -> Line {
        let titles = ["total", "VAD", "server", "sound", "ear"]
            .map { $0.padded(to: figure, isRight: true) }
        let text =
            "#".padded(to: number - 1, isRight: true) + " "
            + "end of input to first heard".padded(to: bar) + titles.joined() + "  verdict"
        return Line(text, theme.style(.muted))
    }
}

/// One turn in one row.
struct TurnRow: Widget {
    let turn: TurnTimeline
    let verdict: TurnVerdict
    let span: Duration
    let columns: TurnColumns
    let scene: Scene

    func render(in area: Rect, into buffer: inout CellBuffer) {
        var x = area.x
        func put(_ text: String, _ role: ThemeRole, width: Int) {
            let shown = TerminalText.truncated(text, columns: width, glyphs: scene.glyphs)
            let room = max(area.right - x, 0)
            buffer.put(shown, x: x, y: area.y, style: scene.theme.style(role), maxWidth: room)
            x += width
        }
        let number = turn.turn > 0 ? String(turn.turn) : "-"
        put(number.padded(to: columns.number - 1, isRight: true), .muted, width: columns.number)
        TurnBar(stages: turn.stages, span: span, theme: scene.theme, glyphs: scene.glyphs)
            .render(
                in: Rect(x: x, y: area.y, width: max(columns.bar, 0), height: 1),
                into: &buffer
            )
        x += columns.bar
        put(figure(turn.latency), .foreground, width: columns.figure)
        if columns.isWide {
            for kind in TurnColumns.stages {
                let stage = turn.stages.first { $0.kind == kind }
                put(
                    figure(stage?.length, isEstimate: stage?.isEstimate),
                    .muted,
                    width: columns.figure
                )
            }
        }
        x += 2
        let text = "\(verdict.mark(scene.table)) \(words)"
        put(text, verdict.role, width: min(columns.verdict, max(area.right - x, 0)))
    }

    private func figure(_ time: Duration?, isEstimate: Bool? = nil) -> String {
        guard let time else { return "-".padded(to: columns.figure, isRight: true) }
        let mark = isEstimate == true ? "~" : ""
        return (mark + TimeText.latency(time)).padded(to: columns.figure, isRight: true)
    }

    private var words: String {
        var words = [verdict.words]
        if case .slow(let kind) = verdict, let stage = turn.stages.first(where: { $0.kind == kind })
        {
            words[0] += " \(TimeText.latency(stage.length))"
        }
        if verdict == .waiting, let since = turn.inputEnded, scene.now >= since {
            words[0] += " \((scene.now - since).components.seconds) s"
        }
        if turn.toolWait > .zero { words.append("tool \(TimeText.latency(turn.toolWait))") }
        if turn.interrupted != nil { words.append("cut") }
        if let reason = turn.end?.reason {
            words.append(TerminalText.sanitized(reason, glyphs: scene.glyphs, newlines: .marked))
        }
        return words.joined(separator: ", ")
    }
}
