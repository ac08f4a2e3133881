// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// A microphone and a loudspeaker without a sound card: a sound server of the test's own.
///
/// The server is a PulseAudio that shares nothing with one of the user's: its socket, state and
/// configuration lie in one folder. Both devices are paced in real time. A program that is started
/// with `environment` hears and plays through them when it opens ALSA's device "default". In the
/// test's own process ALSA keeps the first configuration it read: there, `alsaDefinition` goes into
/// that one, before ALSA's first call.
package final class VirtualSound: Sendable {
    /// Why there is none on this machine; nil when there can be.
    package static let missing = PulseServer.missing

    /// Whether tests that need one are to run: always on CI, where what is missing is a failure.
    package static let isExpected =
        missing == nil || ProcessInfo.processInfo.environment["CI"] != nil

    /// The rate of both devices in hertz, as most sound cards have it: others are converted.
    package static let sampleRate = 48_000

    /// What a program needs in its environment to use this and nothing else.
    package var environment: [String: String] {
        server.environment.merging(["ALSA_CONFIG_PATH": folder + "/asound.conf"]) { $1 }
    }

    /// With little queued the end comes soon after the last sample.
    private static let microphone = ["--device=microphone", "--latency-msec=200"]

    private let folder: String
    private let server: PulseServer

    /// Runs `body` with the sound server up, and takes everything down whatever happens in it.
    ///
    /// The folder's name decides the socket's, so that ALSA can be told of it earlier; it is
    /// removed in the end. By default it is a new one in the temporary folder.
    package static func run<R>(
        in folder: String = NSTemporaryDirectory() + "live-console-sound-\(UUID().uuidString)",
        _ body: (VirtualSound) async throws -> R
    ) async throws -> R {
        if let missing { throw VirtualSoundError(missing) }
        let sound = try VirtualSound(folder)
        defer {
            sound.server.end()
            try? FileManager.default.removeItem(atPath: folder)
        }
        try await sound.restart()
        return try await body(sound)
    }

    /// The text that makes ALSA know the devices of the sound server in `folder` by one name.
    package static func alsaDefinition(named name: String, in folder: String) -> String {
        let server = "type pulse server \"unix:\(PulseServer.socket(in: folder))\""
        return """
            pcm.\(name) {
              type asym
              capture.pcm { \(server) device "microphone.monitor" }
              playback.pcm { \(server) device "speaker" }
              hint { show on description "Virtual microphone and speaker" }
            }

            """
    }

    /// What libraries in the test's own process read, so that they leave the user's files alone.
    package static func clientEnvironment(in folder: String) -> [String: String] {
        PulseServer.clientEnvironment(in: folder)
    }

    private init(_ folder: String) throws {
        self.folder = folder
        server = PulseServer(folder)
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let definition = Self.alsaDefinition(named: "!default", in: folder)
        try Data(definition.utf8).write(to: URL(fileURLWithPath: folder + "/asound.conf"))
    }

    /// Ends the sound server at once, as a crash does: both devices are lost.
    package func crash() {
        server.end()
    }

    /// Has the sound server hang, or go on after that; it drops nothing meanwhile.
    package func hang(_ isHanging: Bool) {
        server.signal(isHanging ? SIGSTOP : SIGCONT)
    }

    /// Starts the sound server, again under the same name, and waits until both devices are there.
    package func restart() async throws {
        try await server.launch()
    }

    /// Has the microphone hear samples; returns when the last one was heard.
    package func play(_ samples: [Int16], sampleRate: Int) async throws {
        let path = folder + "/play-\(UUID().uuidString).raw"
        try samples.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
        try await server.run(
            "pacat",
            ["--playback", "--raw"] + Self.microphone
                + PulseServer.format(sampleRate) + [path]
        )
    }

    /// Has the microphone hear a sound file; returns when its last sample was heard.
    package func play(file path: String) async throws {
        try await server.run("pacat", ["--playback", "--file-format"] + Self.microphone + [path])
    }

    /// Runs `body` while all that the speaker plays is recorded, silence included.
    package func record<R>(
        sampleRate: Int,
        _ body: (VirtualRecording) async throws -> R
    ) async throws -> R {
        let path = folder + "/record-\(UUID().uuidString).raw"
        let recorder = try server.start(
            "pacat",
            ["--record", "--raw", "--device=speaker.monitor", "--latency-msec=20"]
                + PulseServer.format(sampleRate),
            output: path
        )
        defer { recorder.end() }
        let recording = VirtualRecording(path: path)
        try await PulseServer.wait(for: "the recorder's first samples") {
            guard recorder.isRunning else {
                throw VirtualSoundError("the recorder ended: \(server.log)")
            }
            return !recording.samples.isEmpty
        }
        return try await body(recording)
    }
}

/// What a virtual speaker has played since a recording of it began.
package struct VirtualRecording: Sendable {
    let path: String

    /// All samples that have been written so far.
    package var samples: [Int16] {
        let data = FileManager.default.contents(atPath: path) ?? Data()
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / 2).map {
                bytes.loadUnaligned(fromByteOffset: $0 * 2, as: Int16.self)
            }
        }
    }
}

/// Why there is no virtual sound.
package struct VirtualSoundError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
