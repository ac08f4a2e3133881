// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Runs jobs in named slots, at most one in each.
///
/// Starting a job cancels the one its slot held, without waiting for that one to wind down: what a
/// cancelled job still delivers has to be told apart by its receiver.
final class JobSlots<Slot: Hashable & Sendable>: Sendable {
    typealias Operation = @Sendable () async -> Void

    private struct Job {
        var operation: Operation
        /// Ends when the job is to stop.
        var stop: AsyncStream<Never>
    }

    private struct State {
        var waiting: [Slot: Job] = [:]
        var stops: [Slot: AsyncStream<Never>.Continuation] = [:]
    }

    private let state = Mutex(State())
    private let doorbell: AsyncStream<Void>
    private let ring: AsyncStream<Void>.Continuation

    init() {
        (doorbell, ring) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func start(_ slot: Slot, _ operation: @escaping Operation) {
        let (stop, continuation) = AsyncStream.makeStream(of: Never.self)
        let previous = state.withLock { state in
            state.waiting[slot] = Job(operation: operation, stop: stop)
            return state.stops.updateValue(continuation, forKey: slot)
        }
        previous?.finish()
        ring.yield()
    }

    func cancel(_ slot: Slot) {
        let previous = state.withLock { state in
            state.waiting[slot] = nil
            return state.stops.removeValue(forKey: slot)
        }
        previous?.finish()
    }

    /// Runs what is started, until the calling task is cancelled; the jobs end with it.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await _ in doorbell {
                let jobs = state.withLock { state in
                    defer { state.waiting = [:] }
                    return state.waiting.values
                }
                for job in jobs {
                    group.addTask { await Self.run(job) }
                }
            }
        }
    }

    private static func run(_ job: Job) async {
        await withTaskGroup { race in
            race.addTask { await job.operation() }
            race.addTask { for await _ in job.stop {} }
            await race.next()
            race.cancelAll()
        }
    }
}
