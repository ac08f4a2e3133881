// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Synchronization

/// The way to the session that is attached, if one is; for use from any thread.
final class VideoOutlet: Sendable {
    private struct State {
        var submit: (@Sendable (SessionCommand) -> Bool)?
        var sessions = 0
    }

    private let state = Mutex(State())

    /// Sessions that were attached so far.
    var sessions: Int { state.withLock { $0.sessions } }

    func attach(_ submit: @escaping @Sendable (SessionCommand) -> Bool) {
        state.withLock { state in
            state.submit = submit
            state.sessions += 1
        }
    }

    func detach() {
        state.withLock { $0.submit = nil }
    }

    /// Whether a session took the command.
    func submit(_ command: SessionCommand) -> Bool {
        state.withLock(\.submit)?(command) ?? false
    }
}
