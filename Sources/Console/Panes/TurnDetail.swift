// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// The moments of one turn, counted from the end of the user's input.
struct TurnDetail: Widget {
    let turn: TurnTimeline
    let verdict: TurnVerdict
    let scene: Scene

    private static let columnWidth = 29

    func render(in area: Rect, into buffer: inout CellBuffer) {
        guard area.height > 0 else { return }
        buffer.put(title, x: area.x, y: area.y, maxWidth: area.width)
        let rows = area.height - 1
        guard rows > 0 else { return }
        let columns = max(area.width / Self.columnWidth, 1)
        for (index, line) in (moments + facts).prefix(rows * columns).enumerated() {
            let x = area.x + index / rows * Self.columnWidth
            buffer.put(
                line,
                x: x,
                y: area.y + 1 + index % rows,
                maxWidth: min(Self.columnWidth - 1, area.right - x)
            )
        }
    }

    private var theme: Theme { scene.theme }

    private var title: Line {
        let latency = turn.latency.map { " \(TimeText.latency($0))" } ?? ""
        return Line([
            Span("turn \(turn.turn)\(latency) ", theme.style(.title)),
            Span("\(verdict.mark(scene.table)) \(verdict.words)", theme.style(verdict.role)),
            Span(
                "  \(scene.table.dot) times from the end of input, ~ estimated",
                theme.style(.muted)
            ),
        ])
    }

    /// Moments that did not come are left out.
    private var moments: [Line] {
        let all: [(String, Duration?, Bool)] = [
            ("text sent", turn.textSent, false),
            ("last voiced sample", turn.speechEnded, true),
            ("activityEnd sent", turn.activityEnded, false),
            ("audioStreamEnd sent", turn.streamEnded, false),
            ("server heard end", turn.serverHeardEnd, false),
            ("first transcript", turn.transcribed, false),
            ("first of the reply", turn.replyBegan, false),
            ("first sound", turn.firstSound, false),
            ("first heard (device)", turn.audible, false),
            ("generationComplete", turn.generationComplete, false),
            ("interrupted", turn.interrupted, false),
            ("turn ended", turn.ended, false),
            ("playout end (device)", turn.silent, false),
        ]
        guard let origin = turn.inputEnded ?? turn.replyBegan else { return [] }
        return all.compactMap { name, time, isEstimate in
            guard let time else { return nil }
            let offset = (isEstimate ? "~" : "") + TimeText.latency(time - origin)
            let room = Self.columnWidth - 2 - TextWidth.columns(of: offset)
            return Line([
                Span(name.padded(to: room), theme.style(.muted)),
                Span(offset, theme.style(.foreground)),
            ])
        }
    }

    /// What was heard, what functions took, and what the server said about the end.
    private var facts: [Line] {
        var words: [(String, ThemeRole)] = []
        if let heard = turn.heard, let received = turn.received {
            words.append(
                ("heard \(TimeText.length(heard)) of \(TimeText.length(received))", .foreground)
            )
        }
        if turn.toolWait > .zero {
            words.append(("functions \(TimeText.latency(turn.toolWait))", .tool))
        }
        if let reason = turn.end?.reason { words.append((reason, .warn)) }
        if let status = turn.end?.interactionStatus { words.append(("status \(status)", .muted)) }
        if turn.end?.isWaitingForInput == true { words.append(("waits for input", .warn)) }
        for fault in turn.faults { words.append((fault.kind.name, .error)) }
        return words.map { text, role in
            let shown = TerminalText.sanitized(text, glyphs: scene.glyphs, newlines: .marked)
            return Line(shown, theme.style(role))
        }
    }
}
