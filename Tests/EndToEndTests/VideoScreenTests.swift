// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The real binary shows the model pictures; none of it needs ffmpeg.
@Suite(.timeLimit(.minutes(3))) struct VideoScreenTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    private static func fixture(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../PicturesTests/Fixtures/\(name)").standardized.path
    }

    private func launch(
        _ arguments: [String],
        environment: [String: String] = [:]
    ) async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: 120, rows: 40)
        try terminal.spawn(
            Program.path,
            arguments,
            environment: program.environment.merging(environment) { $1 }
        )
        try await terminal.wait(for: "LIVE", timeout: .seconds(20))
        return terminal
    }

    @Test func picturesOfACommandAreSeenAndTalkedAbout() async throws {
        let picture = Self.fixture("baseline.jpg")
        let command = "while cat '\(picture)'; do sleep 1; done"
        let terminal = try await launch(["--video-command", command, "--modality", "text"])
        try await terminal.wait(for: "the preview", timeout: .seconds(20)) { screen in
            screen.contains("\u{2580}") && screen.contains("64x48")
        }
        terminal.type("What do you see?\r")
        try await terminal.wait(for: "I received", timeout: .seconds(20))
        // Off: the whole of it stops.
        terminal.type("\u{1B}")
        try await terminal.wait(for: "q quit", timeout: .seconds(20))
        terminal.type("v")
        try await terminal.wait(for: "on, off", timeout: .seconds(20))
        terminal.type("v")
        try await terminal.wait(for: "video off", timeout: .seconds(20))
    }

    @Test func withoutFFmpegTheScreenSaysWhatToInstall() async throws {
        let terminal = try await launch(
            ["--video", "test", "--modality", "text"],
            environment: ["PATH": "/nonexistent"]
        )
        try await terminal.wait(for: "ffmpeg is not installed", timeout: .seconds(20))
        terminal.type("hello\r")
        try await terminal.wait(for: "turnComplete", timeout: .seconds(20))
    }

    @Test func framesAreFilesOfARecording() async throws {
        let bundle = program.home + "/one.livesession"
        let terminal = try await launch(
            ["--video", Self.fixture("rgb.png"), "--modality", "text", "--record", bundle]
        )
        try await terminal.wait(for: "64x48", timeout: .seconds(20))
        let file = bundle + "/media/000001.png"
        try await terminal.wait(for: "the file", timeout: .seconds(20)) { _ in
            FileManager.default.fileExists(atPath: file)
        }
        let kept = FileManager.default.contents(atPath: file)
        #expect(kept == FileManager.default.contents(atPath: Self.fixture("rgb.png")))
    }

    @Test func sourceThatIsNoFileIsNamed() async throws {
        let result = try await program.run(["run", "--video", "nowhere.mp4"])
        #expect(result.status == 2)
        #expect(result.errors.contains("--video nowhere.mp4: no such file"), "\(result.errors)")
    }
}
