// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// The life of one connection: setup, then a dialogue, until it is closed.
///
/// Pure: what happens comes in as input with its time, what is to be done comes out as actions, in
/// order. `ServerSession` performs them.
package struct SessionStateMachine: Sendable {
    /// What the credentials of the upgrade request were worth.
    package enum Admission: Sendable, Equatable {
        case admitted
        case refused(SessionClose)
    }

    package struct Configuration: Sendable {
        package var admission = Admission.admitted
        package var rules = SessionSettings.Rules()
        package var setupTimeout = Duration.seconds(10)
        /// Context beyond this ends the session.
        package var maximumContextTokens = 131_072
        /// How much faster than real time the audio clock runs.
        package var speed = 1.0

        package init() {}
    }

    package enum Input: Sendable {
        case message(LiveClientMessage)
        /// A frame that is no JSON object; the text says why.
        case undecodable(String)
        /// From the job that makes the reply of this number.
        case reply(ReplyEvent, id: Int)
        case timer(SessionTimer)
    }

    private enum State {
        /// Nothing but `setup` may come.
        case awaitingSetup
        /// `setupComplete` is sent.
        case open(Dialogue)
        /// The close is decided; whatever comes is ignored.
        case closed
    }

    private var state = State.awaitingSetup
    private let configuration: Configuration

    package init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    /// The first actions of a fresh connection.
    package func begin() -> [SessionAction] {
        [.schedule(.setup, after: configuration.setupTimeout)]
    }

    /// Takes one input; `now` is the time since the connection was opened.
    package mutating func handle(_ input: Input, at now: Duration) -> [SessionAction] {
        do throws(SessionClose) {
            return try accept(input, now)
        } catch {
            return close(error)
        }
    }

    private mutating func accept(
        _ input: Input,
        _ now: Duration
    ) throws(SessionClose) -> [SessionAction] {
        switch (state, input) {
        case (.closed, _):
            return []
        case (_, .undecodable(let reason)):
            throw .invalidPayload(reason)
        case (.awaitingSetup, .message(let message)):
            return try open(message, now)
        case (.awaitingSetup, .timer(.setup)):
            throw .setupTimeout
        case (.awaitingSetup, _), (.open, .timer(.setup)):
            return []
        case (.open(var dialogue), .message(let message)):
            try check(message)
            guard message.setup == nil else { throw .setupNotFirst }
            let actions = try dialogue.handle(message, at: now)
            return try keep(dialogue, actions)
        case (.open(var dialogue), .reply(let event, let id)):
            let actions = try dialogue.handle(event, replyID: id, at: now)
            return try keep(dialogue, actions)
        case (.open(var dialogue), .timer(.turnEnd)):
            let actions = dialogue.audioClockReached(at: now)
            return try keep(dialogue, actions)
        }
    }

    private mutating func open(
        _ message: LiveClientMessage,
        _ now: Duration
    ) throws(SessionClose) -> [SessionAction] {
        // Refused only now: a close reason is all that SDKs show their users, and a refused
        // upgrade would not carry one.
        if case .refused(let close) = configuration.admission { throw close }
        try check(message)
        guard let setup = message.setup else { throw .setupNotFirst }
        let settings = try SessionSettings(validating: setup, rules: configuration.rules)
        var dialogue = Dialogue(settings: settings, speed: configuration.speed)
        let first: [SessionAction] = [
            .cancel(.setup),
            .send(LiveServerMessage(setupComplete: SetupComplete())),
        ]
        var rest = message
        rest.setup = nil
        let actions = try dialogue.handle(rest, at: now)
        return first + (try keep(dialogue, actions))
    }

    private func check(_ message: LiveClientMessage) throws(SessionClose) {
        guard let issue = message.issues.first else { return }
        throw .invalidPayload(
            "Invalid value at '\(issue.path)': expected \(issue.expected), found \(issue.found)."
        )
    }

    private mutating func keep(
        _ dialogue: Dialogue,
        _ actions: [SessionAction]
    ) throws(SessionClose) -> [SessionAction] {
        guard dialogue.contextTokens <= configuration.maximumContextTokens else {
            throw .invalidArgument("The context is exhausted.")
        }
        state = .open(dialogue)
        return actions
    }

    private mutating func close(_ close: SessionClose) -> [SessionAction] {
        state = .closed
        return [.cancelReply, .cancel(.setup), .cancel(.turnEnd), .close(close)]
    }
}
