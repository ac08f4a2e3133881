// SPDX-License-Identifier: Apache-2.0

/// A session's budget and turns, read off its log.
///
/// Whoever writes the log puts what is found into it as notices. Whoever reads it keeps books of
/// its own and lets the findings go: they stand in the log already, once, also in a recorded one.
package struct SessionBooks: Sendable, Equatable {
    package private(set) var budget: BudgetBook
    package private(set) var turns: TurnTimelines

    package init(terms: SessionTerms) {
        budget = BudgetBook(terms: terms)
        turns = TurnTimelines(patience: terms.patience)
    }

    /// Takes an entry of the log; they have to come in order.
    package mutating func apply(_ event: SessionEvent) -> [BookFinding] {
        budget.apply(event).map(BookFinding.alarm) + turns.apply(event).map(BookFinding.fault)
    }

    /// Goes on in time; returns what has become certain since.
    package mutating func advance(to now: Duration) -> [BookFinding] {
        budget.advance(to: now).map(BookFinding.alarm)
            + turns.advance(to: now).map(BookFinding.fault)
    }

    /// When time alone may next lead to a finding; nil when it does not.
    package var nextDeadline: Duration? {
        [budget.nextDeadline, turns.nextDeadline].compactMap(\.self).min()
    }
}
