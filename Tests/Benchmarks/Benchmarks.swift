// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Prints the figures of docs/performance.md: target, measured, ratio.
///
/// Run it with `swift run -c release Benchmarks`; a debug build measures nothing of use. With
/// `voice [SECONDS] [synthetic|alsa]` it prints the figures of docs/realtime.md instead, with
/// `recording [FRAMES]` those of recording and replaying, with `console [FRAMES]` those of a long
/// session on the screen, with `server [SESSIONS] [SECONDS] [OPTION…]`
/// those of the embedded server under load; the options are those of `serve`.
@main
struct Benchmarks {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "voice" {
            let seconds = arguments.dropFirst().first.flatMap { Int($0) } ?? 60
            let devices = arguments.dropFirst(2).first.flatMap(VoiceBenchmark.Devices.init)
            return try await VoiceBenchmark(devices: devices ?? .synthetic, seconds: seconds).run()
        }
        if arguments.first == "recording" {
            let frames = arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
            return try RecordingBenchmark(frames: frames).run()
        }
        if arguments.first == "console" {
            let frames = arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
            return ConsoleBenchmark.run(frames: frames)
        }
        if arguments.first == "server" {
            let numbers = arguments.dropFirst().prefix { Int($0) != nil }.compactMap { Int($0) }
            return try ServerBenchmark(
                sessions: numbers.first ?? 200,
                seconds: numbers.dropFirst().first ?? 30,
                arguments: Array(arguments.dropFirst(1 + numbers.count))
            ).run()
        }
        table()
    }

    private static func table() {
        let rows =
            CodecBenchmark.rows() + RingBenchmark.rows() + ListeningBenchmark.rows()
            + ScreenBenchmark.rows() + ConsoleBenchmark.rows()
        let width = rows.map(\.name.count).max() ?? 0
        for row in rows {
            let name = row.name.padded(to: width)
            let measured = "\(row.measured.rounded(to: 3)) \(row.unit)".padded(to: 12)
            let target = row.target.map { "target \($0) \(row.unit)" } ?? ""
            print("\(name)  \(measured)  \(target)")
        }
        let missed = rows.filter { row in row.target.map { row.measured > $0 } ?? false }
        if !missed.isEmpty { print("missed: \(missed.map(\.name).joined(separator: "; "))") }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}

extension Double {
    func rounded(to digits: Int) -> Double {
        let scale = pow(10, Double(digits))
        return (self * scale).rounded() / scale
    }
}
