// SPDX-License-Identifier: Apache-2.0

extension SessionEnd {
    init(_ ending: ConnectionEnding) {
        switch ending {
        case .closed(let code, let reason, _): self = .closedByServer(code: code, reason: reason)
        case .lost(let what): self = .connectionLost(what)
        }
    }

    /// What happened, in a clause: the reason of a reconnect.
    var shortReason: String {
        switch self {
        case .closedByUser: "you closed it"
        case .closedByServer(let code, let reason): "closed with \(code)\(Self.quoted(reason))"
        case .connectionLost(let what): what
        case .failed(let error): error.message
        }
    }

    /// What happened and, where it is known, what to do: one or two sentences for a person.
    ///
    /// The codes and reason texts are those of the Live API's close frames.
    package var inPlainWords: String {
        switch self {
        case .closedByUser:
            "You ended the session."
        case .closedByServer(let code, let reason):
            "The server closed the session (\(code)\(Self.quoted(reason))). "
                + Self.advice(code: code, reason: reason)
        case .connectionLost(let what):
            what
        case .failed(let error):
            error.message
        }
    }

    /// Whether the server's close says that the key, the token or their owner is not let in.
    package var isAuthenticationFailure: Bool {
        guard case .closedByServer(_, let reason) = self else { return false }
        let signs = ["API key", "unregistered callers", "token has", "Token has", "User location"]
        return signs.contains { reason.contains($0) }
    }

    private static func quoted(_ reason: String) -> String {
        reason.isEmpty ? "" : ": \(reason)"
    }

    private static func advice(code: UInt16, reason: String) -> String {
        let known: [(sign: String, advice: String)] = [
            ("API key", "Check GEMINI_API_KEY or GOOGLE_API_KEY."),
            ("unregistered callers", "Set GEMINI_API_KEY or GOOGLE_API_KEY."),
            ("oken has", "Make a new ephemeral token."),
            ("is not found", "Choose another model with --model."),
            ("modalit", "Choose the other --modality: this model does not give this one."),
            ("voices from a non-audio", "This model only speaks: use --modality audio."),
            ("quota", "The key's quota is used up; wait, or use another key."),
            ("GoAway", "The connection reached its time limit; reconnect."),
            ("Deadline expired", "The connection reached its time limit; reconnect."),
        ]
        if let match = known.first(where: { reason.contains($0.sign) }) { return match.advice }
        switch code {
        case 1000, 1001: return "Reconnect to start a new session."
        case 1007: return "It did not accept something this client sent; see the last frames."
        case 1008: return "It does not allow this request; see the last frames."
        case 1011: return "That is a fault on its side; try again in a moment."
        default: return "Reconnect to try again."
        }
    }
}
