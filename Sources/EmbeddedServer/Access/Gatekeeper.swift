// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import WebSocketNIO

/// Decides what a credential is worth, and makes ephemeral tokens.
struct Gatekeeper<C: Clock>: Sendable where C.Duration == Duration {
    private let authKeys: [String]
    private let tokens: AuthTokenStore<C>
    private let wallClock: @Sendable () -> Duration

    /// Without `authKeys`, any key that is not empty is accepted; `wallClock` is the time since
    /// 1970, for the times in requests.
    init(
        authKeys: [String],
        tokens: AuthTokenStore<C>,
        wallClock: @escaping @Sendable () -> Duration = Timestamp.now
    ) {
        self.authKeys = authKeys
        self.tokens = tokens
        self.wallClock = wallClock
    }

    /// What the request of a session is admitted to.
    func admission(
        of head: HTTPRequestHead,
        isConstrained: Bool
    ) -> SessionStateMachine.Admission {
        guard let credential = Credential(head, prefersToken: isConstrained) else {
            return .refused(.unregistered)
        }
        guard let token = credential.token else {
            return accepts(credential) ? .admitted : .refused(.keyInvalid)
        }
        // Tokens are good for the constrained method only.
        guard isConstrained else { return .refused(.unregistered) }
        if let grant = tokens.grant(for: token) { return .limited(grant) }
        return accepts(credential) ? .admitted : .refused(.keyInvalid)
    }

    /// Answers a request to make a token.
    func makeToken(_ head: HTTPRequestHead, _ body: [UInt8]) -> HTTPReply {
        do throws(RESTFailure) {
            guard head.method == "POST" else {
                throw RESTFailure(
                    status: 405,
                    name: "UNIMPLEMENTED",
                    message: "Tokens are made with POST."
                )
            }
            guard let credential = Credential(head) else {
                throw RESTFailure(
                    status: 403,
                    name: "PERMISSION_DENIED",
                    message: SessionClose.unregistered.reason
                )
            }
            guard credential.token == nil, accepts(credential) else {
                throw .invalidArgument(SessionClose.keyInvalid.reason)
            }
            let name = tokens.make(try AuthTokenRequest(body: body, now: wallClock()))
            return HTTPReply(
                status: 200,
                contentType: "application/json; charset=UTF-8",
                body: JSONValue.object(["name": .string(name)]).serialized(pretty: true)
            )
        } catch {
            return error.reply
        }
    }

    private func accepts(_ credential: Credential) -> Bool {
        authKeys.isEmpty || credential.isAmong(authKeys)
    }
}
