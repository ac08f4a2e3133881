// SPDX-License-Identifier: Apache-2.0

package import WebSocketNIO

/// What a `LiveServer` is told from outside.
package struct LiveServerConfiguration: Sendable {
    package var host = "127.0.0.1"
    /// 0 lets the system choose.
    package var port = 0
    /// Serves `wss` when given.
    package var tls: TLSIdentity?
    /// Keys that are accepted; with none, any key that is not empty.
    package var authKeys: [String] = []
    /// Models answered as unknown, with or without `models/`.
    package var unknownModels: Set<String> = []
    /// Refuses what the Live API is documented to refuse and clients get along without: unknown
    /// fields, and what a model's series does not take.
    package var isStrict = false
    /// The context of a session may grow to this many tokens; compression defaults depend on it.
    package var contextTokens = 131_072
    /// A connection is closed after this time; nil leaves it open.
    package var connectionLife: Duration? = .seconds(600)
    /// A session ends after this time, over all its connections; nil lets it go on.
    ///
    /// Sessions that have their context compressed go on in any case.
    package var sessionLife: Duration? = .seconds(900)
    /// A session ends this long after its first picture; nil lets it go on.
    package var sessionLifeWithVideo: Duration? = .seconds(120)
    /// How long before the end of a connection or session `goAway` announces it.
    package var goAwayLead = Duration.seconds(60)
    /// Divides every wait of the server: pauses, the writing of text, the end of speech.
    package var speed = 1.0
    /// What follows a `toolCall` while its functions run.
    package var afterToolCall = AfterToolCall.auto
    package var maximumConnections = 1_024
    /// What one connection's frames and messages may cost.
    package var webSocketLimits = WebSocketLimits()
    /// What all connections together may hold of messages that are not whole, or not taken yet.
    package var receiveBudgetBytes = 128 << 20
    /// A client that takes longer to say what it wants is cut off.
    package var handshakeTimeLimit = Duration.seconds(10)
    package var outgoing = OutgoingLimits()
    /// When the server is to end, replies that are on their way may take this long to finish.
    package var drainTime = Duration.seconds(5)

    package init() {}

    func session(
        apiVersion: String,
        userAgent: String?
    ) -> SessionStateMachine.Configuration {
        var session = SessionStateMachine.Configuration()
        session.rules = SessionSettings.Rules(
            apiVersion: apiVersion,
            unknownModels: unknownModels,
            isStrict: isStrict,
            contextTokens: contextTokens
        )
        session.limits = SessionLimits(
            connectionLife: connectionLife,
            sessionLife: sessionLife,
            sessionLifeWithVideo: sessionLifeWithVideo,
            goAwayLead: goAwayLead
        )
        session.speed = max(speed, 0.01)
        session.statesInteraction = afterToolCall.statesInteraction(to: userAgent)
        return session
    }
}
