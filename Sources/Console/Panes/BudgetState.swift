// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import LiveEngine

/// What a session has used of its limits.
package struct BudgetState: PaneState {
    /// A clock that runs against a limit.
    struct Countdown: Equatable {
        var start: Duration?
        /// When it stopped; nil while it runs.
        var end: Duration?
        var limit: Duration

        func elapsed(at now: Duration) -> Duration? {
            start.map { max((end ?? now) - $0, .zero) }
        }
    }

    /// Audio sessions last 15 minutes, sessions with video 2 (Live API session limits).
    static let audioLife = Duration.seconds(15 * 60)
    static let videoLife = Duration.seconds(2 * 60)
    /// A connection lasts about 10 minutes; `goAway` tells the true end.
    static let connectionLife = Duration.seconds(10 * 60)

    private(set) var session = Countdown(limit: audioLife)
    private(set) var connection = Countdown(limit: connectionLife)
    /// Whether the connection's end is known rather than expected.
    private(set) var isConnectionLimitKnown = false
    /// The last snapshot the server sent; snapshots replace each other and are never summed.
    private(set) var usage: UsageMetadata?
    /// The last snapshot of the turn before.
    private(set) var previousUsage: UsageMetadata?
    private var usageTurn = 0
    private(set) var turns = 0
    private(set) var interruptions = 0
    private(set) var hasResumptionHandle = false
    let contextLimit: Int

    init(model: String) {
        contextLimit = ContextLimit.tokens(of: model)
    }

    /// Tokens in the context; nil before the first snapshot.
    var contextTokens: Int? {
        usage?.contextTokens
    }

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        switch event {
        case .phase(let phase):
            apply(phase, at: time)
        case .frame(let frame):
            guard case .client(let message) = frame.meaning, message.carriesVideo else { return }
            session.limit = Self.videoLife
        case .goAway(let timeLeft):
            guard let timeLeft, let elapsed = connection.elapsed(at: time) else { return }
            connection.limit = elapsed + timeLeft
            isConnectionLimitKnown = true
        case .usage(let usage, let turn):
            if turn != usageTurn { previousUsage = self.usage }
            usageTurn = turn
            self.usage = usage
        case .turnEnded(let end, _):
            turns += 1
            if end.wasInterrupted { interruptions += 1 }
        case .resumption(let update):
            if update.resumable, update.newHandle?.isEmpty == false { hasResumptionHandle = true }
        case .userText, .modelText, .modelAudio, .inputTranscript, .outputTranscript,
            .generationComplete, .interrupted, .toolCall, .toolCallCancellation, .tool, .voice,
            .notice:
            break
        }
    }

    private mutating func apply(_ phase: SessionPhase, at time: Duration) {
        switch phase {
        case .settingUp:
            connection = Countdown(start: time, limit: Self.connectionLife)
            isConnectionLimitKnown = false
        case .ready:
            session.start = session.start ?? time
        case .reconnecting:
            connection.end = time
        case .ended:
            session.end = time
            connection.end = connection.end ?? time
        case .idle, .connecting, .closing:
            break
        }
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        BudgetPane(state: self, scene: scene)
    }
}

/// How many tokens the context of a model holds.
enum ContextLimit {
    /// 131,072 for 3.x and native-audio models, 32,768 for the others (Live API session limits).
    static func tokens(of model: String) -> Int {
        let isLarge = model.contains("gemini-3") || model.contains("native-audio")
        return isLarge ? 131_072 : 32_768
    }
}

extension LiveClientMessage {
    fileprivate var carriesVideo: Bool {
        let chunks = realtimeInput?.mediaChunks ?? []
        return realtimeInput?.video != nil || chunks.contains { $0.mimeType.hasPrefix("image/") }
    }
}
