// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// The protocol logic of a session, without I/O: inputs in, actions out.
///
/// Wire rules: Live API WebSockets reference, "setup first and once", "generationComplete, then
/// turnComplete", "interrupted, then turnComplete"; session management, "goAway" and "resumption".
package struct SessionStateMachine: Sendable {
    /// Where the session stands.
    package enum State: Sendable, Equatable {
        /// `start` has not been called.
        case idle
        /// The transport is opening a connection.
        case connecting
        /// `setup` is sent; its answer is awaited.
        case settingUp
        /// `setupComplete` arrived.
        case ready
        /// The connection is being closed to make room for the next one; its end is awaited.
        case leaving
        /// There is no connection; the next attempt waits for its time.
        case waiting
        /// The user closed the session; the connection's end is awaited.
        case closing
        /// Nothing more is accepted.
        case ended(SessionEnd)
    }

    /// What the owner of the machine has to do, in order.
    package enum Action: Sendable, Equatable {
        /// Open a connection; there is none.
        case connect
        case send(LiveClientMessage)
        /// Send these bytes as they are.
        case sendRaw([UInt8])
        case emit(SessionEvent.Kind)
        /// Call `timerFired` after this long; a timer that still runs is replaced.
        case startTimer(Timer, Duration)
        case closeConnection(code: UInt16, reason: String)
        /// Let go of the connection without a word, and report it lost for this reason.
        case dropConnection(String)
        case finish
    }

    /// What time is measured for.
    package enum Timer: Sendable, Hashable {
        /// From `setup` to `setupComplete`.
        case setup
        /// From our close frame to the connection's end.
        case close
        /// Until the next attempt to connect.
        case backoff
        /// Until a connection counts as good.
        case stability
        /// From `goAway` until a quiet moment is looked for.
        case departureWindow
        /// From `goAway` until there is no more time to wait for one.
        case departure
        /// From the first words a resumed session heard until it says something.
        case resumedSilence
    }

    package internal(set) var state = State.idle
    var configuration: SessionConfiguration
    var turns = TurnTracker()
    var texts = TextOutbox()
    var speech = SpeechQueue()
    var video = VideoQueue()
    var toolCalls = ToolCallLedger()
    /// Frames of the session that were no messages.
    var undecodableCount = 0
    var history = ConversationHistory()

    /// Whether `activityStart` was the last mark given.
    var isUserActive = false
    /// Whether our own detector hears the user.
    var isUserHeard = false
    /// Paths of unknown and mistyped fields that were reported already.
    var shownFields: Set<String> = []

    var backoff: Backoff
    var randomness: any RandomNumberGenerator & Sendable
    var resumption: Resumption
    /// What the present connection began with; nil for the first one.
    var approach: Resumption.Approach?
    var departure = Departure.none
    /// What the next connection is to be set up with, where that is something else.
    var wantedSetup: Setup?
    /// The new settings that the connection being made tries out.
    var change: SettingsChange?
    var resumedSilence = ResumedSilence.unwatched
    /// Whether any connection got as far as `setupComplete`.
    var hasBeenReady = false
    /// Whether the present connection has lasted long enough to be trusted.
    var isStable = false

    /// Makes a machine.
    ///
    /// - Parameters:
    ///   - configuration: What to set up, and how long to keep at it.
    ///   - randomness: Where the jitter of reconnecting comes from.
    package init(
        configuration: SessionConfiguration,
        randomness: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.configuration = configuration
        self.randomness = randomness
        backoff = configuration.backoff
        resumption = Resumption(handle: configuration.setup.sessionResumption?.handle)
    }

    /// Begins the first connection.
    package mutating func start() -> [Action] {
        guard state == .idle else { return [] }
        return connect(attempt: 1)
    }

    /// The transport has a connection.
    package mutating func connected() -> [Action] {
        guard state == .connecting else { return [] }
        state = .settingUp
        return [
            .emit(.phase(.settingUp)), .send(LiveClientMessage(setup: nextSetup())),
            .startTimer(.setup, configuration.setupTimeout),
        ]
    }

    /// The transport could not make a connection.
    package mutating func connectFailed(_ error: SessionError) -> [Action] {
        guard state == .connecting else { return connectionEnded(.lost(error.message)) }
        guard outlivesConnections, error.isRetryable else { return finish(.failed(error)) }
        return retry(orEndWith: .failed(error), reason: error.message)
    }

    /// The connection is gone.
    package mutating func connectionEnded(_ ending: ConnectionEnding) -> [Action] {
        switch state {
        case .closing: finish(.closedByUser)
        case .leaving: connect(attempt: 1)
        case .connecting, .settingUp, .ready: connectionLost(ending)
        case .idle, .waiting, .ended: []
        }
    }

    /// The time of a timer is over.
    package mutating func timerFired(_ timer: Timer) -> [Action] {
        switch (timer, state) {
        case (.setup, .settingUp): setupTimedOut()
        case (.close, .leaving), (.close, .closing):
            [.dropConnection("The server did not answer the close frame.")]
        case (.backoff, .waiting): connect(attempt: backoff.attempts)
        case (.stability, .ready): connectionProvedStable()
        case (.departureWindow, .ready): departureWindowOpened()
        case (.departure, .ready): departureIsDue()
        case (.resumedSilence, .ready): resumedSessionStayedSilent()
        default: []
        }
    }

    /// More waits to be written than the configuration allows.
    package mutating func outboundOverflowed() -> [Action] {
        let limit = configuration.outboundLimitBytes
        let error = SessionError(
            .outboundOverflow,
            "The server stopped reading: more than \(limit) bytes wait to be sent.",
            isRetryable: true
        )
        return finish(.failed(error))
    }

    mutating func connect(attempt: Int) -> [Action] {
        state = .connecting
        return [.emit(.phase(.connecting(attempt: attempt))), .connect]
    }

    mutating func finish(_ end: SessionEnd) -> [Action] {
        if case .ended = state { return [] }
        // What a live connection was given is with the server, whatever comes of it.
        let isDelivered = state == .closing
        state = .ended(end)
        let lost = texts.abandon().filter { !($0.wasSent && isDelivered) }.map {
            Action.emit(.userText($0.text, turn: $0.turn, delivery: .lost))
        }
        let unsent = speech.abandon()
        video.abandon()
        // Who ends the session does not wait for an answer to what was said last.
        let isLoss = unsent > .zero && end != .closedByUser
        return lost + (isLoss ? [notice(ofLost: unsent)] : [])
            + [.emit(.phase(.ended(end))), .finish]
    }

    func notice(_ level: Notice.Level, _ text: String) -> Action {
        .emit(.notice(Notice(level, text)))
    }
}
