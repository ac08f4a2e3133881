// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveEngine
import Testing

/// Hours of calls on a simulated clock, with faults at random, against a far end that forgets what
/// its last handle does not stand for.
///
/// `SOAK_HOURS=24 SOAK_SEEDS=100 swift test --filter SoakTests` is the long form; it prints the
/// figures of docs/reliability.md.
@Suite struct SoakTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let hours = environment["SOAK_HOURS"].flatMap(Int.init) ?? 2
    private static let seeds = environment["SOAK_SEEDS"].flatMap(UInt64.init) ?? 12

    @Test(arguments: 1...seeds)
    func everyTextIsAnsweredOnceOrReportedLost(seed: UInt64) {
        var world = SoakWorld(seed: seed)
        world.run(for: .seconds(Self.hours * 3_600))
        let report = world.report
        #expect(report.faults.values.reduce(0, +) > 20 * Self.hours, "seed \(seed)")
        #expect(report.unaccounted == [], "seed \(seed)")
        #expect(report.doubled == [], "seed \(seed)")
        #expect(report.overlaps == 0, "seed \(seed)")
        // The conversation that may have to be told again is the largest part, 96 KiB of text.
        #expect(report.peakStateBytes < 1 << 20, "seed \(seed)")
        if Self.environment["SOAK_HOURS"] != nil {
            print("soak seed=\(seed) \(report.line) residentMiB=\(Self.residentMiB)")
        }
    }

    /// What the process holds of the machine's memory; 0 where the system does not say.
    private static var residentMiB: Int {
        let statm = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = statm?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages / 256
    }

    /// What is typed into a session that has ended is reported lost at once.
    ///
    /// A refused handle, a refused history and a refused blank session are such an end. An earlier
    /// form of this soak never began a new session after it, and so reported thousands of texts lost.
    @Test func aSessionThatEndedReportsEveryFurtherTextLost() {
        var machine = SessionStateMachine.ready()
        machine.exchange("I am Ada.", "Hello.", handle: "h1")
        _ = machine.connectionEnded(.lost("gone"))
        for _ in 1...3 {
            _ = machine.reconnect()
            _ = machine.connectionEnded(Far.closes(1007, "Invalid session handle"))
        }
        guard case .ended = machine.state else {
            Issue.record("the session goes on: \(machine.state)")
            return
        }
        #expect(
            machine.command(.sendText("hi"))
                == [.emit(.userText("hi", turn: 2, delivery: .lost))]
        )
    }
}
