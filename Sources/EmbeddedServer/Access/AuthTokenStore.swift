// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The ephemeral tokens of a server, expired ones too: their owners are told so.
final class AuthTokenStore<C: Clock>: Sendable where C.Duration == Duration {
    private struct Entry {
        /// In the order of making.
        var number: Int
        var constraint: SetupConstraint
        /// Nil for any number.
        var usesLeft: Int?
        var expiry: C.Instant
        var newSessionExpiry: C.Instant
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var count = 0
    }

    private let clock: C
    private let capacity: Int
    private let state = Mutex(State())

    /// Beyond `capacity`, the oldest token is forgotten.
    init(clock: C, capacity: Int = 1_024) {
        self.clock = clock
        self.capacity = capacity
    }

    /// Makes a token; gives its name, which is its secret too.
    func make(_ request: AuthTokenRequest) -> String {
        let name = Credential.tokenPrefix + RandomName.secret()
        let now = clock.now
        state.withLock { state in
            if state.entries.count >= capacity,
                let oldest = state.entries.min(by: { $0.value.number < $1.value.number })
            {
                state.entries[oldest.key] = nil
            }
            state.count += 1
            state.entries[name] = Entry(
                number: state.count,
                constraint: request.constraint,
                usesLeft: request.uses == 0 ? nil : request.uses,
                expiry: now.advanced(by: request.life),
                newSessionExpiry: now.advanced(by: min(request.newSessionLife, request.life))
            )
        }
        return name
    }

    /// What a token lets a connection do; nil for one that was not made here.
    func grant(for name: String) -> TokenGrant? {
        guard let entry = state.withLock({ $0.entries[name] }) else { return nil }
        return TokenGrant(
            constraint: entry.constraint,
            begin: { [self] resumes in begin(name, resumes: resumes) },
            isExpired: { [clock] in clock.now >= entry.expiry }
        )
    }

    private func begin(_ name: String, resumes: Bool) -> SessionClose? {
        let now = clock.now
        return state.withLock { state in
            guard let entry = state.entries[name], now < entry.expiry else { return .tokenExpired }
            if resumes { return nil }
            guard now < entry.newSessionExpiry else { return .tokenExpired }
            guard let left = entry.usesLeft else { return nil }
            guard left > 0 else { return .tokenSpent }
            state.entries[name]?.usesLeft = left - 1
            return nil
        }
    }
}
