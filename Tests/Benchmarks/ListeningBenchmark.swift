// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import CAllocations
import Glibc

/// What listening to one direction of sound costs: meters, voice activity, echo; 16 kHz.
enum ListeningBenchmark {
    private static let sampleRate = 16_000
    private static let blockSamples = 160
    private static let blockSeconds = Double(blockSamples) / Double(sampleRate)
    /// A picture is drawn for every third block, or a bit less.
    private static let blocksPerPicture = 3
    private static let rounds = 6_000

    static func rows() -> [BenchmarkRow] {
        let sound = Self.sound()
        var meter = LevelMeter(sampleRate: sampleRate)
        var spectrum = Spectrum(sampleRate: sampleRate, bands: 32)
        var detector = VoiceActivityDetector()
        var tracker = ActivityTracker()
        var echo = EchoMeter(sampleRate: sampleRate)
        var checksum: Float = 0
        let measureMeters = { (block: UnsafeBufferPointer<Int16>, index: Int) in
            meter.process(block)
            spectrum.append(block)
            if index % blocksPerPicture == 0 { spectrum.update() }
        }
        let detect = { (block: UnsafeBufferPointer<Int16>, _: Int) in
            detector.process(block) { probability in
                checksum += probability
                _ = tracker.advance(probability)
            }
        }
        let rows =
            row("listening: levels and spectrum", sound, target: nil, measureMeters)
            + row("listening: activity detector", sound, target: nil, detect)
            + row("listening: levels, spectrum and activity", sound, target: 1) { block, index in
                measureMeters(block, index)
                detect(block, index)
            }
            + row("listening: echo meter", sound, target: 0.3) { block, _ in
                echo.process(played: block, heard: block)
            }
        precondition(checksum > 0 && echo.reading != nil, "the measured code did nothing")
        return rows
    }

    /// The time of a 10 ms block, its share of a core, and the allocations of a minute.
    private static func row(
        _ name: String,
        _ sound: [Int16],
        target: Double?,
        _ body: (UnsafeBufferPointer<Int16>, Int) -> Void
    ) -> [BenchmarkRow] {
        sound.withUnsafeBufferPointer { sound in
            func run(_ rounds: Int) {
                for index in 0..<rounds {
                    let start = index * blockSamples % (sound.count - blockSamples)
                    body(UnsafeBufferPointer(rebasing: sound[start..<start + blockSamples]), index)
                }
            }
            // The first blocks make what is made once.
            run(100)
            let allocationsBefore = callocations_count()
            let start = cpuSeconds()
            run(rounds)
            let seconds = (cpuSeconds() - start) / Double(rounds)
            let allocations = callocations_count() - allocationsBefore
            return [
                BenchmarkRow(
                    name: "\(name), 10 ms",
                    target: nil,
                    measured: seconds * 1e6,
                    unit: "µs"
                ),
                BenchmarkRow(
                    name: "\(name), share of a core",
                    target: target,
                    measured: seconds / blockSeconds * 100,
                    unit: "%"
                ),
                BenchmarkRow(
                    name: "\(name), \(rounds) times",
                    target: 0,
                    measured: Double(allocations),
                    unit: "allocations"
                ),
            ]
        }
    }

    /// Ten seconds of pulses and noise, loud enough for everything to be at work.
    private static func sound() -> [Int16] {
        (0..<10 * sampleRate).map { index in
            let noise = (index &* 7_919 &+ index &* index &* 31) % 2_001 - 1_000
            return Int16(noise + (index % 125 == 0 ? 12_000 : 0))
        }
    }

    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
