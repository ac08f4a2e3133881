// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// The tokens of a session by the server's usage reports.
///
/// A report is a snapshot of its turn, whose prompt counts the whole context again: of each turn
/// only the last one counts, the context is what that one says, and the bill is the sum over the
/// turns (Live API best practices, "pricing and billing"; usage messages as snapshots).
package struct UsageLedger: Sendable, Equatable {
    /// Turns whose report may still be replaced by a later one.
    private static let openTurns = 8
    /// What the rates of growth are taken over.
    private static let window = Duration.seconds(5 * 60)
    /// A shorter time tells nothing.
    private static let leastWindow = Duration.seconds(10)

    /// The last report; nil before the first of the server's session.
    package private(set) var latest: UsageMetadata?
    /// The last report of the turn before.
    package private(set) var previous: UsageMetadata?
    /// How often the context was found to have been cut.
    package private(set) var compressions = 0

    private let tariff: Tariff
    /// The turn of `latest`; 0 for none.
    private var turn = 0
    private var isCompressionNoted = false
    private var settledCost = Cost.zero
    private var turnCosts: [TurnCost] = []
    private var samples: [Sample] = []

    /// Counts the cuts of the context, over which growth is not measured.
    private var era = 0

    private struct TurnCost: Equatable {
        var turn: Int
        var cost: Cost
    }

    /// Where the account stood at some time.
    private struct Sample: Equatable {
        var time: Duration
        var turn: Int
        var contextTokens: Int
        var dollars: Double
        var era: Int
    }

    init(tariff: Tariff) {
        self.tariff = tariff
    }

    /// Takes a report of a turn.
    mutating func take(_ usage: UsageMetadata, turn: Int, at now: Duration) {
        if turn != self.turn {
            previous = latest
            isCompressionNoted = false
        }
        self.turn = turn
        latest = usage
        // A prompt holds everything before it, so only a cut can make it smaller.
        if let previous, usage.promptTokenCount > 0, !isCompressionNoted,
            usage.promptTokenCount < previous.promptTokenCount
        {
            isCompressionNoted = true
            compressions += 1
            era += 1
        }
        bill(usage, turn: turn)
        note(
            Sample(
                time: now,
                turn: turn,
                contextTokens: usage.contextTokens,
                dollars: cost.dollars,
                era: era
            )
        )
    }

    /// The server begins anew with an empty context; what was paid stays paid.
    mutating func beginContext() {
        guard latest != nil else { return }
        (latest, previous) = (nil, nil)
        era += 1
    }

    /// Everything so far; zero where there are no prices.
    package var cost: Cost { turnCosts.reduce(settledCost) { $0 + $1.cost } }

    /// The cost of the turn that was reported last.
    package var turnCost: Cost? { turnCosts.last { $0.turn == turn }?.cost }

    /// By how much the context is larger than after the turn before.
    package var contextChange: Int? {
        guard let latest, let previous else { return nil }
        return latest.contextTokens - previous.contextTokens
    }

    /// Growth of the context by the minute over the last minutes; nil until there is enough of it.
    package func tokensPerMinute(at now: Duration) -> Double? {
        let recent = recent(at: now).filter { $0.era == era }
        guard let first = recent.first, let last = recent.last, first.turn != last.turn else {
            return nil
        }
        return rate(Double(last.contextTokens - first.contextTokens), since: first.time, now)
            .map { $0 * 60 }
    }

    /// Dollars by the hour over the last minutes; nil until there is enough of them.
    package func dollarsPerHour(at now: Duration) -> Double? {
        guard let first = recent(at: now).first, let last = samples.last, first.turn != last.turn
        else { return nil }
        return rate(last.dollars - first.dollars, since: first.time, now).map { $0 * 3600 }
    }

    private func rate(_ amount: Double, since start: Duration, _ now: Duration) -> Double? {
        let time = now - start
        return time >= Self.leastWindow ? amount / (time / .seconds(1)) : nil
    }

    private func recent(at now: Duration) -> ArraySlice<Sample> {
        samples.drop { $0.time < now - Self.window }
    }

    private mutating func note(_ sample: Sample) {
        if samples.last?.turn == sample.turn, samples.last?.era == sample.era {
            samples[samples.count - 1] = sample
        } else {
            samples.append(sample)
        }
        samples.removeAll { $0.time < sample.time - Self.window }
    }

    private mutating func bill(_ usage: UsageMetadata, turn: Int) {
        guard case .prices(let prices) = tariff else { return }
        let cost = prices.cost(of: usage)
        if let known = turnCosts.lastIndex(where: { $0.turn == turn }) {
            turnCosts[known].cost = cost
            return
        }
        turnCosts.append(TurnCost(turn: turn, cost: cost))
        if turnCosts.count > Self.openTurns {
            settledCost = settledCost + turnCosts.removeFirst().cost
        }
    }
}

extension UsageMetadata {
    /// The tokens in the context after the turn: its prompt, which is everything before, and itself.
    package var contextTokens: Int {
        guard totalTokenCount > 0 else {
            return promptTokenCount + responseTokenCount + thoughtsTokenCount
                + toolUsePromptTokenCount
        }
        return totalTokenCount
    }
}
