// SPDX-License-Identifier: Apache-2.0

/// How the embedded server keeps time with many voice sessions: the figures of docs/performance.md.
///
/// The server runs in a process and on a core of its own. Every session sends 20 ms of sound every
/// 20 ms, is answered in sound, and is measured at its socket.
struct ServerBenchmark {
    private static let bytesPerSession = 256 << 10

    let sessions: Int
    let seconds: Int
    /// Further options of `serve`.
    let arguments: [String]

    func run() throws {
        print("\(sessions) sessions for \(seconds) s; serve \(arguments.joined(separator: " "))")
        let server = try ServedProcess(arguments)
        try warmUp(server)
        let idle = try server.usage()
        let load = LoadGenerator(port: server.port, count: sessions)
        load.run(seconds: Double(sessions) / 100 + 8)
        load.resetFigures()
        let before = try server.usage()
        let start = MonotonicClock.nanoseconds
        var resident: [Int] = []
        for _ in 0..<seconds {
            load.run(seconds: 1)
            resident.append(try server.usage().residentBytes)
        }
        let elapsed = Double(MonotonicClock.nanoseconds - start) / 1e9
        let after = try server.usage()
        report(load.figures)
        let share = (after.cpuSeconds - before.cpuSeconds) / elapsed * 100
        print("server: \(Self.rounded(share)) % of a core, \(after.threads) threads")
        report(resident, idle.residentBytes)
        let (time, status) = server.stop()
        print("SIGTERM with all of them open: ended after \(Self.rounded(time)) s with \(status)")
    }

    /// One session through one turn: what is loaded once is not a session's.
    private func warmUp(_ server: ServedProcess) throws {
        let load = LoadGenerator(port: server.port, count: 1)
        for _ in 0..<60 where !load.haveAllTalked { load.run(seconds: 1) }
    }

    private func report(_ figures: LoadFigures) {
        let sound = Double(figures.soundNanoseconds) / 1e9
        print(
            "turns: \(figures.turns), with \(Self.rounded(sound)) s of sound in"
                + " \(figures.pieces.count) pieces; interrupted \(figures.interruptions),"
                + " missing \(figures.missingTurns), lost sessions \(figures.lostSessions.count)"
        )
        for line in figures.lostSessions.prefix(5) { print("  lost \(line)") }
        report("pieces of sound, later than due", figures.pieces)
        report("turnComplete, off its time", figures.ends)
        let earliest = figures.answers.min() ?? 0
        report("end of speech to first sound", figures.answers)
        report("the same, beyond the earliest", figures.answers.map { $0 - earliest })
        report("this program's own lateness", figures.sends)
        if figures.refusedSends > 0 { print("sends the socket refused: \(figures.refusedSends)") }
    }

    private func report(_ resident: [Int], _ idle: Int) {
        let mean = resident.reduce(0, +) / max(resident.count, 1)
        func perSession(_ bytes: Int) -> Int { (bytes - idle) / sessions / 1024 }
        print(
            "resident: \(idle >> 20) MiB before, \(mean >> 20) MiB with all; a session"
                + " \(perSession(mean)) KiB, \(perSession(resident.max() ?? 0)) KiB at the most"
                + " (target \(Self.bytesPerSession >> 10))"
        )
    }

    private func report(_ name: String, _ nanoseconds: [Int]) {
        let sorted = nanoseconds.sorted()
        func quantile(_ share: Double) -> Double {
            guard !sorted.isEmpty else { return .nan }
            let index = min(Int(Double(sorted.count) * share), sorted.count - 1)
            return Self.rounded(Double(sorted[index]) / 1e6)
        }
        print(
            "\(name): median \(quantile(0.5))  p99 \(quantile(0.99))"
                + "  worst \(quantile(1)) ms  (n \(sorted.count))"
        )
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
