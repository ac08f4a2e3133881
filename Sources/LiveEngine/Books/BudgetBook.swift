// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Keeps account of a session's limits: clocks, context, cost.
///
/// A pure function of the log and the time: the same log gives the same figures. Setup messages tell
/// it about compression, and that the server begins anew when no handle is given.
package struct BudgetBook: Sendable, Equatable {
    private struct Clock: Equatable {
        var start: Duration?
        /// When it stopped; nil while it runs.
        var end: Duration?
        var limit: Duration?
        var isLimitKnown = false

        func report(at now: Duration) -> BudgetReport.Clock? {
            start.map { start in
                let elapsed = max((end ?? now) - start, .zero)
                return BudgetReport.Clock(
                    elapsed: elapsed,
                    limit: limit,
                    isLimitKnown: isLimitKnown
                )
            }
        }

        /// When it comes to a share of its limit; nil when it stands.
        func time(of share: Double) -> Duration? {
            guard let start, let limit, end == nil else { return nil }
            return start + limit * share
        }
    }

    private let terms: SessionTerms
    private var session = Clock()
    private var connection = Clock()
    private var usage: UsageLedger
    private var isCompressed = false
    private var compressionTrigger: Int?
    /// The session's end for having seen a picture, on its own clock.
    private var lifeWithVideo: Duration?
    private var frames = 0
    private var videoRate: VideoRate?
    private var handleTime: Duration?
    /// What was last reported of each meter.
    private var reported: [BudgetMeter: AlarmLevel] = [:]

    package init(terms: SessionTerms) {
        self.terms = terms
        usage = UsageLedger(tariff: terms.tariff)
        session.limit = terms.sessionLife
        connection.limit = terms.connectionLife
    }

    /// Takes an entry of the log; returns the alarms that come of it and of the time until then.
    @discardableResult
    package mutating func apply(_ event: SessionEvent) -> [BudgetAlarm] {
        let now = event.offset
        let due = advance(to: now)
        switch event.kind {
        case .phase(let phase):
            apply(phase, at: now)
        case .frame(let frame):
            guard case .client(let message) = frame.meaning else { return due }
            if let setup = message.setup { begin(setup) }
            if message.frameCount > 0 { noteVideo(message.frameCount, at: now) }
        case .goAway(let timeLeft):
            guard let timeLeft, let elapsed = connection.report(at: now)?.elapsed else { break }
            connection.limit = elapsed + timeLeft
            connection.isLimitKnown = true
        case .usage(let metadata, let turn):
            usage.take(metadata, turn: turn, at: now)
        case .resumption(let update):
            if update.resumable, update.newHandle?.isEmpty == false { handleTime = now }
        default:
            return due
        }
        return due + advance(to: now)
    }

    /// Goes on in time; returns the meters that have crossed a threshold since.
    @discardableResult
    package mutating func advance(to now: Duration) -> [BudgetAlarm] {
        var crossed: [BudgetMeter] = []
        for meter in BudgetMeter.allCases {
            let level = share(of: meter, at: now).flatMap(AlarmLevel.init(share:))
            guard level != reported[meter] else { continue }
            if let level, reported[meter].map({ $0 < level }) ?? true { crossed.append(meter) }
            reported[meter] = level
        }
        // With a handle the session changes its connection by itself: no news for the user.
        if handleTime != nil { crossed.removeAll { $0 == .connection } }
        return crossed.isEmpty ? [] : report(at: now).alarms.filter { crossed.contains($0.meter) }
    }

    private func share(of meter: BudgetMeter, at now: Duration) -> Double? {
        switch meter {
        case .session: session.report(at: now)?.share
        case .connection: connection.report(at: now)?.share
        case .context:
            BudgetReport.share(
                usage.latest.map { Double($0.contextTokens) },
                terms.contextTokens.map(Double.init)
            )
        case .cost: BudgetReport.share(usage.cost.dollars, terms.costCap)
        }
    }

    /// When a clock next crosses a threshold.
    package var nextDeadline: Duration? {
        [(BudgetMeter.session, session), (.connection, connection)].compactMap { meter, clock in
            AlarmLevel.allCases.first { level in reported[meter].map { $0 < level } ?? true }
                .flatMap { clock.time(of: $0.share) }
        }
        .min()
    }

    /// How everything stands.
    package func report(at now: Duration) -> BudgetReport {
        BudgetReport(
            session: session.report(at: now),
            connection: connection.report(at: now),
            contextTokens: usage.latest?.contextTokens,
            contextLimit: terms.contextTokens,
            compressionTrigger: compressionTrigger,
            contextChange: usage.contextChange,
            compressions: usage.compressions,
            usage: usage.latest,
            tokensPerMinute: usage.tokensPerMinute(at: now),
            tariff: terms.tariff,
            cost: usage.cost,
            turnCost: usage.turnCost,
            costCap: terms.costCap,
            dollarsPerHour: usage.dollarsPerHour(at: now),
            handleAge: handleTime.map { max(now - $0, .zero) },
            video: videoUse
        )
    }

    private var videoUse: BudgetReport.VideoUse? {
        guard frames > 0, let videoRate else { return nil }
        return BudgetReport.VideoUse(frames: frames, rate: videoRate)
    }

    private mutating func apply(_ phase: SessionPhase, at now: Duration) {
        switch phase {
        case .settingUp:
            connection = Clock(start: now, limit: terms.connectionLife)
        case .ready:
            session.start = session.start ?? now
        case .reconnecting, .moving:
            connection.end = now
        case .ended:
            session.end = now
            connection.end = connection.end ?? now
        case .idle, .connecting, .closing:
            break
        }
    }

    private mutating func begin(_ setup: Setup) {
        videoRate = VideoRate(setup)
        isCompressed = setup.contextWindowCompression != nil
        compressionTrigger = setup.contextWindowCompression?.triggerTokens.map { Int(clamping: $0) }
        if setup.sessionResumption?.handle == nil {
            session = Clock()
            lifeWithVideo = nil
            frames = 0
            usage.beginContext()
            handleTime = nil
        }
        limitSession()
    }

    private mutating func noteVideo(_ count: Int, at now: Duration) {
        frames += count
        guard lifeWithVideo == nil, let life = terms.sessionLifeWithVideo else { return }
        lifeWithVideo = (session.report(at: now)?.elapsed ?? .zero) + life
        limitSession()
    }

    /// Compressed sessions last as long as they like (session management, "session length").
    private mutating func limitSession() {
        let limits = [terms.sessionLife, lifeWithVideo].compactMap(\.self)
        session.limit = isCompressed ? nil : limits.min()
    }
}

extension LiveClientMessage {
    fileprivate var frameCount: Int {
        let chunks = realtimeInput?.mediaChunks.count { $0.mimeType.hasPrefix("image/") } ?? 0
        return (realtimeInput?.video == nil ? 0 : 1) + chunks
    }
}
