// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

/// The rows of the budget below its gauges.
struct BudgetWords {
    let report: BudgetReport
    let scene: Scene

    /// Where there is room for three rows.
    var short: [Line] {
        [labelled("burn", burn), labelled("tokens", tokens), labelled("cost", cost)] + video
            + alarms
    }

    /// Where there is room for everything.
    var all: [Line] {
        var lines = [labelled("burn", burn)]
        if let usage = report.usage {
            lines.append(labelled("in", input(usage)))
            lines.append(labelled("out", output(usage)))
        } else {
            lines.append(labelled("tokens", tokens))
        }
        lines += video + [labelled("cost", cost), labelled("resume", resumption)]
        return lines + alarms
    }

    private var theme: Theme { scene.theme }
    private var dot: String { " \(scene.table.dot) " }

    private var burn: [Span] {
        guard report.usage != nil else { return [muted("nothing used yet")] }
        var words: [String] = []
        if let change = report.contextChange { words.append("\(signed(change)) last turn") }
        if let rate = report.tokensPerMinute {
            words.append("\(signed(Int(rate.rounded())))/min")
            if let left = report.timeToContextEnd {
                words.append("\(end) in \(TimeText.rough(left))")
            }
        }
        guard !words.isEmpty else { return [muted("one turn so far")] }
        return [Span(words.joined(separator: dot), theme.style(.gaugeBurn))]
    }

    private var end: String {
        let isCut = report.compressionTrigger.map { $0 < (report.contextLimit ?? .max) } ?? false
        return isCut ? "compressed" : "full"
    }

    /// Pictures and what they come to; none while there were none.
    private var video: [Line] {
        guard let video = report.video else { return [] }
        let each = video.rate.tokensPerFrame
        let about = video.rate.countsEveryFrame ? "~" : "up to "
        let text =
            "\(TimeText.grouped(video.frames)) frames x \(each)\(dot)\(about)"
            + TimeText.grouped(video.tokens)
        let coverage = video.rate.countsEveryFrame ? "all count" : "of turns only"
        return [
            labelled("video", [Span(text, theme.style(.tokensVideo)), muted("\(dot)\(coverage)")])
        ]
    }

    private var tokens: [Span] {
        guard let usage = report.usage else { return [muted("none counted yet")] }
        let arrow = Span("\(scene.table.rightArrow) ", theme.style(.muted))
        return input(usage) + [arrow] + output(usage)
    }

    private func input(_ usage: UsageMetadata) -> [Span] {
        counts(usage.promptTokensDetails, total: usage.promptTokenCount)
            + extra("tools", usage.toolUsePromptTokenCount, .tokensToolPrompt)
            + extra("cached", usage.cachedContentTokenCount, .tokensCached)
    }

    private func output(_ usage: UsageMetadata) -> [Span] {
        counts(usage.responseTokensDetails, total: usage.responseTokenCount)
            + extra("thoughts", usage.thoughtsTokenCount, .tokensThoughts)
    }

    private var cost: [Span] {
        switch report.tariff {
        case .free:
            return [Span("free", theme.style(.ok)), muted(" (\(scene.session.profile.route))")]
        case .unknown:
            return [muted("unknown: no prices for this model")]
        case .prices:
            let look = AlarmLook(report.share(of: .cost).flatMap(AlarmLevel.init(share:)))
            let cap = report.costCap.map { " of \(TimeText.dollars($0))" } ?? ""
            var words = [TimeText.dollars(report.cost) + cap + look.mark]
            if let rate = report.dollarsPerHour { words.append("\(TimeText.dollars(rate))/h") }
            if let turn = report.turnCost { words.append("this turn \(TimeText.dollars(turn))") }
            return [Span(words.joined(separator: dot), theme.style(look.role))]
        }
    }

    private var resumption: [Span] {
        let handle =
            report.handleAge.map { "handle \(TimeText.rough($0)) old" } ?? "no handle yet"
        return [muted("\(handle)\(dot)compressions \(report.compressions)")]
    }

    private var alarms: [Line] {
        report.alarms.map { alarm in
            let share = Int(((report.share(of: alarm.meter) ?? 0) * 100).rounded())
            let left = alarm.timeLeft.map { ", \(TimeText.rough($0)) left" } ?? ""
            let text = "\(scene.table.warning) \(alarm.meter.name) \(share) %\(left)"
            return Line(text, theme.style(AlarmLook(alarm.level).role))
        }
    }

    private func labelled(_ label: String, _ spans: [Span]) -> Line {
        Line([Span(label.padded(to: BudgetGauge.labelWidth), theme.style(.muted))] + spans)
    }

    private func muted(_ text: String) -> Span { Span(text, theme.style(.muted)) }

    private func signed(_ count: Int) -> String {
        (count < 0 ? "" : "+") + TimeText.grouped(count)
    }

    /// The counts by modality; the total when the details do not say where it came from.
    private func counts(_ details: [ModalityTokenCount], total: Int) -> [Span] {
        guard !details.isEmpty else { return [figure("total", total, .foreground)] }
        return details.prefix(6).map { detail in
            let (name, role) = detail.modality.look
            let shown = TerminalText.sanitized(name, glyphs: scene.glyphs, newlines: .marked)
            return figure(String(shown.prefix(12)), detail.tokenCount, role)
        }
    }

    private func extra(_ name: String, _ count: Int, _ role: ThemeRole) -> [Span] {
        count > 0 ? [figure(name, count, role)] : []
    }

    private func figure(_ name: String, _ count: Int, _ role: ThemeRole) -> Span {
        Span("\(name) \(TimeText.grouped(count))  ", theme.style(role))
    }
}

extension BudgetMeter {
    fileprivate var name: String {
        switch self {
        case .session: "session"
        case .connection: "connection"
        case .context: "context"
        case .cost: "cost"
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
