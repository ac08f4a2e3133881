// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Something like a voice at 16 kHz: syllables of changing pitch, length, loudness and formants,
/// with pauses and hissing between them.
enum SyntheticVoice {
    static func samples(seconds: Double, seed: UInt64, amplitude: Double) -> [Double] {
        var noise = SeededNoise(seed: seed)
        func between(_ low: Double, _ high: Double) -> Double {
            low + (high - low) * (noise.next() + 1) / 2
        }
        var samples: [Double] = []
        while samples.count < Int(seconds * 16_000) {
            let length = Int(between(1_600, 5_000))
            let (pitch, loudness) = (between(90, 240), between(0.2, 1))
            let (hiss, pause) = (between(0, 0.2), Int(between(0, 3_000)))
            var formants = [
                Resonator(between(300, 900), 80), Resonator(between(900, 2_200), 110),
                Resonator(between(2_300, 3_000), 160),
            ]
            var phase = 0.0
            for index in 0..<length {
                phase += pitch * (1 - 0.2 * Double(index) / Double(length)) / 16_000
                let pulse = phase >= 1 ? 1.0 : 0
                phase -= pulse
                var sum = 0.0
                for formant in formants.indices { sum += formants[formant].process(pulse) }
                let envelope = sin(.pi * Double(index) / Double(length))
                samples.append(amplitude * loudness * envelope * (sum / 4 + hiss * noise.next()))
            }
            samples += Array(repeating: 0, count: pause)
        }
        return samples
    }
}

/// A two-pole filter: one formant of a voice.
struct Resonator {
    private let (a, b): (Double, Double)
    private var (last, previous) = (0.0, 0.0)

    init(_ hertz: Double, _ bandwidth: Double) {
        let radius = exp(-.pi * bandwidth / 16_000)
        (a, b) = (2 * radius * cos(2 * .pi * hertz / 16_000), -radius * radius)
    }

    mutating func process(_ sample: Double) -> Double {
        let value = sample + a * last + b * previous
        (previous, last) = (last, value)
        return value
    }
}

/// Uniform noise from -1 to 1, the same for the same seed.
struct SeededNoise {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Double {
        // Knuth's constants for a linear congruential generator.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(Int64(bitPattern: state) >> 11) / Double(1 << 52)
    }
}
