// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The real binary is spoken to: through files, and through a virtual microphone and speaker.
@Suite(.serialized, .timeLimit(.minutes(3))) struct VoiceTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    /// A WAV file of speech, spoken by the embedded server's own voice.
    private func speech() async throws -> String {
        let script = """
            fallback = ["One two three, this is somebody who speaks."]
            """
        let path = program.home + "/speech.toml"
        try Data(script.utf8).write(to: URL(filePath: path))
        let made = try await program.run(["send", "--script", path, "--out", "speech.wav", "speak"])
        try #require(made.status == 0, "\(made)")
        return program.home + "/speech.wav"
    }

    @Test func aRecordingIsSpokenAndAnswered() async throws {
        let result = try await program.run(["send", "--json", "--in", try await speech()])
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains(#""event":"speech","active":true"#))
        #expect(result.output.contains(#""event":"outputTranscript""#))
        #expect(result.output.contains(#""event":"turnEnded""#))
    }

    @Test func filesStandInForBothDevices() async throws {
        let result = try await program.run(
            ["run", "--plain", "--mic-file", try await speech(), "--speaker-file", "heard.wav"]
        )
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains("Model: "), "\(result.output)")
        let heard = try Data(contentsOf: URL(filePath: program.home + "/heard.wav"))
        let loudest = heard.dropFirst(44).withUnsafeBytes { bytes in
            bytes.bindMemory(to: Int16.self).lazy.map(\.magnitude).max() ?? 0
        }
        #expect(loudest > 1_000)
    }

    @Test func aFileThatIsNoSoundIsNamed() async throws {
        let path = program.home + "/notes.wav"
        try Data("not a sound".utf8).write(to: URL(filePath: path))
        let result = try await program.run(["send", "--in", path])
        #expect(result.status == 2)
        #expect(result.errors.contains("notes.wav: not a WAV file"), "\(result.errors)")
    }

    @Test func aMachineWithoutSoundSaysSoAndTheConsoleRuns() async throws {
        let silent = program.home + "/asound.conf"
        try Data().write(to: URL(filePath: silent))
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        let environment = program.environment.merging(["ALSA_CONFIG_PATH": silent]) { $1 }
        try terminal.spawn(Program.path, [], environment: environment)
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        try await terminal.wait(for: "no microphone", timeout: .seconds(20))
        try await terminal.wait(for: "no loudspeaker", timeout: .seconds(20))
        terminal.type("What is 2 plus 2?\r")
        try await terminal.wait(for: "is 4", timeout: .seconds(20))
    }

    @Test(
        .enabled(if: VirtualSound.isExpected, Comment(rawValue: VirtualSound.missing ?? ""))
    )
    func aCallGoesOnThroughBargeInAndTheLossOfTheSoundServer() async throws {
        let speech = try await speech()
        // Long enough to be spoken over, however late this machine gets to it.
        let story = Array(repeating: "And then it went on, and on, and on.", count: 20)
            .joined(separator: " ")
        let script = program.home + "/story.toml"
        let text = "fallback = [\"\(story)\"]\nwordless = [\"\(story)\"]\nhear = []\n"
        try Data(text.utf8).write(to: URL(filePath: script))
        try await VirtualSound.run { sound in
            let terminal = try PseudoTerminal(columns: 120, rows: 60)
            let environment = program.environment.merging(sound.environment) { $1 }
            try terminal.spawn(
                Program.path,
                ["--script", script],
                environment: environment
            )
            try await terminal.wait(for: "mic ●", timeout: .seconds(20))
            try await sound.record(sampleRate: 24_000) { speaker in
                try await sound.play(file: speech)
                try await terminal.wait(for: "OUT ● plays", timeout: .seconds(30))
                try await sound.play(file: speech)
                try await terminal.wait(for: "interrupted at", timeout: .seconds(30))
                #expect(speaker.samples.contains { $0.magnitude > 1_000 })
                // Only then is the second turn over for the server; more speech would be part of it.
                try await terminal.wait(for: "turn 2", timeout: .seconds(30))
            }
            sound.crash()
            try await terminal.wait(for: "microphone lost", timeout: .seconds(20))
            try await terminal.wait(for: "loudspeaker lost", timeout: .seconds(20))
            try await sound.restart()
            try await terminal.wait(for: "microphone back", timeout: .seconds(20))
            try await terminal.wait(for: "loudspeaker back", timeout: .seconds(20))
            try await sound.play(file: speech)
            try await terminal.wait(for: "turn 3", timeout: .seconds(30))
            try await terminal.wait(for: "OUT ● plays", timeout: .seconds(20))
            #expect(terminal.screen.contains("LIVE"))
        }
    }
}
