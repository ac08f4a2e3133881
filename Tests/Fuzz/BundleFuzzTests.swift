// SPDX-License-Identifier: Apache-2.0

import Console
import Foundation
import LiveAPI
import LiveEngine
import Recording
import Testing

/// Damaged recordings end in an error that names the file, or in records that are sound.
@Suite struct BundleFuzzTests {
    private static let words = [
        "{", "}", "\"", ",", "\n", "null", "-1", "99999999999999999999", "\"file\":\"../x\"",
        "\"offset\":", "\"event\":", "\"i\":", "\"t\":", "\u{0}", "\u{1B}", "\u{202E}",
    ]

    @Test(arguments: ["meta.json", "frames.jsonl", "events.jsonl", "model.wav"])
    func files(name: String) throws {
        let folder = try TestFolder()
        let path = "\(folder.path)/x.livesession"
        try SampleBundle.write(to: path)
        let original = [UInt8](try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
        try FuzzRun(name, samples: [original], words: Self.words, rounds: 60).run { input in
            try folder.write(input.bytes, to: "x.livesession/\(name)")
            do {
                let events = try Self.events(in: path)
                _ = JSONReport.text(try SessionReport(reading: BundleReader(path: path)))
                // What was read can be written, and reads the same.
                let copy = "\(folder.path)/copy.livesession"
                defer { try? FileManager.default.removeItem(atPath: copy) }
                try SampleBundle.write(events, to: copy)
                let again = try Self.events(in: copy)
                #expect(again == events, input.origin)
            } catch let error as BundleError {
                #expect(error.path.hasPrefix(path), "\(input.origin): \(error)")
                #expect(Hidden.scalars(of: error.description).isEmpty, "\(input.origin): \(error)")
            }
        }
    }

    private static func events(in path: String) throws(BundleError) -> [SessionEvent] {
        var reader = try BundleReader(path: path)
        _ = reader.duration
        var events: [SessionEvent] = []
        while let record = try reader.next() {
            if case .event(let event) = record.content { events.append(event) }
        }
        return events
    }
}
