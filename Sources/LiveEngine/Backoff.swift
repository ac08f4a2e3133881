// SPDX-License-Identifier: Apache-2.0

/// How long to wait before each new attempt to connect, and when to give up.
///
/// The waits double from `first` to `maximum`; each is shortened by up to half at random, so that
/// clients that lost the same server do not all come back at once.
package struct Backoff: Sendable, Equatable {
    package var first: Duration
    package var maximum: Duration
    /// Attempts in a row before giving up.
    package var limit: Int
    /// Attempts handed out since the last reset.
    package private(set) var attempts = 0

    /// Makes a backoff; the defaults try for about five minutes.
    package init(
        first: Duration = .milliseconds(250),
        maximum: Duration = .seconds(30),
        limit: Int = 16
    ) {
        self.first = first
        self.maximum = maximum
        self.limit = limit
    }

    /// The wait before the next attempt; nil when there is none left.
    package mutating func next(using generator: inout some RandomNumberGenerator) -> Duration? {
        guard attempts < limit else { return nil }
        let doublings = min(attempts, 30)
        attempts += 1
        return min(first * (1 << doublings), maximum)
            * Double.random(in: 0.5...1, using: &generator)
    }

    /// A connection has proved good: the next loss starts over.
    package mutating func reset() {
        attempts = 0
    }
}
