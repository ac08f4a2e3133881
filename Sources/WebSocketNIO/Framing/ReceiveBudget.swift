// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What the connections of a listener may hold together of messages that are not whole yet, or that
/// nobody has taken.
///
/// A little is free for every connection: who sends small messages never meets the limit, whatever
/// others hold.
package final class ReceiveBudget: Sendable {
    /// Free for every connection, in bytes.
    static let allowance = 64 << 10

    private let free: Atomic<Int>

    package init(bytes: Int) {
        free = Atomic(bytes)
    }

    fileprivate func take(_ bytes: Int) -> Bool {
        guard free.subtract(bytes, ordering: .relaxed).newValue < 0 else { return true }
        give(bytes)
        return false
    }

    fileprivate func give(_ bytes: Int) {
        free.add(bytes, ordering: .relaxed)
    }
}

/// What one connection holds of it.
final class ReceiveAccount: Sendable {
    private struct State {
        /// Arrived since the last message was whole.
        var pending = 0
        /// Whole, and not taken.
        var waiting = 0
        /// Taken out of the budget.
        var charged = 0
    }

    private let budget: ReceiveBudget
    private let state = Mutex(State())

    init(_ budget: ReceiveBudget) {
        self.budget = budget
    }

    deinit {
        budget.give(state.withLock(\.charged))
    }

    /// Counts bytes that have arrived; false when there is no room for them.
    func arrived(_ bytes: Int) -> Bool {
        state.withLock { state in
            state.pending += bytes
            let wanted = max(0, state.pending + state.waiting - ReceiveBudget.allowance)
            guard wanted > state.charged else { return true }
            guard budget.take(wanted - state.charged) else { return false }
            state.charged = wanted
            return true
        }
    }

    /// Nothing is unfinished any more but what a single read may have left behind.
    func settled() {
        state.withLock { state in
            state.pending = 0
            release(&state)
        }
    }

    /// A message is whole and waits to be taken.
    func completed(_ bytes: Int) {
        state.withLock { state in
            state.pending = 0
            state.waiting += bytes
            release(&state)
        }
    }

    /// It was taken.
    func taken(_ bytes: Int) {
        state.withLock { state in
            state.waiting -= bytes
            release(&state)
        }
    }

    private func release(_ state: inout State) {
        let wanted = max(0, state.pending + state.waiting - ReceiveBudget.allowance)
        guard wanted < state.charged else { return }
        budget.give(state.charged - wanted)
        state.charged = wanted
    }
}
