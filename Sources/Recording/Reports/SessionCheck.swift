// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// What a recorded session has to hold to: for machines that decide whether a change may pass.
package struct SessionCheck: Sendable, Equatable {
    /// Longest latencies; nil is without a limit.
    ///
    /// A limit fails when no turn's latency is known.
    package var maxP50: Duration?
    package var maxP95: Duration?
    package var maxLatency: Duration?
    package var maxToolLatency: Duration?
    package var maxDollars: Double?
    package var minTurns: Int?
    /// Kinds of faults that no turn may have.
    package var forbiddenFaults: Set<TurnFault.Kind> = []
    package var forbidsErrors = false
    package var forbidsInterruptions = false
    package var forbidsToolFailures = false
    package var forbidsReconnects = false

    package init() {}

    /// Why the session does not pass, a sentence each; empty when it does.
    package func failures(of report: SessionReport) -> [String] {
        latencyFailures(report) + toolFailures(report) + faultFailures(report)
            + otherFailures(report)
    }

    private func latencyFailures(_ report: SessionReport) -> [String] {
        let limits = [
            ("p50", maxP50, 50.0), ("p95", maxP95, 95), ("worst latency", maxLatency, 100),
        ]
        return limits.compactMap { name, limit, percent in
            guard let limit else { return nil }
            guard let value = report.latency(percentile: percent) else {
                return "\(name): no turn whose latency is known"
            }
            guard value > limit else { return nil }
            let figures = "\(ReportText.length(value)) is above \(ReportText.length(limit))"
            let slow = report.turns.filter { ($0.timeline.latency ?? .zero) > limit }
            return "\(name) \(figures): \(Self.names(slow.map(\.timeline.turn)))"
        }
    }

    private func toolFailures(_ report: SessionReport) -> [String] {
        var failures: [String] = []
        for call in report.calls {
            if let limit = maxToolLatency, let latency = call.latency, latency > limit {
                let figures = "\(ReportText.length(latency)), above \(ReportText.length(limit))"
                failures.append("function call \(call.name) took \(figures)")
            }
            if forbidsToolFailures, call.outcome != .answered {
                failures.append("function call \(call.name) was not answered: \(call.outcome)")
            }
        }
        return failures
    }

    private func faultFailures(_ report: SessionReport) -> [String] {
        report.faults.filter { forbiddenFaults.contains($0.kind) }.map {
            "at \(ReportText.clock($0.at)): \(BookFinding.fault($0).notice.text)"
        }
    }

    private func otherFailures(_ report: SessionReport) -> [String] {
        var failures: [String] = []
        if let minTurns, report.turns.count < minTurns {
            failures.append("\(report.turns.count) turns, expected at least \(minTurns)")
        }
        if forbidsInterruptions, report.interruptions > 0 {
            let turns = report.turns.filter { $0.timeline.interrupted != nil }
            failures.append("interrupted: \(Self.names(turns.map(\.timeline.turn)))")
        }
        if forbidsReconnects, report.reconnects > 0 {
            failures.append("\(report.reconnects) attempts to reconnect")
        }
        if let maxDollars {
            if case .unknown = report.tariff {
                failures.append("cost: no prices are known for this session")
            } else if report.cost.isPartial || report.cost.dollars > maxDollars {
                failures.append("cost \(ReportText.dollars(report.cost)), limit $\(maxDollars)")
            }
        }
        if forbidsErrors {
            failures += report.errors.map { "at \(ReportText.clock($0.time)): \($0.text)" }
        }
        return failures.map(ReportText.visible)
    }

    private static func names(_ turns: [Int]) -> String {
        let shown = turns.prefix(8).map(String.init).joined(separator: ", ")
        return (turns.count == 1 ? "turn " : "turns ") + shown + (turns.count > 8 ? ", …" : "")
    }
}
