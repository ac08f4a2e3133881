// SPDX-License-Identifier: Apache-2.0

/// When to look at the microphone's ring.
///
/// Nothing wakes the loop when samples arrive, and looking every millisecond would cost a thousand
/// wake-ups a second. Samples come a period apart, so this sleeps until shortly before the next are
/// due and then looks each millisecond. A look that finds them at once may have come late by any
/// amount, so the next comes earlier, and earlier still, until one comes too early: that tells the
/// arrival to within a millisecond. It makes about one and a half looks for each period.
struct CapturePace: Sendable {
    private static let look = Duration.milliseconds(1)
    private static let leads = Duration.microseconds(250)...Duration.milliseconds(4)
    /// Without samples for so long, they are not about to come.
    private static let patience = Duration.milliseconds(60)
    private static let idle = Duration.milliseconds(10)
    /// Without samples for so long, there is no device.
    private static let absence = Duration.seconds(1)
    private static let absent = Duration.milliseconds(40)
    private static let intervals = Duration.milliseconds(2)...Duration.milliseconds(100)

    /// What the device says; arrivals may be further apart, when a sound server gives several
    /// periods at once.
    private let period: Duration
    /// The time between two arrivals, as experienced.
    private var interval: Duration
    private var arrival: Duration?
    /// How much before the expected time the next look comes.
    private var lead = leads.lowerBound
    private var cameEarly = false

    init(period: Duration) {
        self.period = period
        interval = period
    }

    mutating func setPeriod(_ period: Duration) {
        guard period != self.period else { return }
        self = CapturePace(period: period)
    }

    /// When to look next, after a look that found samples or did not.
    mutating func next(after now: Duration, foundSamples: Bool) -> Duration {
        let isFlowing = arrival.map { now - $0 < Self.patience } ?? false
        guard foundSamples else {
            cameEarly = true
            if isFlowing { return now + Self.look }
            let isAbsent = now - (arrival ?? .zero) > Self.absence
            return now + (isAbsent ? Self.absent : Self.idle)
        }
        if let arrival, isFlowing {
            interval += (now - arrival - interval) / 8
            interval = min(max(interval, Self.intervals.lowerBound), Self.intervals.upperBound)
        }
        lead = cameEarly ? Self.leads.lowerBound : min(lead * 2, Self.leads.upperBound)
        cameEarly = false
        arrival = now
        return now + max(interval - lead, Self.look)
    }
}
