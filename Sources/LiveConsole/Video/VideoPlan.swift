// SPDX-License-Identifier: Apache-2.0

import Foundation
import Video

/// Where a session's pictures come from, decided before it starts.
struct VideoPlan: Sendable, Equatable {
    /// What the user named; nil for the first of the choices.
    var source: VideoSource?
    /// Whether pictures are shown from the beginning.
    var isOn: Bool
    /// The sources a key goes through.
    var choices: [VideoSource]

    private static let cameras = (0..<8).map { "/dev/video\($0)" }
    private static let defaultDisplay = ":0"

    /// - Throws: `CommandFailure` with code 2 naming what cannot be shown.
    init(
        _ settings: Settings,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CommandFailure) {
        let display = environment["DISPLAY"].flatMap { $0.isEmpty ? nil : $0 }
        if let command = settings.videoCommand {
            source = .command(command)
        } else {
            source = try settings.video.flatMap { name throws(CommandFailure) in
                try Self.source(named: name, display: display ?? Self.defaultDisplay)
            }
        }
        // Naming a source asks for its use.
        isOn = source != nil && settings.video != "off"
        let camera = Self.cameras.first { FileManager.default.fileExists(atPath: $0) }
        let found: [VideoSource?] = [
            source, camera.map { VideoSource.camera(device: $0) },
            display.map { VideoSource.screen(display: $0) }, .testPattern,
        ]
        choices = found.compactMap(\.self).reduce(into: []) { choices, source in
            if !choices.contains(source) { choices.append(source) }
        }
    }

    /// The source of a word, or of a path; nil for `off`.
    private static func source(
        named name: String,
        display: String
    ) throws(CommandFailure) -> VideoSource? {
        func rest(after word: String) -> String? {
            name.hasPrefix(word + ":") ? String(name.dropFirst(word.count + 1)) : nil
        }
        switch name {
        case "off": return nil
        case "camera": return .camera(device: cameras[0])
        case "screen": return .screen(display: display)
        case "test": return .testPattern
        default: break
        }
        if let device = rest(after: "camera") { return .camera(device: device) }
        if let display = rest(after: "screen") { return .screen(display: display) }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) else {
            throw CommandFailure(
                .badUsage,
                "--video \(name): no such file. Expected camera, screen, test, off, a file of video "
                    + "or pictures, or a folder of JPEG and PNG files."
            )
        }
        let path = URL(filePath: name).standardizedFileURL.path(percentEncoded: false)
        return isFolder.boolValue || VideoSource.isPicture(name) ? .pictures(path) : .file(path)
    }
}

extension VideoPipeline where C == ContinuousClock {
    /// The pipeline of a plan.
    init(_ plan: VideoPlan) {
        self.init(
            source: plan.source,
            isOn: plan.isOn,
            choices: plan.choices,
            environment: ProcessInfo.processInfo.environment,
            clock: ContinuousClock()
        )
    }
}
