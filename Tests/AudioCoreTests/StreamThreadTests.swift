// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import Testing

@testable import AudioCore

@Suite struct StreamThreadTests {
    @Test func theThreadCarriesItsName() throws {
        let report = Report()
        let thread = try StreamThread(name: "test-thread", running: Namer(report: report))
        while report.name.withLock({ $0 }) == nil { usleep(500) }
        #expect(report.name.withLock { $0 } == "test-thread\n")
        thread.stop()
    }

    @Test func stoppingTwiceAndDroppingIsHarmless() throws {
        let report = Report()
        do {
            let thread = try StreamThread(name: "test-thread", running: Namer(report: report))
            thread.stop()
            thread.stop()
        }
        #expect(report.hasEnded)
    }

    @Test func theLastReferenceEndsTheThread() throws {
        let report = Report()
        _ = try StreamThread(name: "test-thread", running: Namer(report: report))
        #expect(report.hasEnded)
    }

    @Test func aDoorbellRungBeforeTheWaitEndsIt() throws {
        let doorbell = try Doorbell()
        doorbell.ring()
        doorbell.ring()
        #expect(doorbell.wait(milliseconds: 10_000))
        #expect(!doorbell.wait(milliseconds: 0), "two rings are one")
    }
}

private final class Report: Sendable {
    let name = Mutex<String?>(nil)
    private let ended = Atomic<Bool>(false)

    var hasEnded: Bool { ended.load(ordering: .acquiring) }

    func end() {
        ended.store(true, ordering: .releasing)
    }
}

private struct Namer: ThreadWork, ~Copyable {
    let report: Report

    consuming func run(_ doorbell: Doorbell) {
        var bytes = [UInt8](repeating: 0, count: 32)
        let file = open("/proc/thread-self/comm", O_RDONLY)
        let count = max(0, read(file, &bytes, bytes.count))
        close(file)
        report.name.withLock { $0 = String(decoding: bytes.prefix(count), as: UTF8.self) }
        while !doorbell.isStopping { _ = doorbell.wait(milliseconds: 1000) }
        report.end()
    }
}
