// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// Where a source stands and what it gave: a state machine without I/O.
package struct VideoFeed: Sendable, Equatable {
    /// How long a source may give nothing.
    package static let patience = Duration.seconds(5)

    /// What becomes of a picture.
    package enum Verdict: Sendable, Equatable {
        case used
        /// It came too soon after the one before.
        case skipped
    }

    package private(set) var status = VideoStatus.off
    package private(set) var received = 0
    package private(set) var skipped = 0
    package private(set) var unreadable = 0
    private var pace = FramePace()
    /// When something was last heard of the source.
    private var latest = Duration.zero
    /// When the newest pictures came.
    private var times: [Duration] = []
    /// Pictures since it began the last time.
    private var sinceBeginning = 0
    /// Whether nothing new only means that everything was shown.
    private let showsStills: Bool
    private static let timesKept = 12

    /// - Parameter showsStills: Whether the source is a folder: without a new file it is at its end,
    ///   until there is one.
    package init(showsStills: Bool = false) {
        self.showsStills = showsStills
    }

    /// Pictures a second of late; nil for less than two pictures.
    package var rate: Double? {
        guard let first = times.first, let last = times.last, last > first else { return nil }
        return Double(times.count - 1) / ((last - first) / .seconds(1))
    }

    /// The person turned the source on.
    package mutating func turnOn(at now: Duration) {
        self = VideoFeed(showsStills: showsStills)
        begin(at: now)
    }

    /// The source begins, or begins again.
    package mutating func begin(at now: Duration) {
        status = .starting
        latest = now
        times = []
        sinceBeginning = 0
    }

    package mutating func turnOff() {
        status = .off
        times = []
    }

    /// A picture came.
    package mutating func came(at now: Duration) -> Verdict {
        received += 1
        sinceBeginning += 1
        latest = now
        times.append(now)
        if times.count > Self.timesKept { times.removeFirst() }
        status = .running
        guard pace.takes(at: now) else {
            skipped += 1
            return .skipped
        }
        return .used
    }

    /// Pictures came that cannot be read.
    package mutating func cameUnreadable(_ count: Int = 1) {
        received += count
        unreadable += count
    }

    /// Time went on.
    package mutating func advance(to now: Duration) {
        guard status == .starting || status == .running, now - latest >= Self.patience else {
            return
        }
        status = showsStills && status == .running ? .ended : .stalled
    }

    /// The source failed; `reason` is in plain words.
    package mutating func failed(_ reason: String) {
        status = sinceBeginning > 0 ? .lost(reason) : .unavailable(reason)
    }

    /// The source came to its end.
    package mutating func finished() {
        if sinceBeginning > 0 {
            status = .ended
        } else {
            let what = unreadable > 0 ? "it gave no picture that can be read" : "it gave no picture"
            status = .unavailable(what)
        }
    }
}
