// SPDX-License-Identifier: Apache-2.0

import Console
import LiveAPI
import LiveEngine
import TerminalUI
import TestSupport
import Testing

/// The inspector's Picture view.
@MainActor
@Suite struct InspectorPictureTests {
    private let size = Size(width: 120, height: 40)

    private func video(_ number: Int, _ blob: Blob) -> SessionEvent.Kind {
        .up(number, LiveClientMessage(realtimeInput: RealtimeInput(video: blob)))
    }

    private func png() throws -> Blob {
        Blob(mimeType: "image/png", data: try VideoPaneTests.picture())
    }

    /// A session with a picture that is the newest frame, in the Picture view.
    private func looking(at frames: SessionEvent.Kind..., on stage: Stage) -> Stage {
        stage.connected()
        for frame in frames { stage.play(frame) }
        return stage.press("Esc 0 [ [").wait(.zero)
    }

    @Test(arguments: SoundGoldenTests.sizes)
    func pictureAndFigures(size: Size) throws {
        let stage = looking(at: video(3, try png()), on: Stage(size))
        assertGolden(stage.dump(), name: "inspector-picture.\(size)")
    }

    @Test func brightnessWhereThereIsNoColour() throws {
        let size = Size(width: 80, height: 24)
        let stage = looking(
            at: video(3, try png()),
            on: Stage(size, glyphs: .ascii, depth: .mono)
        )
        assertGolden(stage.dump(), name: "inspector-picture.ascii.\(size)")
        #expect(stage.screen.allSatisfy { $0.isASCII })
    }

    @Test func picturesAreDecodedWhenTheyAreLookedAt() throws {
        let stage = Stage(size).connected().play(video(3, try png())).press("Esc 0")
        #expect(try #require(stage.state.nextTick) > stage.clock)
        stage.press("[ [")
        #expect(!stage.screen.contains("\u{2580}"))
        #expect(try #require(stage.state.nextTick) <= stage.clock)
        stage.wait(.zero)
        #expect(stage.screen.contains("\u{2580}"))
        #expect(try #require(stage.state.nextTick) > stage.clock)
    }

    @Test func frozenPicturesCanBeLookedAt() throws {
        let stage = Stage(size).connected().play(video(3, try png())).press("Esc u 0 [ [")
        #expect(stage.wait(.zero).screen.contains("\u{2580}"))
    }

    @Test func pictureIsNamedInTheSummary() throws {
        let stage = Stage(size).connected().play(video(3, try png())).press("Esc 0")
        #expect(stage.screen.contains("picture  PNG 64x48, "))
        #expect(stage.screen.contains(" B, about 258 tokens"))
    }

    /// Older clients send `mediaChunks`, and turns carry pictures as `inlineData`.
    @Test func picturesOfAllPlacesAreShown() throws {
        let chunks = RealtimeInput(mediaChunks: [try png(), try png()])
        let stage = looking(
            at: .up(3, LiveClientMessage(realtimeInput: chunks)),
            on: Stage(size)
        )
        #expect(stage.rows.filter { $0.contains("type     image/png") }.count == 1)
        stage.press("G")
        #expect(stage.screen.contains("\u{2580}"))
        #expect(stage.rows.contains { $0.contains("type     image/png") })
        let parts = [Part(text: "what is this?"), Part(inlineData: try png())]
        let content = ClientContent(turns: [Content(role: "user", parts: parts)])
        stage.play(.up(4, LiveClientMessage(clientContent: content))).wait(.zero)
        #expect(stage.press("F").wait(.zero).screen.contains("0 Inspector #4"))
        #expect(stage.screen.contains("about 258"))
        #expect(stage.screen.contains("\u{2580}"))
    }

    @Test func sessionOfLowResolutionCountsLess() throws {
        var setup = Setup(model: "models/gemini-3.8-live")
        setup.generationConfig = GenerationConfig(mediaResolution: .low)
        let stage = looking(
            at: .up(3, LiveClientMessage(setup: setup)),
            video(4, try png()),
            on: Stage(size)
        )
        #expect(stage.screen.contains("tokens   about 66"))
    }

    @Test func newerPicturesTakeTheRoomOfOlderOnes() throws {
        var limits = ConsoleConfiguration.Limits()
        limits.framePictureBytes = try png().data.count * 3 / 2
        let stage = looking(
            at: video(3, try png()),
            video(4, try png()),
            on: Stage(size, limits: limits)
        )
        #expect(stage.screen.contains("\u{2580}"))
        stage.press("K").wait(.zero)
        #expect(stage.screen.contains("0 Inspector #3"))
        #expect(stage.screen.contains("64 x 48 pixels"))
        #expect(stage.screen.contains("What it shows was let go of"))
        #expect(!stage.screen.contains("\u{2580}"))
    }

    @Test func whatIsNoPictureSaysSo() throws {
        let odd = Blob(mimeType: "image/\u{1B}[2Jjpeg", data: [1, 2, 3])
        let stage = looking(at: video(3, odd), on: Stage(size))
        #expect(stage.screen.contains("format   neither JPEG nor PNG"))
        #expect(stage.screen.contains("What it shows cannot be told: neither JPEG nor PNG."))
        #expect(!stage.screen.contains("\u{1B}"))
        let cut = Blob(mimeType: "image/jpeg", data: Array(try png().data.prefix(40)))
        stage.play(video(4, cut)).press("F").wait(.zero)
        #expect(stage.screen.contains("not what its type says"))
        #expect(stage.screen.contains("What it shows cannot be told: malformed"))
    }

    @Test func frameWithoutAPictureNamesTheFilter() throws {
        let stage = Stage(size).connected().play(video(3, try png()), .down(4, LiveServerMessage()))
        stage.press("Esc 0 [ [")
        #expect(stage.screen.contains("No picture in this frame."))
        stage.press("3 f").type("is:picture").press("Enter 0").wait(.zero)
        #expect(stage.screen.contains("0 Inspector #3"))
        #expect(stage.screen.contains("\u{2580}"))
    }

    /// "Understand and count tokens": 258 up to 384 pixels a side, then 258 a tile of 768.
    @Test(arguments: [
        (384, 384, 258), (385, 100, 258), (768, 768, 258), (769, 768, 516), (1920, 1080, 1548),
        (100_000, 100_000, 4128),
    ])
    func imagesOfTurnsCountByTheTile(width: Int, height: Int, tokens: Int) {
        let rate = VideoRate(Setup(model: "models/gemini-3.8-live"))
        #expect(rate.tokens(ofImage: width, by: height) == tokens)
    }
}
