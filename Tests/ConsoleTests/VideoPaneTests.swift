// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import LiveAPI
import LiveEngine
import Pictures
import TerminalUI
import TestSupport
import Testing
import Video

/// What the screen says and shows of the pictures that go to the model.
@MainActor
@Suite struct VideoPaneTests {
    /// 64x48: red, blue beside it, the lower half green.
    nonisolated static func picture() throws -> [UInt8] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../PicturesTests/Fixtures/rgb.png")
        return [UInt8](try Data(contentsOf: file))
    }

    private func snapshot(
        _ status: VideoStatus = .running,
        hasPicture: Bool = true
    ) throws -> VideoSnapshot {
        var snapshot = VideoSnapshot()
        snapshot.source = "camera /dev/video0"
        snapshot.isOn = true
        snapshot.status = status
        snapshot.received = 12
        snapshot.rate = 1
        if hasPicture {
            let bytes = try Self.picture()
            snapshot.picture = VideoPicture(
                number: 12,
                header: try #require(PictureHeader(bytes)),
                byteCount: bytes.count,
                thumbnail: try Thumbnail(decoding: bytes)
            )
        }
        return snapshot
    }

    private func sent(_ number: Int, _ bytes: [UInt8]) -> SessionEvent.Kind {
        let blob = Blob(mimeType: "image/png", data: bytes)
        return .up(number, LiveClientMessage(realtimeInput: RealtimeInput(video: blob)))
    }

    /// A session that was shown three pictures, one of them too late.
    private func shown(on stage: Stage, _ status: VideoStatus = .running) throws -> Stage {
        stage.connected().send(.video(try snapshot(status)))
        for number in 3...5 {
            stage.play(sent(number, try Self.picture())).wait(.seconds(0.9))
        }
        return stage.play(.video(.dropped(count: 1)))
    }

    @Test(arguments: SoundGoldenTests.sizes)
    func pictureAndFigures(size: Size) throws {
        let stage = try shown(on: Stage(size, hasSound: true)).press("Esc v")
        assertGolden(stage.dump(), name: "video.\(size)")
    }

    @Test(arguments: SoundGoldenTests.sizes.prefix(2))
    func brightnessWhereThereIsNoColour(size: Size) throws {
        let stage = try shown(on: Stage(size, glyphs: .ascii, depth: .mono)).press("Esc v")
        assertGolden(stage.dump(), name: "video.ascii.\(size)")
        #expect(stage.screen.allSatisfy { $0.isASCII })
    }

    @Test(arguments: SoundGoldenTests.sizes.prefix(2))
    func sourceThatIsNotThere(size: Size) throws {
        let advice = "ffmpeg is not installed (apt install ffmpeg); without it, show a folder"
        let stage = Stage(size, hasSound: true).connected()
        stage.send(.video(try snapshot(.unavailable(advice), hasPicture: false))).press("Esc v")
        assertGolden(stage.dump(), name: "video-unavailable.\(size)")
    }

    @Test(arguments: [ColorDepth.indexed256, .ansi16, .ansi8])
    func coloursAreThoseTheTerminalHas(depth: ColorDepth) throws {
        let stage = try shown(on: Stage(depth: depth)).press("Esc v")
        let screen = stage.cells
        let halves = (0..<screen.size.height).flatMap { y in
            (0..<screen.size.width).map { screen[$0, y] }.filter { $0.symbol == "\u{2580}" }
        }
        #expect(halves.count > 100)
        for half in halves {
            #expect(half.style.foreground?.downgraded(to: depth) == half.style.foreground)
            #expect(half.style.background?.downgraded(to: depth) == half.style.background)
        }
    }

    @Test func keyGoesToThePaneAndThereTurnsVideoOnAndOff() throws {
        let stage = Stage().connected()
        var off = try snapshot(.off, hasPicture: false)
        off.isOn = false
        stage.send(.video(off)).press("Esc v")
        #expect(stage.state.pane == .video)
        #expect(stage.screen.contains("v shows the model camera /dev/video0"))
        #expect(stage.press("v").takeEffects() == [.video(.setOn(true))])
        stage.send(.video(try snapshot()))
        #expect(stage.press("v").takeEffects() == [.video(.setOn(false))])
        #expect(stage.press(",").takeEffects() == [.video(.nextSource)])
    }

    @Test func whatGaveUpIsTriedAgain() throws {
        let stage = Stage().connected().press("Esc v")
        stage.send(.video(try snapshot(.lost("unplugged"))))
        #expect(stage.press("v").takeEffects() == [.video(.setOn(true))])
    }

    @Test func runWithoutASourceSaysSo() {
        let stage = Stage().connected().press("Esc v v")
        #expect(stage.effects == [])
        #expect(stage.rows[23].contains("v: no video in this run"))
    }

    @Test func troubleIsToldWhereverThePersonLooks() throws {
        let stage = Stage(Size(width: 120, height: 24)).connected().press("Esc")
        stage.send(.video(try snapshot(.lost("the camera was unplugged"))))
        let hint = stage.rows[23]
        #expect(hint.contains("video: the camera was unplugged; v tries again"), "\(hint)")
        #expect(stage.rows[0].contains("video ✗ lost"))
        stage.play(.video(.source("camera", .lost("the camera was unplugged"))))
        #expect(stage.screen.contains("video lost: the camera was unplugged"))
    }

    /// What a source says of itself comes from elsewhere.
    @Test func hostileWordsAreShownAndNotObeyed() throws {
        let stage = Stage().connected().press("Esc v")
        stage.send(.video(try snapshot(.unavailable("\u{1B}[2J\u{202E}no"), hasPicture: false)))
        #expect(!stage.screen.contains("\u{1B}"))
        #expect(!stage.screen.contains("\u{202E}"))
    }

    /// In a replay there is no source: the pictures are those of the log.
    @Test func picturesOfALogAreShown() throws {
        let stage = Stage().connected().press("Esc v")
        stage.play(sent(3, try Self.picture()))
        #expect(!stage.screen.contains("\u{2580}"))
        let due = try #require(stage.state.nextTick)
        #expect(due <= stage.clock)
        stage.wait(.zero)
        #expect(stage.screen.contains("\u{2580}"))
        #expect(stage.screen.contains("64x48"))
    }

    @Test func picturesOutOfViewAreNotDecoded() throws {
        let stage = Stage().connected().press("Esc")
        stage.play(sent(3, try Self.picture()))
        let due = try #require(stage.state.nextTick)
        #expect(due > stage.clock)
    }

    @Test func framesPaneNamesTheSizeOfAPicture() throws {
        let stage = try shown(on: Stage(Size(width: 120, height: 40))).press("Esc 3 3")
        #expect(stage.screen.contains("image/png 64x48"))
    }

    @Test func videoStandsAboveTheFramesWhileItIsOn() throws {
        let stage = Stage(Size(width: 120, height: 40)).connected().press("Esc")
        #expect(!stage.state.layout.placements.map(\.pane).contains(.video))
        stage.send(.video(try snapshot()))
        #expect(
            stage.state.layout.placements.map(\.pane)
                == [.transcript, .budget, .video, .frames, .tools, .turns]
        )
    }

    @Test func budgetCountsPicturesAtTheSessionsRate() throws {
        let stage = try shown(on: Stage(Size(width: 120, height: 40))).press("Esc 5 5")
        #expect(stage.screen.contains("3 frames x 258 · up to 774 · of turns only"))
        #expect(stage.screen.contains("02:0"))
    }

    @Test func mediaResolutionAndCoverageAreTheSetups() {
        var setup = Setup(model: "models/gemini-3.8-live")
        #expect(VideoRate(setup).tokensPerFrame == 258)
        #expect(VideoRate(setup).countsEveryFrame)
        setup.generationConfig = GenerationConfig(mediaResolution: .low)
        setup.realtimeInputConfig = RealtimeInputConfig(turnCoverage: .onlyActivity)
        #expect(VideoRate(setup).tokensPerFrame == 66)
        #expect(!VideoRate(setup).countsEveryFrame)
        setup.realtimeInputConfig?.turnCoverage = .allInput
        #expect(VideoRate(setup).countsEveryFrame)
    }
}
