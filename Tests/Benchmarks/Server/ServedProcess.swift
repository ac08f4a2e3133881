// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// `live-console serve` in a process of its own, on a core of its own.
final class ServedProcess {
    struct Usage {
        var cpuSeconds: Double
        var residentBytes: Int
        var threads: Int
    }

    let port: UInt16
    private let process = Process()

    /// Starts the server beside this program on the last core, and moves this program to the first.
    init(_ arguments: [String]) throws {
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        try Self.pinThisProgram(to: 0)
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(filePath: own).deletingLastPathComponent().appending(path: "live-console")
        process.executableURL = URL(filePath: Self.taskset)
        process.arguments =
            ["-c", "\(cores - 1)", program.path, "serve", "--port", "0", "--log-level", "error"]
            + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var line = ""
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 {
            line.append(Character(UnicodeScalar(byte)))
        }
        guard let port = line.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw CocoaError(.fileReadUnknown)
        }
        self.port = port
    }

    func usage() throws -> Usage {
        let pid = process.processIdentifier
        let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        let memory = try String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8)
            .split(separator: " ")
        guard fields.count > 17, memory.count > 1, let user = Int(fields[11]),
            let system = Int(fields[12]), let threads = Int(fields[17]), let pages = Int(memory[1])
        else { throw CocoaError(.fileReadCorruptFile) }
        return Usage(
            cpuSeconds: Double(user + system) / Double(sysconf(Int32(_SC_CLK_TCK))),
            residentBytes: pages * sysconf(Int32(_SC_PAGESIZE)),
            threads: threads
        )
    }

    /// Ends it with SIGTERM; gives the time that took, in seconds, and its exit status.
    func stop() -> (seconds: Double, status: Int32) {
        let start = MonotonicClock.nanoseconds
        process.terminate()
        process.waitUntilExit()
        return (Double(MonotonicClock.nanoseconds - start) / 1e9, process.terminationStatus)
    }

    /// What sets a process's cores and then becomes the program it is given.
    private static let taskset = "/usr/bin/taskset"

    private static func pinThisProgram(to core: Int) throws {
        let pinning = try Process.run(
            URL(filePath: taskset),
            arguments: ["--all-tasks", "--cpu-list", "--pid", "\(core)", "\(getpid())"]
        )
        pinning.waitUntilExit()
    }
}

enum MonotonicClock {
    static var nanoseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
