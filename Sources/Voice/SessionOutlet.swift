// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Synchronization

/// The way to the session that is attached, if one is.
final class SessionOutlet: Sendable {
    /// One attachment; sends nothing any more once another one or none has taken its place.
    struct Session: Sendable {
        fileprivate let number: Int
        fileprivate let submit: @Sendable (SessionCommand) -> Bool
    }

    private struct State {
        var session: Session?
        var count = 0
    }

    private let state = Mutex(State())

    var session: Session? { state.withLock(\.session) }

    func attach(_ submit: @escaping @Sendable (SessionCommand) -> Bool) {
        state.withLock { state in
            state.count += 1
            state.session = Session(number: state.count, submit: submit)
        }
    }

    func detach() {
        state.withLock { $0.session = nil }
    }

    /// Whether the session took it.
    func send(_ command: SessionCommand, to session: Session?) -> Bool {
        guard let session, self.session?.number == session.number else { return false }
        return session.submit(command)
    }
}

extension SessionOutlet.Session: Equatable {
    static func == (first: Self, second: Self) -> Bool { first.number == second.number }
}
