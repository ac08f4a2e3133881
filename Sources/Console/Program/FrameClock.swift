// SPDX-License-Identifier: Apache-2.0

/// Decides when the next frame may be drawn: at most so many a second, none without a change.
package struct FrameClock: Sendable, Equatable {
    /// The least time between two frames that nobody is waiting for.
    package let interval: Duration
    private var lastFrame: Duration?

    package init(framesPerSecond: Int = 30) {
        interval = .seconds(1) / max(framesPerSecond, 1)
    }

    /// When a changed screen may be drawn; input is answered at once.
    package func due(at now: Duration, isAnsweringInput: Bool) -> Duration {
        guard let lastFrame, !isAnsweringInput else { return now }
        return max(lastFrame + interval, now)
    }

    /// Notes that a frame was drawn.
    package mutating func drew(at now: Duration) {
        lastFrame = now
    }
}
