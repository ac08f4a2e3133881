// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// The way from one connection to the next.
extension SessionStateMachine {
    /// How long a connection has to last before the next loss counts as a new one.
    package static let stabilityTime = Duration.seconds(10)
    /// How long the peer may take to answer our close frame.
    package static let closeTime = Duration.seconds(6)

    /// Whether a lost connection is replaced.
    ///
    /// One that was never ready is not: a wrong address, key or model is to be known at once.
    var outlivesConnections: Bool { configuration.resumesSessions && hasBeenReady }

    /// The setup of the next connection, and with it the decision what it begins with.
    mutating func nextSetup() -> Setup {
        adoptWantedSetup()
        var setup = configuration.setup
        guard configuration.resumesSessions else { return setup }
        var resuming = setup.sessionResumption ?? SessionResumptionConfig()
        resuming.handle = nil
        if hasBeenReady || setup.sessionResumption?.handle != nil {
            let next = nextApproach
            approach = next
            // Initial history is for sessions that begin; a resumed one has its own.
            setup.historyConfig = next == .restate ? HistoryConfig.told : nil
            if case .resume(let handle) = next { resuming.handle = handle }
        }
        setup.sessionResumption = resuming
        return setup
    }

    /// The server accepted the setup: what waited is sent.
    mutating func setupCompleted() -> [Action] {
        guard state == .settingUp else {
            return [notice(.warning, "The server sent `setupComplete` again.")]
        }
        state = .ready
        hasBeenReady = true
        isStable = false
        departure = .none
        if let approach { resumption.accepted(approach) }
        resumedSilence = if case .resume = approach { .armed } else { .unwatched }
        var actions: [Action] = [.emit(.phase(.ready))]
        if configuration.resumesSessions {
            actions.append(.startTimer(.stability, Self.stabilityTime))
        }
        return actions + takeUpConversation() + settingsAccepted() + sendTexts() + sendSpeech()
            + sendVideo() + leaveIfQuiet()
    }

    /// What a session that could not be resumed is told.
    private func takeUpConversation() -> [Action] {
        switch approach {
        case .restate:
            let content = ClientContent(turns: toldHistory, turnComplete: true)
            let telling = Action.send(LiveClientMessage(clientContent: content))
            if change != nil { return [telling] }
            let text =
                "The session could not be resumed; a new one was given the text of the conversation."
            return [telling, notice(.warning, text)]
        case .startOver where turns.hasBegun && change == nil:
            let text = "The session could not be resumed; the model begins without memory of it."
            return [notice(.warning, text)]
        case .resume, .startOver, nil:
            return []
        }
    }

    /// The history for a new session; 2.5 models want it to end with the user (capabilities guide).
    var toldHistory: [Content] {
        history.contents(
            without: texts.turns,
            endsWithUser: configuration.setup.model.contains("gemini-2.5-")
        )
    }

    /// The connection ended and nobody here asked for it.
    mutating func connectionLost(_ ending: ConnectionEnding) -> [Action] {
        let end = SessionEnd(ending)
        let isInSetup = state == .settingUp
        let wasAnnounced = departure != .none
        let cut = letGoOfConnection()
        guard outlivesConnections else { return cut + finish(end) }
        if isInSetup, let actions = settingsFailed(ending) { return cut + actions }
        switch Recovery(after: ending, isInSetup: isInSetup, wasAnnounced: wasAnnounced) {
        case .giveUp:
            return cut + finish(end)
        case .retry:
            // With new settings under trial, it is them that are suspected first.
            if isInSetup, change == nil, let approach, case .closed = ending {
                resumption.failed(approach)
            }
        case .retryOtherwise:
            if isInSetup, approach == .startOver { return cut + finish(end) }
            resumption.refused(approach ?? resumption.approach(hasHistory: true))
        }
        return cut + retry(orEndWith: end, reason: end.shortReason)
    }

    /// Waits for the next attempt, or ends the session when there is none left.
    mutating func retry(orEndWith end: SessionEnd, reason: String) -> [Action] {
        guard let wait = backoff.next(using: &randomness) else { return finish(end) }
        state = .waiting
        return [
            .emit(.phase(.reconnecting(attempt: backoff.attempts, reason: reason))),
            .startTimer(.backoff, wait),
        ]
    }

    mutating func setupTimedOut() -> [Action] {
        let waited = configuration.setupTimeout
        let text = "The server accepted the connection but did not answer `setup` within \(waited)."
        // The loss is reported back and takes the way of every other one.
        if outlivesConnections { return [.dropConnection(text)] }
        return finish(.failed(SessionError(.protocolViolation, text, isRetryable: true)))
    }

    mutating func connectionProvedStable() -> [Action] {
        isStable = true
        backoff.reset()
        return leaveIfQuiet()
    }

    /// What ends with a connection: the running reply, its tool calls, sound in flight.
    mutating func letGoOfConnection() -> [Action] {
        speech.connectionEnded()
        video.connectionEnded()
        toolCalls.connectionLost()
        texts.connectionEnded()
        departure = .none
        resumedSilence = .unwatched
        var actions: [Action] = []
        let wasSpoken = turns.awaitsReplyToSpeech && !isUserActive
        if let turn = turns.connectionLost(keepsSpeech: isUserActive) {
            actions.append(.emit(.turnEnded(TurnEnd(wasInterrupted: true), turn: turn)))
        } else if wasSpoken {
            let text = "What you said last was not answered before the connection ended."
            actions.append(notice(.warning, text))
        }
        return actions
    }
}

extension HistoryConfig {
    fileprivate static let told = HistoryConfig(initialHistoryInClientContent: true)
}
