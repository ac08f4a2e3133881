// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The long sleep of a loop that has nothing to move; whoever brings it something ends the sleep.
final class LoopRest: Sendable {
    private struct State {
        var isRoused = false
        var sleep: Task<Void, Never>?
    }

    private let state = Mutex(State())

    /// Ends the sleep, or the one that would begin before the next turn; callable from any thread.
    func rouse() {
        let sleep = state.withLock { state in
            state.isRoused = true
            return state.sleep
        }
        sleep?.cancel()
    }

    /// What comes from now on keeps the loop from sleeping.
    func beginTurn() {
        state.withLock { $0.isRoused = false }
    }

    /// Returns at the time, when roused, or when the task is cancelled.
    func sleep<C: Clock>(on clock: C, until deadline: C.Instant) async {
        let sleep = Task { _ = try? await clock.sleep(until: deadline, tolerance: nil) }
        let isRoused = state.withLock { state in
            state.sleep = sleep
            return state.isRoused
        }
        if isRoused { sleep.cancel() }
        await withTaskCancellationHandler {
            await sleep.value
        } onCancel: {
            sleep.cancel()
        }
        state.withLock { $0.sleep = nil }
    }
}
