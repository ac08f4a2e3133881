// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// The PulseAudio of a `VirtualSound`, and the programs that speak to it.
final class PulseServer: Sendable {
    static let missing: String? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init)
        func isThere(_ program: String) -> Bool {
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
        }
        var packages: [String] = []
        if !isThere("pulseaudio") { packages.append("pulseaudio") }
        if !isThere("pacat") || !isThere("pactl") { packages.append("pulseaudio-utils") }
        if !hasPlugin { packages.append("libasound2-plugins") }
        guard !packages.isEmpty else { return nil }
        return "no virtual sound card without the packages \(packages.joined(separator: ", "))"
    }()

    /// What is waited for comes within milliseconds; only a machine that is stuck needs longer.
    private static let patience = Duration.seconds(30)

    let environment: [String: String]
    private let folder: String
    private let process = Mutex<BackgroundProgram?>(nil)

    init(_ folder: String) {
        self.folder = folder
        environment = Self.clientEnvironment(in: folder)
    }

    static func socket(in folder: String) -> String { folder + "/native" }

    static func clientEnvironment(in folder: String) -> [String: String] {
        [
            "PULSE_SERVER": "unix:\(socket(in: folder))",
            // None of these exists; the user's own would be read or made otherwise.
            "PULSE_COOKIE": folder + "/cookie",
            "PULSE_CLIENTCONFIG": folder + "/client.conf",
            "PULSE_RUNTIME_PATH": folder + "/run",
            "PULSE_STATE_PATH": folder + "/state",
        ]
    }

    static func format(_ sampleRate: Int) -> [String] {
        ["--format=s16le", "--channels=1", "--rate=\(sampleRate)"]
    }

    /// Whatever the server and the other programs had to say.
    var log: String {
        let bytes = FileManager.default.contents(atPath: logPath) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Returns once both devices are there.
    func launch() async throws {
        let devices = ["microphone", "speaker"].map { name in
            // Without rewinds it handles 50 ms at once instead of two seconds.
            "--load=module-null-sink sink_name=\(name) norewinds=1"
                + " channels=1 format=s16le rate=\(VirtualSound.sampleRate)"
        }
        let socket = Self.socket(in: folder)
        let process = try start(
            "pulseaudio",
            [
                "-n", "--daemonize=no", "--use-pid-file=no", "--log-target=stderr",
                // A test that crashes leaves a server that ends by itself.
                "--exit-idle-time=120",
                "--load=module-native-protocol-unix auth-anonymous=1 socket=\(socket)",
            ] + devices
        )
        self.process.withLock { $0 = process }
        try await Self.wait(for: "the sound server's devices") {
            guard process.isRunning else { throw VirtualSoundError("no sound server: \(self.log)") }
            return try await self.hasDevices()
        }
    }

    /// Kills it, also one that was stopped.
    func end() {
        process.withLock { $0.take() }?.end()
    }

    func signal(_ number: Int32) {
        process.withLock { $0?.signal(number) }
    }

    /// Runs a program to its end.
    func run(_ name: String, _ arguments: [String]) async throws {
        let program = try start(name, arguments)
        try await Self.wait(for: "the end of \(name)", patience: .seconds(300)) {
            !program.isRunning
        }
        guard program.hasSucceeded else { throw VirtualSoundError("\(name) failed: \(log)") }
    }

    func start(
        _ name: String,
        _ arguments: [String],
        output: String = "/dev/null"
    ) throws -> BackgroundProgram {
        var all = environment
        all["HOME"] = folder
        all["XDG_RUNTIME_DIR"] = folder
        all["LC_ALL"] = "C"
        all["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        // The server is not a client of itself.
        if name == "pulseaudio" { all["PULSE_SERVER"] = nil }
        return try BackgroundProgram(
            name,
            arguments,
            environment: all,
            output: output,
            errors: logPath
        )
    }

    /// Waits until a condition holds that no descriptor tells.
    static func wait(
        for what: String,
        patience: Duration = patience,
        until condition: () async throws -> Bool
    ) async throws {
        let end = ContinuousClock.now + patience
        while try await !condition() {
            guard ContinuousClock.now < end else {
                throw VirtualSoundError("waited \(patience) for \(what)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private var logPath: String { folder + "/log" }

    private func hasDevices() async throws -> Bool {
        let path = folder + "/sinks"
        let program = try start("pactl", ["list", "short", "sinks"], output: path)
        try await Self.wait(for: "pactl") { !program.isRunning }
        let list = String(
            decoding: FileManager.default.contents(atPath: path) ?? Data(),
            as: UTF8.self
        )
        return ["microphone", "speaker"].allSatisfy { list.contains("\t\($0)\t") }
    }

    private static var hasPlugin: Bool {
        let library = "/usr/lib"
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
        return (["/usr/lib64", library] + folders.map { "\(library)/\($0)" }).contains {
            FileManager.default.fileExists(
                atPath: "\($0)/alsa-lib/libasound_module_pcm_pulse.so"
            )
        }
    }
}
