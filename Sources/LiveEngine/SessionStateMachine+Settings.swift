// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// Changing in a running session what the API fixes at setup: by way of a new connection.
extension SessionStateMachine {
    static let newSettings = "new settings"

    mutating func apply(_ setup: Setup) -> [Action] {
        let isAskedAgain = wantedSetup != nil
        guard configuration.resumesSessions else {
            return [notice(.warning, "This session keeps to its one connection and its settings.")]
        }
        switch state {
        case .closing, .ended:
            return [notice(.warning, "The session is over; the settings are for the next one.")]
        case .ready where setup.settings != configuration.setup.settings:
            wantedSetup = setup
            if isAskedAgain || isQuiet { return outlook + leave(Self.newSettings) }
            return [waitingForQuiet]
        // The connection that is being made was asked for with what holds now.
        case .settingUp where setup.settings != configuration.setup.settings:
            wantedSetup = setup
            return []
        case .ready, .settingUp:
            wantedSetup = nil
            return [notice(.info, "Nothing to apply: the session has these settings.")]
        case .idle, .connecting, .leaving, .waiting:
            wantedSetup = setup
            return []
        }
    }

    /// Takes up what was asked for: the next connection is the first one with it.
    mutating func adoptWantedSetup() {
        guard let wanted = wantedSetup else { return }
        wantedSetup = nil
        if hasBeenReady {
            let former = change?.former ?? configuration.setup
            change = SettingsChange(from: former, to: wanted)
        }
        adopt(wanted)
    }

    private mutating func adopt(_ setup: Setup) {
        if setup.model != configuration.setup.model {
            configuration.textRoute = TextRoute(model: setup.model)
        }
        let wasManual = isActivityManual
        configuration.setup = setup
        guard isActivityManual != wasManual else { return }
        // Marks of the one way of finding turns are refused in the other.
        isUserActive = false
        speech.dropMarks()
    }

    /// What the next connection begins with.
    var nextApproach: Resumption.Approach {
        resumption.approach(
            hasHistory: !toldHistory.isEmpty,
            mayResume: change?.mayResume ?? true
        )
    }

    /// The new settings hold.
    mutating func settingsAccepted() -> [Action] {
        guard change != nil else { return [] }
        change = nil
        switch approach {
        case .restate:
            let text =
                "The new settings hold, in a new session that was given the text of the conversation."
            return [notice(.info, text)]
        case .startOver where turns.hasBegun:
            let text = "The new settings hold; the model begins without memory of the conversation."
            return [notice(.warning, text)]
        case .resume, .startOver, nil:
            return [notice(.info, "The new settings hold.")]
        }
    }

    /// A connection with new settings ended before they were accepted; nil when that is a loss like
    /// any other.
    mutating func settingsFailed(_ ending: ConnectionEnding) -> [Action]? {
        guard change != nil else { return nil }
        let end = SessionEnd(ending)
        switch Recovery(after: ending, isInSetup: true, wasAnnounced: false) {
        case .retry:
            if change?.failed() == true { return nil }
        case .retryOtherwise:
            if change?.refused(approach) == true { return connect(attempt: 1) }
        case .giveUp:
            break
        }
        return takeBack(end.shortReason)
    }

    private mutating func takeBack(_ reason: String) -> [Action] {
        guard let former = change?.former else { return [] }
        change = nil
        adopt(former)
        let text = "The new settings were not accepted (\(reason)); the former ones stay."
        return [notice(.warning, text)] + connect(attempt: 1)
    }

    private var waitingForQuiet: Action {
        let awaited =
            if turns.isOpen || !texts.isEmpty {
                "once the reply is over"
            } else if isUserActive || isUserHeard {
                "once you have spoken"
            } else if !toolCalls.isEmpty {
                "once the tools have answered"
            } else {
                "once the server has saved the last turn"
            }
        return notice(.info, "The new settings come \(awaited); apply again for at once.")
    }

    /// What becomes of the conversation when the connection is left now, where that needs words.
    private var outlook: [Action] {
        let next = SettingsChange(from: configuration.setup, to: wantedSetup ?? configuration.setup)
        let approach = resumption.approach(
            hasHistory: !toldHistory.isEmpty,
            mayResume: next.mayResume
        )
        switch approach {
        case .resume where !resumption.isCurrent:
            let text = "The server has not saved the last turn; the model will not remember it."
            return [notice(.warning, text)]
        case .restate:
            let why =
                next.mayResume ? "the server gave no handle" : "the old one would keep its own"
            let text = "The new settings need a new session: \(why). It is told the text so far."
            return [notice(.info, text)]
        case .resume, .startOver:
            return []
        }
    }
}

extension Setup {
    /// The setup without what is a matter of one connection: its handle, and whether it is told
    /// anything.
    package var settings: Setup {
        var settings = self
        settings.sessionResumption = nil
        settings.historyConfig = nil
        return settings
    }

    /// Whether a session resumed with this setup may keep something of `former` that this one
    /// leaves out.
    ///
    /// The reference is silent on it; a server that takes a bare handle has to keep what it knows.
    func leavesOutPart(of former: Setup) -> Bool {
        func isGone<T>(_ part: KeyPath<Setup, T?>) -> Bool {
            self[keyPath: part] == nil && former[keyPath: part] != nil
        }
        return isGone(\.systemInstruction) || isGone(\.contextWindowCompression)
            || isGone(\.inputAudioTranscription) || isGone(\.outputAudioTranscription)
            || isGone(\.realtimeInputConfig) || tools.isEmpty && !former.tools.isEmpty
            || generationConfig?.speechConfig == nil && former.generationConfig?.speechConfig != nil
    }
}
