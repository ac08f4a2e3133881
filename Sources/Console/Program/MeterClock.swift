// SPDX-License-Identifier: Apache-2.0

/// Decides when the meters are looked at: as often as frames while they move, else now and then.
package struct MeterClock: Sendable, Equatable {
    /// Between two looks while something moves.
    package static let quick = Duration.seconds(1) / 30
    /// Between two looks while nothing does; the longest a first sound goes unseen.
    package static let slow = Duration.milliseconds(200)
    /// Pauses between words are shorter than this many quick looks.
    private static let patience = 30

    /// When to look next.
    package private(set) var due: Duration = .zero
    private var unchanged = 0
    private var last: Duration = .zero

    package init() {}

    /// Notes a look and whether it found anything new.
    package mutating func polled(at now: Duration, hasChanged: Bool) {
        unchanged = hasChanged ? 0 : unchanged + 1
        last = now
        due = now + (unchanged > Self.patience ? Self.slow : Self.quick)
    }

    /// Something was asked for: its answer will be seen soon.
    package mutating func hurry() {
        unchanged = 0
        due = min(due, last + Self.quick)
    }
}
