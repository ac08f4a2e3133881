// SPDX-License-Identifier: Apache-2.0

/// How the embedded server keeps time with many voice sessions: the figures of docs/performance.md.
///
/// The server runs in a process and on a core of its own. Every session sends 20 ms of sound every
/// 20 ms, is answered in sound, and is measured at its socket.
struct ServerBenchmark {
    private static let kibibytesPerSession = 256.0

    let sessions: Int
    let seconds: Int
    /// Further options of `serve`.
    let arguments: [String]

    /// Prints the course of it and returns what has a target.
    func run() throws -> [BenchmarkRow] {
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
        let pacing = report(load.figures)
        let share = (after.cpuSeconds - before.cpuSeconds) / elapsed * 100
        print("server: \(share.rounded(to: 2)) % of a core, \(after.threads) threads")
        let memory = report(resident, idle.residentBytes)
        let (time, status) = server.stop()
        print("SIGTERM with all of them open: ended after \(time.rounded(to: 2)) s with \(status)")
        let cost = BenchmarkRow(
            name: "server: \(sessions) voice sessions",
            target: 100,
            measured: share,
            unit: "% of a core"
        )
        return [cost] + pacing + [memory]
    }

    /// One session through one turn: what is loaded once is not a session's.
    private func warmUp(_ server: ServedProcess) throws {
        let load = LoadGenerator(port: server.port, count: 1)
        for _ in 0..<60 where !load.haveAllTalked { load.run(seconds: 1) }
    }

    private func report(_ figures: LoadFigures) -> [BenchmarkRow] {
        let sound = Double(figures.soundNanoseconds) / 1e9
        print(
            "turns: \(figures.turns), with \(sound.rounded(to: 1)) s of sound in"
                + " \(figures.pieces.count) pieces; interrupted \(figures.interruptions),"
                + " missing \(figures.missingTurns), lost sessions \(figures.lostSessions.count)"
        )
        for line in figures.lostSessions.prefix(5) { print("  lost \(line)") }
        let pieces = report("pieces of sound, later than due", figures.pieces)
        let ends = report("turnComplete, off its time", figures.ends)
        let earliest = figures.answers.min() ?? 0
        _ = report("end of speech to first sound", figures.answers)
        _ = report("the same, beyond the earliest", figures.answers.map { $0 - earliest })
        _ = report("this program's own lateness", figures.sends)
        if figures.refusedSends > 0 { print("sends the socket refused: \(figures.refusedSends)") }
        return [pieces, ends]
    }

    private func report(_ resident: [Int], _ idle: Int) -> BenchmarkRow {
        let mean = resident.reduce(0, +) / max(resident.count, 1)
        func perSession(_ bytes: Int) -> Int { (bytes - idle) / sessions / 1024 }
        print(
            "resident: \(idle >> 20) MiB before, \(mean >> 20) MiB with all; a session"
                + " \(perSession(mean)) KiB, \(perSession(resident.max() ?? 0)) KiB at the most"
        )
        return BenchmarkRow(
            name: "server: memory of a session",
            target: Self.kibibytesPerSession,
            measured: Double(perSession(mean)),
            unit: "KiB"
        )
    }

    private func report(_ name: String, _ nanoseconds: [Int]) -> BenchmarkRow {
        let quantiles = Quantiles(nanoseconds.map { Double($0) / 1e6 })
        print("\(name): \(quantiles.words)")
        return BenchmarkRow(
            name: "server: \(name), p99",
            target: 20,
            measured: quantiles[0.99],
            unit: "ms"
        )
    }
}
