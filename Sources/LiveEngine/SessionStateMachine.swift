// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// The protocol logic of a session, without I/O: inputs in, actions out.
///
/// Wire rules: Live API WebSockets reference, "setup first and once", "generationComplete, then
/// turnComplete", "interrupted, then turnComplete".
package struct SessionStateMachine: Sendable {
    /// Where the session stands.
    package enum State: Sendable, Equatable {
        /// `start` has not been called.
        case idle
        /// The transport is opening a connection.
        case connecting(attempt: Int)
        /// `setup` is sent; its answer is awaited.
        case settingUp
        /// `setupComplete` arrived.
        case ready
        /// The user closed the session; the connection's end is awaited.
        case closing
        /// Nothing more is accepted.
        case ended(SessionEnd)
    }

    /// What the owner of the machine has to do, in order.
    package enum Action: Sendable, Equatable {
        case connect
        case send(LiveClientMessage)
        case emit(SessionEvent.Kind)
        /// Call `setupTimedOut()` after this long, unless the session has moved on.
        case startSetupTimer(Duration)
        case closeConnection(code: UInt16, reason: String)
        case finish
    }

    package private(set) var state = State.idle
    private let configuration: SessionConfiguration
    var turns = TurnTracker()
    private var queuedTexts: [QueuedText] = []
    /// Paths of unknown and mistyped fields that were reported already.
    var shownFields: Set<String> = []

    private struct QueuedText: Equatable {
        var text: String
        var turn: Int
    }

    /// Texts kept while a connection is being set up.
    package static let queuedTextLimit = 256

    package init(configuration: SessionConfiguration) {
        self.configuration = configuration
    }

    /// Begins the first connection.
    package mutating func start() -> [Action] {
        guard state == .idle else { return [] }
        state = .connecting(attempt: 1)
        return [.emit(.phase(.connecting(attempt: 1))), .connect]
    }

    /// The transport has a connection.
    package mutating func connected() -> [Action] {
        guard case .connecting = state else { return [] }
        state = .settingUp
        return [
            .emit(.phase(.settingUp)),
            .send(LiveClientMessage(setup: configuration.setup)),
            .startSetupTimer(configuration.setupTimeout),
        ]
    }

    /// The transport could not make a connection.
    package mutating func connectFailed(_ error: SessionError) -> [Action] {
        state == .closing ? finish(.closedByUser) : finish(.failed(error))
    }

    /// `setup` was not answered in time.
    package mutating func setupTimedOut() -> [Action] {
        guard state == .settingUp else { return [] }
        let waited = configuration.setupTimeout
        let error = SessionError(
            .protocolViolation,
            "The server accepted the connection but did not answer `setup` within \(waited).",
            isRetryable: true
        )
        return [.closeConnection(code: 1000, reason: "setup not answered")] + finish(.failed(error))
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

    /// The connection is gone.
    package mutating func connectionEnded(_ ending: ConnectionEnding) -> [Action] {
        if state == .closing { return finish(.closedByUser) }
        switch ending {
        case .closed(let code, let reason, _):
            return finish(.closedByServer(code: code, reason: reason))
        case .lost(let what):
            return finish(.connectionLost(what))
        }
    }

    /// The user or a program asks for something.
    package mutating func command(_ command: SessionCommand) -> [Action] {
        switch command {
        case .sendText(let text): sendText(text)
        case .interrupt: interrupt()
        case .close: close()
        }
    }

    /// The server accepted the setup: what waited is sent.
    mutating func setupCompleted() -> [Action] {
        guard state == .settingUp else {
            return [notice(.warning, "The server sent `setupComplete` again.")]
        }
        state = .ready
        let texts = queuedTexts
        queuedTexts = []
        return [.emit(.phase(.ready))]
            + texts.flatMap { queued in
                [
                    Action.emit(.userText(queued.text, turn: queued.turn, delivery: .sent)),
                    .send(message(for: queued.text)),
                ]
            }
    }

    private mutating func sendText(_ text: String) -> [Action] {
        switch state {
        case .ready:
            let turn = turns.inputSent()
            return [
                .emit(.userText(text, turn: turn, delivery: .sent)), .send(message(for: text)),
            ]
        case .idle, .connecting, .settingUp:
            guard queuedTexts.count < Self.queuedTextLimit else {
                return [notice(.warning, "Not sent: \(queuedTexts.count) texts wait already.")]
            }
            let turn = turns.inputSent()
            queuedTexts.append(QueuedText(text: text, turn: turn))
            return [.emit(.userText(text, turn: turn, delivery: .queued))]
        case .closing, .ended:
            return [.emit(.userText(text, turn: turns.inputSent(), delivery: .lost))]
        }
    }

    private func message(for text: String) -> LiveClientMessage {
        switch configuration.textRoute {
        case .clientContent:
            let turn = Content(role: "user", parts: [Part(text: text)])
            return LiveClientMessage(
                clientContent: ClientContent(turns: [turn], turnComplete: true)
            )
        case .realtimeInput:
            return LiveClientMessage(realtimeInput: RealtimeInput(text: text))
        }
    }

    private mutating func interrupt() -> [Action] {
        guard state == .ready, turns.isReplying else {
            return [notice(.info, "No reply is running, so there is nothing to interrupt.")]
        }
        guard configuration.textRoute == .clientContent else {
            return [notice(.warning, "This model's reply is interrupted by speaking or typing.")]
        }
        // Any clientContent interrupts; without turns and unfinished it asks for nothing new.
        return [.send(LiveClientMessage(clientContent: ClientContent(turnComplete: false)))]
    }

    private mutating func close() -> [Action] {
        switch state {
        case .settingUp, .ready:
            state = .closing
            return [.emit(.phase(.closing)), .closeConnection(code: 1000, reason: "")]
        case .idle, .connecting:
            return finish(.closedByUser)
        case .closing, .ended:
            return []
        }
    }

    private mutating func finish(_ end: SessionEnd) -> [Action] {
        if case .ended = state { return [] }
        state = .ended(end)
        let lost = queuedTexts.map {
            Action.emit(.userText($0.text, turn: $0.turn, delivery: .lost))
        }
        queuedTexts = []
        return lost + [.emit(.phase(.ended(end))), .finish]
    }

    func notice(_ level: Notice.Level, _ text: String) -> Action {
        .emit(.notice(Notice(level, text)))
    }
}
