// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import LiveAPI
import LiveEngine
import Pictures
import TestSupport
import Testing
import Video

/// Real sources that need no ffmpeg, from the process or the file to the session.
@Suite(.timeLimit(.minutes(1))) struct VideoPipelineTests {
    private let session = RecordingSession()
    private let clock = ManualClock()

    private func pipeline(
        _ source: VideoSource,
        isOn: Bool = true,
        choices: [VideoSource] = []
    ) -> VideoPipeline<ManualClock> {
        let pipeline = VideoPipeline(
            source: source,
            isOn: isOn,
            choices: choices,
            environment: ["PATH": "/usr/bin:/bin", "GEMINI_API_KEY": "secret", "WORD": "shown"],
            clock: clock
        )
        pipeline.attach { [session] in session.submit($0) }
        return pipeline
    }

    /// Runs a pipeline until `body` returns.
    private func running(
        _ pipeline: VideoPipeline<ManualClock>,
        _ body: () async throws -> Void
    ) async rethrows {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await pipeline.run() }
            defer { group.cancelAll() }
            try await body()
        }
    }

    @Test func picturesOfACommandReachTheSession() async throws {
        let command = "cat '\(Fixture.path("baseline.jpg"))'; exec sleep 100"
        await running(pipeline(.command(command))) {
            await eventually { !session.pictures.isEmpty }
        }
        let expected = try Fixture.bytes("baseline.jpg")
        #expect(session.pictures.map(\.data) == [expected])
        #expect(session.pictures.first?.mimeType == "image/jpeg")
        #expect(session.dialogue.prefix(3) == ["starting", "running", "picture"])
    }

    @Test func snapshotShowsThePictureAndTheCounts() async throws {
        let file = Fixture.path("baseline.jpg")
        let pipeline = pipeline(.command("cat '\(file)' '\(file)' '\(file)'; exec sleep 100"))
        var latest = VideoSnapshot()
        await running(pipeline) {
            for await snapshot in pipeline.snapshots {
                latest = snapshot
                if snapshot.picture != nil { break }
            }
        }
        let picture = try #require(latest.picture)
        #expect(picture.number == 1)
        #expect(picture.header.width == 64)
        #expect(picture.header.height == 48)
        let byteCount = try Fixture.bytes("baseline.jpg").count
        #expect(picture.byteCount == byteCount)
        #expect(picture.thumbnail?.width == 8)
        #expect(latest.status == .running)
    }

    @Test func commandThatWritesSomethingElseIsNamedForIt() async {
        await running(pipeline(.command("exec yes"))) {
            await eventually { session.dialogue.count >= 2 }
        }
        #expect(
            session.dialogue == [
                "starting",
                "unavailable: no JPEG picture in 64 KiB: it has to write MJPEG",
            ]
        )
    }

    @Test func commandThatFailsSaysWhyInItsOwnWords() async {
        let command = "echo 'first' >&2; echo '[video4linux2 @ 0x1] no such device' >&2; exit 3"
        await running(pipeline(.command(command))) {
            await eventually { session.dialogue.count >= 2 }
        }
        #expect(session.dialogue == ["starting", "unavailable: no such device"])
    }

    @Test func withoutFFmpegTheMessageSaysWhatToInstall() async {
        let scratch = VideoPipeline(
            source: .testPattern,
            isOn: true,
            choices: [],
            environment: ["PATH": "/nonexistent"],
            clock: clock
        )
        scratch.attach { [session] in session.submit($0) }
        await running(scratch) {
            await eventually { session.dialogue.count >= 2 }
        }
        #expect(
            session.dialogue.last?.hasPrefix(
                "unavailable: ffmpeg is not installed (apt install ffmpeg)"
            ) == true
        )
    }

    @Test(arguments: [
        (
            VideoSource.camera(device: "/dev/video7"), "/dev/video7: No such file or directory",
            "there is no /dev/video7; connect a camera or name another (camera:/dev/video2)"
        ),
        (
            .camera(device: "/dev/video0"), "/dev/video0: Permission denied",
            "you may not read /dev/video0; members of the group video may"
        ),
        (
            .screen(display: ":7"), "[x11grab @ 0x1] Cannot open display :7, error 1.",
            "no X11 display :7 can be opened; set DISPLAY or name another (screen:DISPLAY)"
        ),
        (
            .file("notes.txt"), "Output file #0 does not contain any stream",
            "ffmpeg finds no video in it"
        ),
        (.file("clip.mp4"), "[h264 @ 0x1] something else", "something else"),
    ])
    func complaintsOfFFmpegBecomeAdvice(
        source: VideoSource,
        complaint: String,
        advice: String
    ) async throws {
        let scratch = try ScratchDirectory()
        let script = "#!/bin/sh\necho '\(complaint)' >&2\nexit 1\n"
        let program = scratch.file("ffmpeg")
        try script.write(toFile: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let pipeline = VideoPipeline(
            source: source,
            isOn: true,
            choices: [],
            environment: ["PATH": scratch.path],
            clock: clock
        )
        pipeline.attach { [session] in session.submit($0) }
        await running(pipeline) {
            await eventually { session.dialogue.count >= 2 }
        }
        #expect(session.dialogue.last == "unavailable: \(advice)")
    }

    @Test func endOfACommandIsNoFailure() async {
        let command = "cat '\(Fixture.path("gray.jpg"))'"
        await running(pipeline(.command(command))) {
            await eventually { session.dialogue.last == "ended" }
        }
        #expect(session.dialogue == ["starting", "running", "picture", "ended"])
    }

    @Test func sourceThatIsLostIsTriedAgain() async throws {
        let scratch = try ScratchDirectory()
        let runs = scratch.file("runs")
        let command = "echo x >> '\(runs)'; cat '\(Fixture.path("gray.jpg"))'; exit 1"
        await running(pipeline(.command(command))) {
            await eventually { session.dialogue.last?.hasPrefix("lost") == true }
            #expect(scratch.contents(of: "runs") == "x\n")
            await clock.waitForSleepers()
            clock.advance(by: .seconds(3))
            await eventually { session.pictures.count == 2 }
        }
        #expect(session.dialogue[3] == "lost: it failed with exit status 1")
    }

    @Test func turnedOffTheWholeProcessGroupIsGone() async throws {
        let scratch = try ScratchDirectory()
        let pids = scratch.file("pids")
        let command = """
            trap '' TERM; (trap '' TERM; echo $$ $BASHPID >> '\(pids)'; sleep 100; sleep 100) &
            cat '\(Fixture.path("gray.jpg"))'; while :; do sleep 1; done
            """
        let pipeline = pipeline(.command("exec bash -c \"\(command.replacing("$", with: "\\$"))\""))
        await running(pipeline) {
            await eventually { !session.pictures.isEmpty && !scratch.contents(of: "pids").isEmpty }
            pipeline.submit(.setOn(false))
            await eventually { session.dialogue.last == "off" }
            let processes = scratch.contents(of: "pids").split(whereSeparator: \.isWhitespace)
                .compactMap { pid_t($0) }
            #expect(processes.count == 2)
            await eventually { !processes.contains(where: isAlive) }
        }
    }

    @Test func apiKeysAreNotForCommands() async throws {
        let scratch = try ScratchDirectory()
        let command = "echo \"$GEMINI_API_KEY-$WORD\" > '\(scratch.file("words"))'"
        await running(pipeline(.command(command))) {
            await eventually { !scratch.contents(of: "words").isEmpty }
        }
        #expect(scratch.contents(of: "words") == "-shown\n")
    }

    @Test func folderIsShownInTheOrderOfItsNamesOneASecond() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(Fixture.bytes("gray.jpg"), to: "10.jpg")
        try scratch.write(Fixture.bytes("rgb.png"), to: "9.PNG")
        try scratch.write([1, 2, 3], to: "notes.txt")
        try await running(pipeline(.pictures(scratch.path))) {
            await eventually { session.pictures.count == 1 }
            #expect(session.pictures.first?.mimeType == "image/png")
            await clock.waitForSleepers(count: 2)
            clock.advance(by: .seconds(1))
            await eventually { session.pictures.count == 2 }
            #expect(session.pictures.last?.mimeType == "image/jpeg")
            // A file that comes later is shown then.
            try scratch.write(Fixture.bytes("baseline.jpg"), to: "8.jpeg")
            await clock.waitForSleepers(count: 2)
            clock.advance(by: .seconds(1))
            await eventually { session.pictures.count == 3 }
        }
        let last = try Fixture.bytes("baseline.jpg")
        #expect(session.pictures.last?.data == last)
    }

    @Test func folderThatIsNotThereIsSaid() async {
        await running(pipeline(.pictures("/nonexistent/pictures"))) {
            await eventually { session.dialogue.count >= 2 }
        }
        #expect(
            session.dialogue.last
                == "unavailable: the folder /nonexistent/pictures cannot be read"
        )
    }

    @Test func whatIsNoPictureIsCountedAndLeftOut() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(Array("no picture".utf8), to: "1.jpg")
        try scratch.write(Fixture.bytes("gray.jpg"), to: "2.jpg")
        let pipeline = pipeline(.pictures(scratch.path))
        var latest = VideoSnapshot()
        await running(pipeline) {
            for await snapshot in pipeline.snapshots {
                latest = snapshot
                if latest.unreadable == 1 { break }
            }
            await clock.waitForSleepers(count: 2)
            clock.advance(by: .seconds(1))
            await eventually { session.pictures.count == 1 }
        }
        #expect(latest.unreadable == 1)
        #expect(session.pictures.count == 1)
    }

    @Test func switchedWhileItRunsTheNextSourceIsShown() async throws {
        let first = VideoSource.pictures(Fixture.path("gray.jpg"))
        let second = VideoSource.pictures(Fixture.path("rgb.png"))
        let pipeline = pipeline(first, choices: [first, second])
        await running(pipeline) {
            await eventually { session.pictures.count == 1 }
            pipeline.submit(.nextSource)
            await eventually { session.pictures.count == 2 }
        }
        #expect(session.pictures.map(\.mimeType) == ["image/jpeg", "image/png"])
    }

    @Test func nothingRunsWhileItIsOff() async {
        let pipeline = pipeline(.pictures(Fixture.path("gray.jpg")), isOn: false)
        await running(pipeline) {
            pipeline.submit(.setOn(true))
            await eventually { session.pictures.count == 1 }
        }
        #expect(session.dialogue == ["starting", "running", "picture"])
    }

    /// A still was shown before the session was there to see it.
    @Test func laterSessionIsSentThePictureThatIsInView() async {
        let pipeline = pipeline(.pictures(Fixture.path("gray.jpg")))
        await running(pipeline) {
            await eventually { session.pictures.count == 1 }
            let later = RecordingSession()
            pipeline.attach { later.submit($0) }
            await eventually { later.pictures.count == 1 }
            #expect(later.dialogue == ["running", "picture"])
        }
    }

    /// A session that comes later is told what it is going to see.
    @Test func laterSessionIsToldOfTheSource() async {
        let pipeline = pipeline(.pictures(Fixture.path("gray.jpg")))
        await running(pipeline) {
            await eventually { session.pictures.count == 1 }
            let later = RecordingSession()
            pipeline.attach { later.submit($0) }
            await eventually { !later.dialogue.isEmpty }
            #expect(later.dialogue.first == "running")
        }
    }
}
