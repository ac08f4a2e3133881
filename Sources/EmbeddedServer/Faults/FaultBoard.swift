// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Hands fault orders to the sessions that are running when they are given.
final class FaultBoard: Sendable {
    private struct State {
        var sessions: [Int: AsyncStream<FaultOrder>.Continuation] = [:]
        var nextID = 0
    }

    private let state = Mutex(State())

    /// Orders that wait for one session; more are dropped.
    private static let capacity = 64

    /// The orders of one session from now on, and the number to leave with.
    func join() -> (id: Int, orders: AsyncStream<FaultOrder>) {
        let (stream, continuation) = AsyncStream.makeStream(
            of: FaultOrder.self,
            bufferingPolicy: .bufferingOldest(Self.capacity)
        )
        let id = state.withLock { state in
            state.nextID += 1
            state.sessions[state.nextID] = continuation
            return state.nextID
        }
        return (id, stream)
    }

    func leave(_ id: Int) {
        state.withLock { $0.sessions.removeValue(forKey: id) }?.finish()
    }

    /// Hands an order to all; returns to how many.
    func post(_ order: FaultOrder) -> Int {
        let sessions = state.withLock { Array($0.sessions.values) }
        for session in sessions { session.yield(order) }
        return sessions.count
    }
}
