// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI
import LiveEngine
import Recording

/// What recording and replaying cost, on a bundle of so many frames.
struct RecordingBenchmark {
    let frames: Int

    func run() throws {
        let path = NSTemporaryDirectory() + "benchmark-\(UUID().uuidString).livesession"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let clock = ContinuousClock()
        let events = CallSound.second()
        let writing = try clock.measure { try write(events, to: path) }
        let bytes = try FileManager.default.subpathsOfDirectory(atPath: path).reduce(0) {
            sum,
            name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
            return sum + (attributes[.size] as? Int ?? 0)
        }
        print("\(frames) frames, \(bytes >> 20) MiB")
        print("write a frame and its events: \(Self.perFrame(writing, frames)) µs")

        var reader: BundleReader?
        let opening = try clock.measure {
            reader = try BundleReader(path: path)
            _ = reader?.duration
        }
        print("open: \(opening / .milliseconds(1)) ms")
        guard let reader else { return }
        let before = ProcessCost.residentMiB
        var deck = ReplayDeck(reader, duration: reader.duration)
        deck.seek(to: deck.duration)
        let seeking = try clock.measure { while try deck.next() != nil {} }
        print(
            "go to the end: \(seeking / .seconds(1)) s, \(Self.perFrame(seeking, frames)) µs a frame"
        )
        print("memory: \(before) MiB before, \(ProcessCost.residentMiB) MiB after")
    }

    private static func perFrame(_ time: Duration, _ frames: Int) -> Double {
        (time / .microseconds(1) / Double(frames) * 100).rounded() / 100
    }

    private func write(_ second: [SessionEvent.Kind], to path: String) throws {
        let session = BundleSession(route: "benchmark", model: "benchmark", modality: "AUDIO")
        let meta = BundleMeta(program: "Benchmarks", started: .zero, session: session)
        let redaction = Redaction(secrets: ["AIzaSyNotARealKey0123456789abcdef"], marks: ["key="])
        let writer = try BundleWriter(path: path, meta: meta, redaction: redaction)
        writer.begin(session, origin: .zero)
        var (count, time) = (0, Duration.zero)
        while count < frames {
            for kind in second {
                try writer.append(SessionEvent(offset: time, kind: kind))
                if case .frame = kind { count += 1 }
            }
            time += .seconds(1)
            try writer.flush()
        }
        _ = try writer.finish()
    }
}
