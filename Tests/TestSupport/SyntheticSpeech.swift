// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Sound that a detector takes for speech, and sound that it does not; 16 kHz, always the same.
package struct SyntheticSpeech {
    private var seed: UInt64 = 1
    package private(set) var samples: [Int16] = []

    /// Silence so far.
    package init() {}

    /// Hiss of an open microphone.
    package mutating func pause(_ seconds: Double) {
        samples += (0..<Int(seconds * 16_000)).map { _ in Int16(80 * noise()) }
    }

    /// Syllables of a quarter of a second over the hiss: a pulse train with a falling pitch through
    /// three formants.
    package mutating func speak(_ seconds: Double, amplitude: Double = 6_000) {
        let count = Int(seconds * 16_000)
        var formants = [Formant(700, 90), Formant(1_200, 110), Formant(2_600, 160)]
        var phase = 0.0
        for index in 0..<count {
            phase += (130 - 30 * Double(index) / Double(count)) / 16_000
            let pulse = phase >= 1 ? 1.0 : 0
            phase -= pulse
            let syllable = abs(sin(.pi * Double(index) / 4_000))
            let voice = formants.indices.reduce(0.0) { $0 + formants[$1].process(pulse) }
            let sample = amplitude * syllable * voice + 80 * noise()
            samples.append(Int16(min(max(sample, -32_768), 32_767)))
        }
    }

    /// A knock on the microphone.
    package mutating func click() {
        samples += (0..<80).map { index in
            Int16(20_000 * exp(-Double(index) / 12) * sin(Double(index)))
        }
    }

    private mutating func noise() -> Double {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(Int64(bitPattern: seed) >> 11) / Double(1 << 52)
    }

    /// A pause, speech, a pause.
    package static func utterance(
        _ seconds: Double = 1,
        before: Double = 0.5,
        after: Double = 1.2
    )
        -> [Int16]
    {
        var sound = SyntheticSpeech()
        sound.pause(before)
        sound.speak(seconds)
        sound.pause(after)
        return sound.samples
    }

    private struct Formant {
        private let (a, b): (Double, Double)
        private var (y1, y2) = (0.0, 0.0)

        init(_ hertz: Double, _ bandwidth: Double) {
            let radius = exp(-.pi * bandwidth / 16_000)
            a = 2 * radius * cos(2 * .pi * hertz / 16_000)
            b = -radius * radius
        }

        mutating func process(_ x: Double) -> Double {
            let y = x + a * y1 + b * y2
            (y2, y1) = (y1, y)
            return y
        }
    }
}
