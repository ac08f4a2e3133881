// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import TerminalUI

/// Pane 5: clocks, context and tokens against their limits.
struct BudgetPane: PaneWidget {
    let state: BudgetState
    let scene: Scene

    var status: String {
        state.turns == 1 ? "1 turn" : "\(state.turns) turns"
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        var y = area.y
        for draw in [sessionRow, connectionRow, contextRow] where y < area.bottom {
            draw(area.row(y - area.y), &buffer)
            y += 1
        }
        for line in details(width: area.width) where y < area.bottom {
            buffer.put(line, x: area.x, y: y, maxWidth: area.width)
            y += 1
        }
    }

    private func sessionRow(_ row: Rect, _ buffer: inout CellBuffer) {
        let elapsed = state.session.elapsed(at: scene.now)
        gauge(
            "session",
            ratio: elapsed.map { $0 / state.session.limit },
            amount: elapsed.map { "\(TimeText.span($0)) / \(TimeText.span(state.session.limit))" },
            in: row,
            into: &buffer
        )
    }

    private func connectionRow(_ row: Rect, _ buffer: inout CellBuffer) {
        let elapsed = state.connection.elapsed(at: scene.now)
        let about = state.isConnectionLimitKnown ? "" : "~"
        gauge(
            "conn",
            ratio: elapsed.map { $0 / state.connection.limit },
            amount: elapsed.map {
                "\(TimeText.span($0)) / \(about)\(TimeText.span(state.connection.limit))"
            },
            in: row,
            into: &buffer
        )
    }

    private func contextRow(_ row: Rect, _ buffer: inout CellBuffer) {
        let limit = TimeText.short(state.contextLimit)
        gauge(
            "context",
            ratio: state.contextTokens.map { Double($0) / Double(state.contextLimit) },
            amount: state.contextTokens.map { "\(TimeText.short($0)) / \(limit)" }
                ?? "0 / \(limit)",
            in: row,
            into: &buffer
        )
    }

    /// The columns of a row's name and of its amount.
    private static let labelWidth = 8
    private static let amountWidth = 15

    private func gauge(
        _ label: String,
        ratio: Double?,
        amount: String?,
        in row: Rect,
        into buffer: inout CellBuffer
    ) {
        let theme = scene.theme
        let level = GaugeLevel(ratio: ratio ?? 0)
        buffer.put(label, x: row.x, y: row.y, style: theme.style(.muted), maxWidth: row.width)
        // Without room for a bar worth looking at, the figures alone stay.
        let bar = row.width - Self.labelWidth - Self.amountWidth - 2
        let gaugeWidth = bar >= 8 ? bar : 0
        if gaugeWidth > 0 {
            Gauge(
                ratio: ratio ?? 0,
                fillStyles: level.styles(theme),
                trackStyle: theme.style(.gaugeTrack),
                glyphs: scene.glyphs
            )
            .render(
                in: Rect(x: row.x + Self.labelWidth, y: row.y, width: gaugeWidth, height: 1),
                into: &buffer
            )
        }
        let x = row.x + Self.labelWidth + (gaugeWidth > 0 ? gaugeWidth + 1 : 0)
        let text = (amount ?? "not started") + level.mark
        buffer.put(
            text,
            x: x,
            y: row.y,
            style: theme.style(level.role),
            maxWidth: row.right - x
        )
    }

    private func details(width: Int) -> [Line] {
        guard let usage = state.usage else {
            return [labelled("tokens", [Span("none counted yet", scene.theme.style(.muted))])]
        }
        var lines = [
            labelled("in", spans(usage.promptTokensDetails, total: usage.promptTokenCount)),
            labelled("out", spans(usage.responseTokensDetails, total: usage.responseTokenCount)),
        ]
        let extras: [(String, Int, ThemeRole)] = [
            ("thoughts", usage.thoughtsTokenCount, .tokensThoughts),
            ("cached", usage.cachedContentTokenCount, .tokensCached),
            ("tools", usage.toolUsePromptTokenCount, .tokensToolPrompt),
        ]
        let present = extras.filter { $0.1 > 0 }.map(figure)
        var rest = present
        if let previous = state.previousUsage {
            let change = usage.contextTokens - previous.contextTokens
            let sign = change < 0 ? "" : "+"
            rest.append(
                Span(
                    "last turn \(sign)\(TimeText.grouped(change))  ",
                    scene.theme.style(.gaugeBurn)
                )
            )
        }
        if !rest.isEmpty { lines.append(labelled("more", rest)) }
        if state.interruptions > 0 {
            let text = "\(state.interruptions) of \(state.turns) turns"
            lines.append(labelled("cut", [Span(text, scene.theme.style(.interrupted))]))
        }
        if scene.sizeClass == .wall {
            let handle = state.hasResumptionHandle ? "handle held" : "no handle yet"
            lines.append(labelled("resume", [Span(handle, scene.theme.style(.muted))]))
        }
        return lines
    }

    private func labelled(_ label: String, _ spans: [Span]) -> Line {
        let padding = String(repeating: " ", count: max(Self.labelWidth - label.count, 1))
        return Line([Span(label + padding, scene.theme.style(.muted))] + spans)
    }

    /// The counts by modality; the total when the details do not say where it came from.
    private func spans(_ details: [ModalityTokenCount], total: Int) -> [Span] {
        guard !details.isEmpty else { return [figure("total", total, .foreground)] }
        return details.prefix(6).map { detail in
            let (name, role) = detail.modality.look
            let shown = TerminalText.sanitized(name, glyphs: scene.glyphs, newlines: .marked)
            return figure(String(shown.prefix(12)), detail.tokenCount, role)
        }
    }

    private func figure(_ name: String, _ count: Int, _ role: ThemeRole) -> Span {
        Span("\(name) \(TimeText.grouped(count))  ", scene.theme.style(role))
    }
}

/// How near a gauge is to its limit; said by a mark as well as by colour.
private enum GaugeLevel {
    case fine
    case high
    case critical

    init(ratio: Double) {
        self = ratio >= 0.95 ? .critical : ratio >= 0.8 ? .high : .fine
    }

    var mark: String {
        switch self {
        case .fine: ""
        case .high: " !"
        case .critical: " !!"
        }
    }

    var role: ThemeRole {
        switch self {
        case .fine: .foreground
        case .high: .gaugeWarn
        case .critical: .gaugeCritical
        }
    }

    func styles(_ theme: Theme) -> [Style] {
        switch self {
        case .fine: stride(from: 0.0, through: 1, by: 0.1).map { theme.style(.gaugeOK, at: $0) }
        case .high: [theme.style(.gaugeWarn)]
        case .critical: [theme.style(.gaugeCritical)]
        }
    }
}

extension MediaModality {
    fileprivate var look: (name: String, role: ThemeRole) {
        switch self {
        case .text: ("text", .tokensText)
        case .audio: ("audio", .tokensAudio)
        case .image: ("image", .tokensImage)
        case .video: ("video", .tokensVideo)
        case .document: ("document", .tokensText)
        case .unspecified: ("other", .muted)
        case .unrecognized(let name): (name, .muted)
        }
    }
}
