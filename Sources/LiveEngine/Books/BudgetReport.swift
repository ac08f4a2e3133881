// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// What a session has used of its limits, at one moment.
package struct BudgetReport: Sendable, Equatable {
    /// A time that runs against a limit.
    package struct Clock: Sendable, Equatable {
        package var elapsed: Duration
        /// Nil without a limit.
        package var limit: Duration?
        /// Whether the limit is the server's word for it rather than what is usual.
        package var isLimitKnown: Bool

        package var timeLeft: Duration? { limit.map { max($0 - elapsed, .zero) } }
        package var share: Double? { limit.map { $0 > .zero ? elapsed / $0 : 1 } }
    }

    /// Nil before it began.
    package var session: Clock?
    package var connection: Clock?
    /// Nil before the first usage report.
    package var contextTokens: Int?
    package var contextLimit: Int?
    /// Where the server cuts the context; nil when it does not.
    package var compressionTrigger: Int?
    package var contextChange: Int?
    package var compressions: Int
    package var usage: UsageMetadata?
    package var tokensPerMinute: Double?
    package var tariff: Tariff
    package var cost: Cost
    package var turnCost: Cost?
    package var costCap: Double?
    package var dollarsPerHour: Double?
    /// Since the server last gave a handle to resume the session by; nil without one.
    package var handleAge: Duration?

    /// Pictures of the session; nil while there were none.
    package var video: VideoUse?

    /// How many pictures a session was shown, and what each costs.
    package struct VideoUse: Sendable, Equatable {
        package var frames: Int
        package var rate: VideoRate

        /// About so many, had each one become part of the conversation.
        package var tokens: Int { frames * rate.tokensPerFrame }
    }

    /// Until the context is full, or cut, at the present growth.
    package var timeToContextEnd: Duration? {
        guard let contextTokens, let tokensPerMinute, tokensPerMinute >= 1,
            let end = [contextLimit, compressionTrigger].compactMap(\.self).min()
        else { return nil }
        return .seconds(Double(max(end - contextTokens, 0)) / tokensPerMinute * 60)
    }

    /// Until the cap is reached, at the present rate.
    package var timeToCostCap: Duration? {
        guard let costCap, let dollarsPerHour, dollarsPerHour > 0.0001 else { return nil }
        return .seconds(max(costCap - cost.dollars, 0) / dollarsPerHour * 3600)
    }

    /// How much of its limit a meter has used; nil without a limit.
    package func share(of meter: BudgetMeter) -> Double? {
        switch meter {
        case .session: session?.share
        case .connection: connection?.share
        case .context: Self.share(contextTokens.map(Double.init), contextLimit.map(Double.init))
        case .cost: Self.share(cost.dollars, costCap)
        }
    }

    static func share(_ used: Double?, _ limit: Double?) -> Double? {
        guard let used, let limit, limit > 0 else { return nil }
        return used / limit
    }

    package func timeLeft(of meter: BudgetMeter) -> Duration? {
        switch meter {
        case .session: session?.timeLeft
        case .connection: connection?.timeLeft
        case .context: timeToContextEnd
        case .cost: timeToCostCap
        }
    }

    /// The meters near their limits, in the order of the meters.
    package var alarms: [BudgetAlarm] {
        BudgetMeter.allCases.compactMap { meter in
            share(of: meter).flatMap(AlarmLevel.init(share:)).map { level in
                BudgetAlarm(meter: meter, level: level, timeLeft: timeLeft(of: meter))
            }
        }
    }
}
