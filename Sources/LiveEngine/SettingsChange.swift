// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// New settings being tried out on a new connection, and the way back from them.
///
/// Wire rules: Live API session management, "changed config on resume: allowed, except the model;
/// changing modality is refused". What is refused with the handle is tried once more as a new
/// session that is told the conversation; what is refused then is taken back. A setup that leaves
/// out something begins with the new session, since a resumed one may keep it.
struct SettingsChange: Sendable, Equatable {
    /// Setups that fail without a word before the new settings are taken for the cause.
    private static let patience = 2

    /// What the session was set up with before.
    let former: Setup
    /// Whether the server may go on with the handle of the former connection.
    private(set) var mayResume: Bool
    private var failures = 0

    init(from former: Setup, to new: Setup) {
        self.former = former
        mayResume = former.model == new.model && !new.leavesOutPart(of: former)
    }

    /// The server refused the setup; whether a new session remains to be tried.
    mutating func refused(_ approach: Resumption.Approach?) -> Bool {
        failures = 0
        guard case .resume = approach else { return false }
        mayResume = false
        return true
    }

    /// A connection ended in its setup without a refusal; whether it is worth another attempt.
    mutating func failed() -> Bool {
        failures += 1
        return failures < Self.patience
    }
}
