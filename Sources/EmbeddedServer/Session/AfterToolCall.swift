// SPDX-License-Identifier: Apache-2.0

/// What follows a `toolCall` while its functions run.
///
/// Seen by running SDKs against servers: with nothing, one framework waits for ever; a bare
/// `turnComplete` ends the loops that the documentation shows before the answer is there. A
/// `turnComplete` whose `interactionStatus` is `IN_PROGRESS` suits both, where the SDK reads it.
package enum AfterToolCall: String, Sendable, CaseIterable {
    /// `inProgress`, except for SDKs that are known not to read the status.
    case auto
    /// `turnComplete` with `IN_PROGRESS`; the end of the answer says `IDLE`.
    case inProgress = "in-progress"
    case nothing

    /// The first Python SDK whose `receive()` goes on after `IN_PROGRESS`; found in its releases.
    private static let firstPythonThatReads = [2, 23]

    /// Whether a client of this `user-agent` is told the status of the interaction.
    package func statesInteraction(to userAgent: String?) -> Bool {
        switch self {
        case .auto: !Self.endsAtAnyTurnComplete(userAgent ?? "")
        case .inProgress: true
        case .nothing: false
        }
    }

    private static func endsAtAnyTurnComplete(_ agent: String) -> Bool {
        // The SDK for browsers cannot name itself.
        if agent.hasPrefix("Mozilla/") { return true }
        let words = agent.split(separator: " ")
        guard let sdk = words.first(where: { $0.hasPrefix("google-genai-sdk/") }) else {
            return false
        }
        guard words.contains(where: { $0.hasPrefix("gl-python") }) else { return true }
        let version = sdk.drop { $0 != "/" }.dropFirst().split(separator: ".").prefix(2)
            .map { Int($0) ?? 0 }
        return version.lexicographicallyPrecedes(firstPythonThatReads)
    }
}
