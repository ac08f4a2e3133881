// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// The life of one connection: setup, then a session, until it is closed.
///
/// Pure: what happens comes in as input with its time, what is to be done comes out as actions, in
/// order. `ServerSession` performs them.
package struct SessionStateMachine: Sendable {
    /// What the credentials of the upgrade request were worth.
    package enum Admission: Sendable {
        case admitted
        /// An ephemeral token: what it allows.
        case limited(TokenGrant)
        case refused(SessionClose)
    }

    package struct Configuration: Sendable {
        package var admission = Admission.admitted
        package var rules = SessionSettings.Rules()
        package var setupTimeout = Duration.seconds(10)
        package var limits = SessionLimits()
        /// What `goAway` says when the server is to end.
        package var drainTime = Duration.seconds(5)
        /// The session a resumption handle stands for.
        package var recall: @Sendable (String) -> SavedSession? = { _ in nil }
        /// How much faster than real time the audio clock runs.
        package var speed = 1.0
        /// `interactionStatus` says whether the turn goes on once functions have returned.
        package var statesInteraction = false
        /// Shared by the sessions of a server.
        package var resamplers = ResamplerShelf()

        package init() {}
    }

    package enum Input: Sendable {
        /// A message of the client's, or a further piece of one.
        case message(LiveClientMessage, isContinued: Bool = false)
        /// A frame that is no JSON object; the text says why.
        case undecodable(String)
        /// From the job that makes the reply of this number.
        case reply(ReplyEvent, id: Int)
        /// From the job that recognizes the utterance of this number.
        case hearing(Hearing, id: Int)
        case timer(SessionTimer)
        /// The server is to end.
        case leave
        /// A mistake is to be made.
        case fault(FaultOrder)
    }

    /// Nil while nothing but `setup` may come, and once the connection is to be closed.
    ///
    /// Changed where it is: with two owners, every step would copy what the session has heard.
    private var session: OpenSession?
    /// The close is decided; whatever comes is ignored.
    private var isClosed = false
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
        guard !isClosed else { return [] }
        if case .fault(.close(let code, let reason)) = input { throw SessionClose(code, reason) }
        if case .undecodable(let reason) = input { throw .invalidPayload(reason) }
        if session != nil, case .message(let message, _) = input {
            try check(message)
            try checkToken()
            guard message.setup == nil else { throw .setupNotFirst }
        }
        guard let actions = try session?.handle(input, at: now) else {
            return try acceptBeforeSetup(input, now)
        }
        return session?.isOver == true ? actions + close(.shuttingDown) : actions
    }

    private mutating func acceptBeforeSetup(
        _ input: Input,
        _ now: Duration
    ) throws(SessionClose) -> [SessionAction] {
        switch input {
        case .message(let message, _): return try open(message, now)
        case .timer(.setup): throw .setupTimeout
        case .leave: throw .shuttingDown
        case .undecodable, .reply, .hearing, .timer, .fault: return []
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
        guard var setup = message.setup else { throw .setupNotFirst }
        let grant = configuration.admission.grant
        if let grant { setup = grant.constraint.applied(to: setup) }
        var session = try OpenSession(setup, configuration: configuration)
        if let refusal = grant?.begin(session.isResumed) { throw refusal }
        let first: [SessionAction] = [
            .cancel(.setup),
            .send(LiveServerMessage(setupComplete: SetupComplete())),
        ]
        var rest = message
        rest.setup = nil
        let actions =
            session.begin(at: now)
            + (try session.handle(.message(rest, isContinued: true), at: now))
        self.session = session
        return first + actions
    }

    private func check(_ message: LiveClientMessage) throws(SessionClose) {
        if configuration.rules.isStrict, let field = message.unknown.first {
            throw .unknownName(field.path)
        }
        guard let issue = message.issues.first else { return }
        throw .invalidPayload(
            "Invalid value at '\(issue.path)': expected \(issue.expected), found \(issue.found)."
        )
    }

    private func checkToken() throws(SessionClose) {
        if configuration.admission.grant?.isExpired() == true { throw .tokenExpiredMeanwhile }
    }

    private mutating func close(_ close: SessionClose) -> [SessionAction] {
        session = nil
        isClosed = true
        // What has lasted as long as it may is not to be resumed for its last second again.
        let over: [SessionAction] = close == .sessionLifeOver ? [.forgetHandles] : []
        return over + [.cancelReply] + SessionTimer.allCases.map { .cancel($0) } + [.close(close)]
    }
}

extension SessionStateMachine.Admission {
    fileprivate var grant: TokenGrant? {
        if case .limited(let grant) = self { grant } else { nil }
    }
}
