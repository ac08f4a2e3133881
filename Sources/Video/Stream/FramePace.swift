// SPDX-License-Identifier: Apache-2.0

/// Lets about one picture a second through, however many come.
///
/// The Live API takes no more than that (Live API guide, "Video").
struct FramePace: Sendable, Equatable {
    static let interval = Duration.seconds(1)
    /// How early a picture may come: a source of one a second is not exact to the millisecond.
    static let slack = Duration.milliseconds(100)

    private var due: Duration?

    /// Whether the picture that came at `now` is to be used.
    mutating func takes(at now: Duration) -> Bool {
        guard let due else {
            self.due = now + Self.interval
            return true
        }
        guard now >= due - Self.slack else { return false }
        self.due = max(due, now - Self.slack) + Self.interval
        return true
    }
}
