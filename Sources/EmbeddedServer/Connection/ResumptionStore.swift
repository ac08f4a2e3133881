// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The sessions that can be resumed, by their handles; bounded in number, age and size.
///
/// A handle may be used again and again until it expires: a client whose new connection fails at
/// once has nothing else.
final class ResumptionStore<C: Clock>: Sendable where C.Duration == Duration {
    struct Limits: Sendable {
        /// The reference says two hours after the session ended.
        var age = Duration.seconds(2 * 3_600)
        var count = 1_024
        var bytes = 64 << 20
    }

    private struct Entry {
        var session: SavedSession
        /// In the order of keeping.
        var number: Int
        var expiry: C.Instant
        /// How many connections the session is on: the one that gave the handle, and those that
        /// were opened with it.
        var connections = 1
        /// While there are any, the session ages from here on.
        var agesSince: C.Instant

        mutating func age(until now: C.Instant) {
            if connections > 0 { session.age += agesSince.duration(to: now) }
            agesSince = now
        }
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var bytes = 0
        var count = 0

        mutating func remove(_ handle: String) {
            guard let entry = entries.removeValue(forKey: handle) else { return }
            bytes -= entry.session.approximateBytes
        }
    }

    private let limits: Limits
    private let clock: C
    private let state = Mutex(State())

    init(clock: C, limits: Limits = Limits()) {
        self.clock = clock
        self.limits = limits
    }

    /// Keeps a session and gives its handle; the oldest ones make room.
    func keep(_ session: SavedSession) -> String {
        let handle = RandomName.uuid()
        let now = clock.now
        state.withLock { state in
            state.count += 1
            state.entries[handle] = Entry(
                session: session,
                number: state.count,
                expiry: now.advanced(by: limits.age),
                agesSince: now
            )
            state.bytes += session.approximateBytes
            if state.entries.count > limits.count || state.bytes > limits.bytes {
                makeRoom(&state, now)
            }
        }
        return handle
    }

    /// The session a handle stands for, unless it is unknown, forgotten or expired; as old as it
    /// has become since, and on one connection more.
    func session(for handle: String) -> SavedSession? {
        let now = clock.now
        return state.withLock { state in
            guard var entry = state.entries[handle] else { return nil }
            guard entry.expiry > now else {
                state.remove(handle)
                return nil
            }
            entry.age(until: now)
            entry.connections += 1
            state.entries[handle] = entry
            return entry.session
        }
    }

    /// Counts the life of a handle from now: its session's connection has ended.
    func renew(_ handle: String) {
        let now = clock.now
        state.withLock { state in
            guard var entry = state.entries[handle] else { return }
            entry.age(until: now)
            entry.connections = max(0, entry.connections - 1)
            entry.expiry = now.advanced(by: limits.age)
            state.entries[handle] = entry
        }
    }

    func forget(_ handle: String) {
        state.withLock { $0.remove(handle) }
    }

    private func makeRoom(_ state: inout State, _ now: C.Instant) {
        for (handle, entry) in state.entries where entry.expiry <= now { state.remove(handle) }
        while state.entries.count > limits.count || state.bytes > limits.bytes {
            guard let oldest = state.entries.min(by: { $0.value.number < $1.value.number }) else {
                return
            }
            state.remove(oldest.key)
        }
    }
}
