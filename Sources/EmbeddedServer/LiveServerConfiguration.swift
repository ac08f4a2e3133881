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
    /// The context of a session may grow to this many tokens.
    package var contextTokens = 131_072
    /// Divides every wait of the server: pauses, the writing of text, the end of speech.
    package var speed = 1.0
    package var maximumConnections = 1_024

    package init() {}

    func session(
        apiVersion: String,
        credential: Credential?
    ) -> SessionStateMachine.Configuration {
        var session = SessionStateMachine.Configuration()
        session.admission = admission(of: credential)
        session.rules = SessionSettings.Rules(apiVersion: apiVersion, unknownModels: unknownModels)
        session.maximumContextTokens = contextTokens
        session.speed = max(speed, 0.01)
        return session
    }

    private func admission(of credential: Credential?) -> SessionStateMachine.Admission {
        guard let credential else { return .refused(.unregistered) }
        return authKeys.isEmpty || credential.isAmong(authKeys) ? .admitted : .refused(.keyInvalid)
    }
}
