// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI
import Testing
import Video

@testable import LiveConsole

/// What settings name as the source of pictures.
@Suite struct VideoPlanTests {
    private func plan(_ settings: Settings, display: String? = nil) throws -> VideoPlan {
        try VideoPlan(settings, environment: display.map { ["DISPLAY": $0] } ?? [:])
    }

    @Test(arguments: [
        ("camera", VideoSource.camera(device: "/dev/video0")),
        ("camera:/dev/video2", .camera(device: "/dev/video2")),
        ("screen", .screen(display: ":7")), ("screen::1", .screen(display: ":1")),
        ("test", .testPattern), ("/", .pictures("/")),
    ])
    func wordsNameSources(name: String, source: VideoSource) throws {
        let plan = try self.plan(Settings(video: name), display: ":7")
        #expect(plan.source == source)
        #expect(plan.isOn)
        #expect(plan.choices.first == source)
        #expect(plan.choices.contains(.testPattern))
    }

    @Test func withoutAWordNothingIsShownAndAKeyFindsASource() throws {
        let plan = try self.plan(Settings())
        #expect(plan.source == nil)
        #expect(!plan.isOn)
        #expect(plan.choices.last == .testPattern)
        let off = try self.plan(Settings(video: "off"))
        #expect(!off.isOn)
    }

    @Test func filesOfPicturesAreReadDirectlyAndOthersPlayed() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plan-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let picture = folder.appending(path: "a.JPG").path
        let video = folder.appending(path: "a.mp4").path
        try Data().write(to: URL(filePath: picture))
        try Data().write(to: URL(filePath: video))
        #expect(try plan(Settings(video: picture)).source == .pictures(picture))
        #expect(try plan(Settings(video: video)).source == .file(video))
    }

    @Test func missingFileIsNamed() {
        #expect {
            try plan(Settings(video: "nowhere.mp4"))
        } throws: { error in
            (error as? CommandFailure)?.message.hasPrefix("--video nowhere.mp4: no such file")
                == true
        }
    }

    @Test func strongerLayerTakesBackTheOtherKindOfSource() throws {
        let file = Settings(videoCommand: "cat x")
        #expect(file.overlaid(with: Settings(video: "test")).videoCommand == nil)
        let named = Settings(video: "test").overlaid(with: Settings(videoCommand: "cat x"))
        #expect(try plan(named).source == .command("cat x"))
    }

    @Test(arguments: [
        (MediaResolutionChoice.low, MediaResolution.low), (.medium, .medium), (.high, .high),
    ])
    func resolutionIsPartOfTheSetup(choice: MediaResolutionChoice, wire: MediaResolution) throws {
        let plan = try SessionPlan(settings: Settings(mediaResolution: choice), apiKey: nil)
        #expect(plan.setup.generationConfig?.mediaResolution == wire)
    }
}
