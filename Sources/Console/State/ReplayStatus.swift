// SPDX-License-Identifier: Apache-2.0

/// Where the replay of a recorded session stands.
package struct ReplayStatus: Sendable, Equatable {
    /// On the recording's clock.
    package var position: Duration
    package var duration: Duration
    /// Relative to the time in which it was recorded.
    package var speed: Double
    package var isPaused: Bool
    /// Whether it is on its way to a place that was asked for.
    package var isSeeking: Bool

    package init(
        position: Duration = .zero,
        duration: Duration,
        speed: Double = 1,
        isPaused: Bool = false,
        isSeeking: Bool = false
    ) {
        self.position = position
        self.duration = duration
        self.speed = speed
        self.isPaused = isPaused
        self.isSeeking = isSeeking
    }
}

/// A way to move about in a replay.
package enum ReplayCommand: String, Sendable, CaseIterable {
    case pause
    case previousTurn = "previous-turn"
    case nextTurn = "next-turn"
    case previousFrame = "previous-frame"
    case nextFrame = "next-frame"
    case slower
    case faster
    case backward
    case forward
    case toStart = "to-start"
    case toEnd = "to-end"
}
