// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import LiveEngine

/// Where the session stands, as the status bar and the keys need it.
package struct SessionStatus: Sendable {
    package private(set) var profile: SessionProfile
    package private(set) var phase: SessionPhase = .idle
    /// The console time at which the session's own clock stood at zero.
    private(set) var epoch: Duration = .zero
    /// The latest turn; 0 before the first.
    package private(set) var turn = 0
    /// The turn whose reply is running.
    package private(set) var replyingTurn: Int?
    /// What the latest connection was set up with.
    private var sentSetup: Setup?
    /// Errors and losses so far, all sessions together.
    private(set) var problems = 0

    init(profile: SessionProfile) {
        self.profile = profile
    }

    /// A new session begins; its turns count from 1 again.
    mutating func begin(_ profile: SessionProfile, at time: Duration) {
        let problems = problems
        self = SessionStatus(profile: profile)
        self.problems = problems
        epoch = time
    }

    /// Whether there is a session that has not ended.
    package var isActive: Bool {
        switch phase {
        case .idle, .ended: false
        case .connecting, .settingUp, .ready, .reconnecting, .moving, .closing: true
        }
    }

    mutating func apply(_ event: SessionEvent.Kind) {
        switch event {
        case .phase(let phase):
            self.phase = phase
            if phase != .ready { replyingTurn = nil }
            if phase == .ready, let sentSetup { profile.setup = sentSetup.settings }
            if phase.isProblem { problems += 1 }
        case .userText(_, let turn, let delivery):
            self.turn = max(self.turn, turn)
            if delivery == .lost { problems += 1 }
        case .inputTranscript(_, let turn), .toolCall(_, let turn):
            self.turn = max(self.turn, turn)
        case .modelText(_, let turn, _), .modelAudio(_, let turn), .outputTranscript(_, let turn):
            self.turn = max(self.turn, turn)
            replyingTurn = turn
        case .interrupted(let turn), .turnEnded(_, let turn):
            if replyingTurn == turn { replyingTurn = nil }
        case .notice(let notice):
            if notice.level == .error { problems += 1 }
        case .voice(.device(_, .lost)), .video(.source(_, .lost)),
            .video(.source(_, .unavailable)):
            problems += 1
        case .frame(let frame):
            if case .client(let message) = frame.meaning, let setup = message.setup {
                sentSetup = setup
            }
        case .generationComplete, .toolCallCancellation, .tool, .usage, .goAway, .resumption,
            .voice, .video:
            break
        }
    }
}

extension SessionPhase {
    /// Whether a person would want to look into it.
    fileprivate var isProblem: Bool {
        switch self {
        case .reconnecting: true
        case .ended(let end): end.isProblem
        case .idle, .connecting, .settingUp, .ready, .moving, .closing: false
        }
    }
}
