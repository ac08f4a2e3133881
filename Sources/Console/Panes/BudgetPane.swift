// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

/// Pane 5: clocks, context, tokens and cost against their limits.
struct BudgetPane: PaneWidget {
    let report: BudgetReport
    let scene: Scene

    /// From this height on tokens in and out have a row each, and everything else its own.
    private static let fullHeight = 8

    var heading: String {
        let alarms = report.alarms.count
        return alarms > 0 ? "\(scene.table.warning) \(alarms)" : ""
    }

    var status: String {
        switch report.tariff {
        case .unknown: "no prices"
        case .free: "free"
        case .prices(let prices): "prices \(prices.date)"
        }
    }

    package func render(in area: Rect, into buffer: inout CellBuffer) {
        let isFull = area.height >= Self.fullHeight
        var y = area.y
        for row in gauges where y < area.bottom {
            row.render(in: area.row(y - area.y), into: &buffer)
            y += 1
        }
        let words = BudgetWords(report: report, scene: scene)
        for line in isFull ? words.all : words.short where y < area.bottom {
            buffer.put(line, x: area.x, y: y, maxWidth: area.width)
            y += 1
        }
    }

    private var gauges: [BudgetGauge] {
        let session = amount(report.session)
        let connection = amount(
            report.connection,
            about: report.connection?.isLimitKnown == true ? "" : "~"
        )
        let used = TimeText.short(report.contextTokens ?? 0)
        let limit = report.contextLimit.map(TimeText.short) ?? "?"
        var context = gauge(
            "context",
            share: report.share(of: .context),
            amount: "\(used) / \(limit)"
        )
        if let trigger = report.compressionTrigger, let limit = report.contextLimit, trigger < limit
        {
            context.marker = Double(trigger) / Double(limit)
        }
        return [
            gauge("session", share: report.share(of: .session), amount: session),
            gauge("conn", share: report.share(of: .connection), amount: connection),
            context,
        ]
    }

    private func gauge(_ label: String, share: Double?, amount: String) -> BudgetGauge {
        BudgetGauge(
            label: label,
            share: share,
            amount: amount,
            theme: scene.theme,
            glyphs: scene.glyphs
        )
    }

    private func amount(_ clock: BudgetReport.Clock?, about: String = "") -> String {
        guard let clock else { return "not started" }
        let elapsed = TimeText.span(clock.elapsed)
        return clock.limit.map { "\(elapsed) / \(about)\(TimeText.span($0))" }
            ?? "\(elapsed), no limit"
    }
}
