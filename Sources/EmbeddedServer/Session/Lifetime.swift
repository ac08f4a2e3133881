// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// When a connection has to end, and how its end is announced.
///
/// The connection's clock starts with it; the session's goes on where the last connection left it.
struct Lifetime: Sendable {
    private struct End: Equatable {
        /// On the connection's clock.
        var time: Duration
        var close: SessionClose
    }

    private let limits: SessionLimits
    private let isEndless: Bool
    /// What earlier connections of the session lasted.
    private let earlier: Duration
    /// On the session's clock.
    private(set) var firstPictureAt: Duration?
    private var arranged: End?
    /// An end that was announced out of turn.
    private var cut: End?

    /// The life of a session on a new connection.
    ///
    /// Where `isEndless`, because the context is compressed, only the connection's limit counts;
    /// `earlier` is the session's clock as it was saved.
    init(
        _ limits: SessionLimits,
        isEndless: Bool,
        earlier: Duration = .zero,
        firstPictureAt: Duration? = nil
    ) {
        self.limits = limits
        self.isEndless = isEndless
        self.earlier = earlier
        self.firstPictureAt = firstPictureAt
    }

    /// How long the session has lasted.
    func age(at now: Duration) -> Duration { earlier + now }

    mutating func pictureSeen(at now: Duration) {
        if firstPictureAt == nil { firstPictureAt = age(at: now) }
    }

    /// Sets the timers, when the end is another than the one they are set to.
    mutating func arrange(at now: Duration) -> [SessionAction] {
        guard let end, end != arranged else { return [] }
        arranged = end
        let left = max(end.time - now, .zero)
        return [
            .schedule(.goAway, after: max(left - limits.goAwayLead, .zero)),
            .schedule(.lifeEnd, after: left),
        ]
    }

    /// Announces an end at once, and sets the timer for it.
    mutating func announceEnd(in time: Duration, at now: Duration) -> [SessionAction] {
        cut = End(time: now + time, close: .connectionLifeOver)
        arranged = end
        guard let arranged else { return [] }
        return announcement(at: now)
            + [.cancel(.goAway), .schedule(.lifeEnd, after: arranged.time - now)]
    }

    /// The announcement that is due now.
    func announcement(at now: Duration) -> [SessionAction] {
        guard let arranged else { return [] }
        let left = max(arranged.time - now, .zero)
        // Clients read it as a time to plan with: the milliseconds a timer was late mean nothing.
        let whole = Duration.milliseconds((left / .milliseconds(10)).rounded() * 10)
        return [.send(LiveServerMessage(goAway: GoAway(timeLeft: whole)))]
    }

    /// What the client is told when it is still there at the end.
    var close: SessionClose { arranged?.close ?? .connectionLifeOver }

    private var end: End? {
        let ends = [
            limits.connectionLife.map { End(time: $0, close: .connectionLifeOver) },
            sessionEnd.map { End(time: $0 - earlier, close: .sessionLifeOver) },
            cut,
        ]
        return ends.compactMap(\.self).min { $0.time < $1.time }
    }

    /// On the session's clock.
    private var sessionEnd: Duration? {
        guard !isEndless else { return nil }
        let withVideo = firstPictureAt.flatMap { start in
            limits.sessionLifeWithVideo.map { start + $0 }
        }
        return [limits.sessionLife, withVideo].compactMap(\.self).min()
    }
}
