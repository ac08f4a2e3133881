// SPDX-License-Identifier: Apache-2.0

/// Prints the figures of docs/performance.md: target, measured, ratio.
///
/// `Tests/Scripts/figures.sh` runs all of it on a release build; a debug build measures nothing of
/// use. Without arguments it prints what needs no other process; `all` adds a voice call and the
/// embedded server under load. One part alone, in more detail: `voice [SECONDS] [synthetic|alsa]`
/// (docs/realtime.md), `recording [FRAMES]`, `console [FRAMES]`, `server [SESSIONS] [SECONDS]
/// [OPTION…]`; the options are those of `serve`.
@main
struct Benchmarks {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let rest = Array(arguments.dropFirst())
        let numbers = rest.prefix { Int($0) != nil }.compactMap { Int($0) }
        switch arguments.first {
        case "voice":
            let devices = rest.dropFirst().first.flatMap(VoiceBenchmark.Devices.init)
            let seconds = numbers.first ?? 60
            try await VoiceBenchmark(devices: devices ?? .synthetic, seconds: seconds).run()
                .printTable()
        case "recording":
            try RecordingBenchmark(frames: numbers.first ?? 1_000_000).run()
        case "console":
            ConsoleBenchmark.run(frames: numbers.first ?? 1_000_000)
        case "server":
            try ServerBenchmark(
                sessions: numbers.first ?? 200,
                seconds: numbers.dropFirst().first ?? 30,
                arguments: Array(rest.dropFirst(numbers.count))
            ).run().printTable()
        case "all":
            // One after the other: they would take the time from each other.
            let voice = try await VoiceBenchmark(devices: .synthetic, seconds: 20).run()
            let server = try ServerBenchmark(
                sessions: 200,
                seconds: 20,
                arguments: ["--synthesizer", "tones", "--recognizer", "off"]
            ).run()
            (rows + voice + server).printTable()
        default:
            rows.printTable()
        }
    }

    private static var rows: [BenchmarkRow] {
        CodecBenchmark.rows() + RingBenchmark.rows() + ListeningBenchmark.rows()
            + ScreenBenchmark.rows() + ConsoleBenchmark.rows()
    }
}
