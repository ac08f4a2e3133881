// SPDX-License-Identifier: Apache-2.0

package import LiveEngine

/// What there is to say about a recorded session, gathered in one reading of its bundle.
///
/// Holds texts and figures, no sound and no payloads beyond the beginnings that the list of frames
/// shows.
package struct SessionReport: Sendable {
    /// Somebody said something, or something happened between what was said.
    package struct Line: Sendable, Equatable {
        package enum Speaker: String, Sendable {
            case user
            case model
            case tool
            case session
            case problem
        }

        /// On the recording's clock.
        package var time: Duration
        package var speaker: Speaker
        package var text: String
        /// Nil for what belongs to no turn.
        package var turn: Int?
    }

    /// One turn with its figures.
    package struct Turn: Sendable, Equatable {
        /// Counted from 1 over the sessions of the bundle.
        package var session: Int
        /// The session's zero on the recording's clock.
        package var origin: Duration
        package var timeline: TurnTimeline
    }

    /// One function call and what became of it.
    package struct Call: Sendable, Equatable {
        package enum Outcome: String, Sendable {
            case pending
            case answered
            case failed
            case cancelled
        }

        package var time: Duration
        package var id: String
        package var name: String
        /// JSON.
        package var arguments: String
        package var turn: Int
        package var outcome = Outcome.pending
        /// From the call to its response.
        package var latency: Duration?
        /// JSON; empty without one.
        package var response = ""
    }

    /// One frame in the list of frames.
    package struct Frame: Sendable, Equatable {
        package var time: Duration
        package var number: Int
        package var direction: FrameDirection
        package var kinds: [String]
        package var size: Int
        /// How the payload begins, media left out.
        package var beginning: String
    }

    package let meta: BundleMeta
    package internal(set) var duration = Duration.zero
    package internal(set) var isCutShort = false
    package internal(set) var lines: [Line] = []
    package internal(set) var turns: [Turn] = []
    package internal(set) var calls: [Call] = []
    package internal(set) var faults: [TurnFault] = []
    /// The first frames, up to ``frameLimit``.
    package internal(set) var frames: [Frame] = []
    package internal(set) var frameCount = 0
    package internal(set) var sessionCount = 0
    package internal(set) var reconnects = 0
    package internal(set) var missingEvents = 0
    /// Tokens of the last usage report.
    package internal(set) var totalTokens: Int?
    package internal(set) var cost = Cost.zero
    package internal(set) var tariff: Tariff

    /// Frames that a report lists.
    package static let frameLimit = 20_000

    init(meta: BundleMeta, tariff: Tariff) {
        self.meta = meta
        self.tariff = tariff
    }

    /// Ends that were not asked for, errors, what is no message, what is missing.
    package internal(set) var errors: [Line] = []

    /// Problems in the order in which they came.
    package var problems: [Line] { lines.filter { $0.speaker == .problem } }

    package var interruptions: Int { turns.count { $0.timeline.interrupted != nil } }

    /// How long the user waited in each turn for which that is known.
    package var latencies: [Duration] { turns.compactMap(\.timeline.latency) }

    /// The latency that so many percent of the turns did not exceed (nearest rank).
    ///
    /// - Parameter percent: From 0 to 100.
    /// - Returns: Nil without any turn whose latency is known.
    package func latency(percentile percent: Double) -> Duration? {
        let sorted = latencies.sorted()
        let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
        return sorted.isEmpty ? nil : sorted[min(max(rank - 1, 0), sorted.count - 1)]
    }
}
