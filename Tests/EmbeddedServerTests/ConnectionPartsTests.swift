// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Testing

@testable import EmbeddedServer

@Suite(.timeLimit(.minutes(1))) struct GateTests {
    @Test func waitersPassOnceItIsOpen() async throws {
        let gate = Gate()
        try await withThrowingTaskGroup { group in
            for _ in 0..<3 { group.addTask { try await gate.wait() } }
            gate.open()
            try await group.waitForAll()
        }
        try await gate.wait()
    }

    @Test func cancellationEndsTheWait() async {
        let gate = Gate()
        await withThrowingTaskGroup { group in
            group.addTask { try await gate.wait() }
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.waitForAll() }
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct OutgoingQueueTests {
    @Test func itemsComeOutInOrderAndNothingFollowsTheClose() async throws {
        let queue = OutgoingQueue()
        queue.put([1])
        queue.put([2])
        queue.finish(SessionClose(1000, "bye"))
        queue.put([3])
        queue.finish(SessionClose(1011, "late"))
        let items = try await queue.take().map { "\($0.item)" }
        #expect(items.count == 3)
        #expect(items[0].contains("[1]"))
        #expect(items[2].contains("bye"))
    }

    @Test func repliesWaitWhileTheQueueIsFull() async throws {
        let queue = OutgoingQueue(limits: .init(pauseBytes: 10, maximumBytes: 100))
        queue.put([UInt8](repeating: 0, count: 11))
        await withThrowingTaskGroup { group in
            group.addTask { try await queue.room.wait() }
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.waitForAll() }
        }
        _ = try await queue.take()
        try await queue.room.wait()
    }

    @Test func readerThatTakesNothingIsGivenUp() async throws {
        let queue = OutgoingQueue(limits: .init(pauseBytes: 10, maximumBytes: 100))
        for _ in 0..<12 { queue.put([UInt8](repeating: 0, count: 10)) }
        try await queue.overflow.wait()
    }
}

@Suite(.timeLimit(.minutes(1))) struct JobSlotsTests {
    @Test func newJobReplacesTheOneInItsSlot() async {
        let jobs = JobSlots<Int>()
        let started = Gate()
        let replaced = Gate()
        let other = Gate()
        await withTaskGroup { group in
            group.addTask { await jobs.run() }
            jobs.start(1) {
                started.open()
                _ = try? await Gate().wait()
                replaced.open()
            }
            _ = try? await started.wait()
            jobs.start(1) { other.open() }
            _ = try? await replaced.wait()
            _ = try? await other.wait()
            group.cancelAll()
        }
    }

    @Test func cancelledJobStops() async {
        let jobs = JobSlots<Int>()
        let started = Gate()
        let ended = Gate()
        await withTaskGroup { group in
            group.addTask { await jobs.run() }
            jobs.start(1) {
                started.open()
                _ = try? await Gate().wait()
                ended.open()
            }
            _ = try? await started.wait()
            jobs.cancel(1)
            _ = try? await ended.wait()
            group.cancelAll()
        }
    }

    @Test func jobsEndWithTheRun() async {
        let jobs = JobSlots<Int>()
        let started = Gate()
        let ended = Gate()
        await withTaskGroup { group in
            group.addTask { await jobs.run() }
            jobs.start(1) {
                started.open()
                _ = try? await Gate().wait()
                ended.open()
            }
            _ = try? await started.wait()
            group.cancelAll()
        }
        _ = try? await ended.wait()
    }
}
