// SPDX-License-Identifier: Apache-2.0

/// What a session has only so much of.
package enum BudgetMeter: Sendable, Hashable, CaseIterable {
    /// The session's time.
    case session
    /// The present connection's time.
    case connection
    /// The model's context.
    case context
    /// The dollars that the user set aside.
    case cost
}

/// How near a meter is to its limit.
package enum AlarmLevel: Double, Sendable, Comparable, CaseIterable {
    case high = 0.8
    case critical = 0.95

    /// The level of a share of the limit; nil below 80 %.
    package init?(share: Double) {
        guard let level = Self.allCases.last(where: { share >= $0.rawValue }) else { return nil }
        self = level
    }

    /// The share of the limit from which on it holds.
    package var share: Double { rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A meter that has come near its limit.
package struct BudgetAlarm: Sendable, Hashable {
    package var meter: BudgetMeter
    package var level: AlarmLevel
    /// Until the limit, where that can be told.
    package var timeLeft: Duration?
}
