// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import Synchronization

/// What a conversation without a screen waits for, shared between its reader and its speaker.
final class ReplyProgress: Sendable {
    private struct State {
        /// Who waits for a reply: typed turns and the recording count alike.
        var awaiting = 0
        var lastActivity = ContinuousClock.now
        var timedOut = false
        var spoken = SpokenReplyWatch()
        /// Calls that our own tools are still busy with.
        var runningCalls: Set<String> = []
    }

    private let state = Mutex(State())

    var timedOut: Bool { state.withLock(\.timedOut) }
    var heardSpeech: Bool { state.withLock(\.spoken.heardSpeech) }
    var spokenIsAnswered: Bool { state.withLock(\.spoken.isComplete) }

    func consume(_ event: SessionEvent) {
        state.withLock { state in
            state.lastActivity = .now
            state.spoken.consume(event)
            switch event.kind {
            case .tool(let event) where event.isFinal: state.runningCalls.remove(event.id)
            case .tool(let event): state.runningCalls.insert(event.id)
            default: break
            }
        }
    }

    func beginAwaiting() {
        state.withLock { state in
            state.awaiting += 1
            state.lastActivity = .now
        }
    }

    func endAwaiting() { state.withLock { $0.awaiting -= 1 } }

    /// When to look again; nil once the silence has lasted for `timeout`.
    func deadline(after timeout: Duration) -> ContinuousClock.Instant? {
        state.withLock { state in
            let now = ContinuousClock.now
            let deadline = state.lastActivity.advanced(by: timeout)
            if deadline > now { return deadline }
            // A tool has a time limit of its own, and the server says nothing meanwhile.
            guard state.awaiting > 0, state.runningCalls.isEmpty else {
                return now.advanced(by: timeout)
            }
            state.timedOut = true
            return nil
        }
    }
}
