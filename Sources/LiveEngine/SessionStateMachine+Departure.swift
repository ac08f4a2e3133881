// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Leaving a connection before the server cuts it, or when it turns out to be no good.
extension SessionStateMachine {
    /// What is arranged about the end that the server announced.
    enum Departure: Sendable, Equatable {
        case none
        /// There is time: it is too early to look for a quiet moment.
        case announced
        /// The next quiet moment is taken.
        case wanted
    }

    /// Whether a resumed session is known to answer: some only go on listening.
    enum ResumedSilence: Sendable, Equatable {
        case unwatched
        /// It was resumed and has heard nothing yet.
        case armed
        /// It has heard something and is expected to answer.
        case running
    }

    /// How long before the cut a quiet moment is looked for.
    package static let departureWindow = Duration.seconds(60)
    /// The time that is kept at least, of what the server leaves, for closing and connecting.
    private static let departureMargin = Duration.seconds(10)
    /// What to count with when the server does not say.
    private static let assumedTimeLeft = Duration.seconds(5)
    /// From words heard to an answer; a poisoned session never gives one.
    package static let resumedSilenceTime = Duration.seconds(8)

    /// The server may be silent from now on, so nothing but time is relied on.
    mutating func goAwayReceived(_ goAway: GoAway) -> [Action] {
        let news = Action.emit(.goAway(timeLeft: goAway.timeLeft))
        guard state == .ready, outlivesConnections else { return [news] }
        let timeLeft = max(goAway.timeLeft ?? Self.assumedTimeLeft, .zero)
        let latest = timeLeft - min(timeLeft / 4, Self.departureMargin)
        var actions = [news, .startTimer(.departure, latest)]
        if timeLeft > Self.departureWindow {
            departure = .announced
            actions.append(.startTimer(.departureWindow, timeLeft - Self.departureWindow))
            return actions
        }
        departure = .wanted
        return actions + leaveIfQuiet()
    }

    mutating func departureWindowOpened() -> [Action] {
        guard departure == .announced else { return [] }
        departure = .wanted
        return leaveIfQuiet()
    }

    mutating func departureIsDue() -> [Action] {
        departure == .none ? [] : leave(Self.announcedEnd)
    }

    /// Leaves when that was wanted and cuts nobody off.
    ///
    /// A connection that was announced to end as soon as it began is kept until it has to be left,
    /// or two servers that do so would be asked in turn without end.
    mutating func leaveIfQuiet() -> [Action] {
        guard state == .ready, isQuiet else { return [] }
        if wantedSetup != nil { return leave(Self.newSettings) }
        guard departure == .wanted, isStable else { return [] }
        return leave(Self.announcedEnd)
    }

    private static let announcedEnd = "goAway"

    /// Nobody speaks, nothing is awaited, and the handle stands for all that was said.
    var isQuiet: Bool {
        !turns.isOpen && texts.isEmpty && !isUserActive && !isUserHeard && toolCalls.isEmpty
            && resumption.isCurrent
    }

    /// Closes the connection, to open the next one once it is gone: the server refuses to resume a
    /// session whose old connection is open.
    mutating func leave(_ reason: String) -> [Action] {
        let cut = letGoOfConnection()
        state = .leaving
        return cut + [
            .emit(.phase(.moving(reason: reason))),
            .closeConnection(code: 1000, reason: ""), .startTimer(.close, Self.closeTime),
        ]
    }

    mutating func resumedSessionStayedSilent() -> [Action] {
        guard resumedSilence == .running, let approach else { return [] }
        resumption.refused(approach)
        return leave("the resumed session hears but does not answer")
    }

    /// Keeps the books about what the log is told, and draws the consequences.
    mutating func accounted(_ actions: [Action]) -> [Action] {
        var consequences: [Action] = []
        for case .emit(let kind) in actions {
            history.follow(kind)
            switch kind {
            case .modelText(_, let turn, _), .modelAudio(_, let turn),
                .outputTranscript(_, let turn), .toolCall(_, let turn):
                replyMoved(turn)
            // A reply that was cut before its first piece answered nothing.
            case .turnEnded(let end, let turn) where !end.wasInterrupted:
                replyMoved(turn)
            case .inputTranscript where resumedSilence == .armed:
                resumedSilence = .running
                consequences.append(.startTimer(.resumedSilence, Self.resumedSilenceTime))
            default:
                break
            }
        }
        return actions + consequences
    }

    private mutating func replyMoved(_ turn: Int) {
        texts.replyBegan(turn: turn)
        resumption.conversationMoved()
        resumedSilence = .unwatched
    }
}
