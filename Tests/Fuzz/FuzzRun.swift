// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport
import Testing

/// One run of hostile inputs: so many rounds as an ordinary test, or as many as `FUZZ_SECONDS` take.
///
/// An ordinary run is always the same one. A run for a time has a seed of its own, which is printed
/// before anything can crash. `FUZZ_SEED` brings a run back, `FUZZ_ROUND` begins at one of its rounds.
struct FuzzRun {
    private let name: String
    private let rounds: Int
    private let seconds: Double?
    private let seed: UInt64
    private let start: Int
    private let mutator: Mutator

    /// - Parameters:
    ///   - name: What is fed, for the lines with the seed.
    ///   - samples: What the mutations begin with.
    ///   - words: What is put in beside single bytes: what means something to the reader.
    ///   - rounds: How many inputs an ordinary test feeds.
    init(_ name: String, samples: [[UInt8]], words: [String] = [], rounds: Int) {
        self.name = name
        self.rounds = rounds
        mutator = Mutator(samples: samples, words: words.map { Array($0.utf8) })
        seconds = Self.environment("FUZZ_SECONDS").flatMap(Double.init)
        let usual = seconds == nil ? 1 : UInt64.random(in: .min ... .max)
        seed = Self.environment("FUZZ_SEED").flatMap { UInt64($0) } ?? usual
        start = Self.environment("FUZZ_ROUND").flatMap { Int($0) } ?? 0
    }

    /// Feeds one input after the other to `body`.
    func run(_ body: (FuzzInput) throws -> Void) rethrows {
        say("FUZZ_SEED=\(seed)")
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(seconds ?? 0))
        var round = start
        while seconds == nil ? round < start + rounds : clock.now < end {
            var random = SeededGenerator(seed: seed &+ UInt64(round) &* 0x9E37_79B9)
            let bytes = mutator.input(&random)
            try body(
                FuzzInput(
                    bytes: bytes,
                    random: random,
                    origin: "\(name): FUZZ_SEED=\(seed) FUZZ_ROUND=\(round)"
                )
            )
            round += 1
            if seconds != nil, round.isMultiple(of: 1_000) { say("round \(round)") }
        }
        say("\(round - start) inputs")
    }

    /// Writes past every buffer, so that a crash leaves the line behind.
    private func say(_ text: String) {
        let line = "fuzz \(name): \(text)\n"
        _ = line.utf8.withContiguousStorageIfAvailable { write(2, $0.baseAddress, $0.count) }
    }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}

/// What one round feeds.
struct FuzzInput {
    let bytes: [UInt8]
    /// For whatever else the round leaves to chance.
    let random: SeededGenerator
    /// How to get the round again.
    let origin: Comment

    /// The input as text; what is no UTF-8 is repaired.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
