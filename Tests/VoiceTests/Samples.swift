// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Glibc
import LiveEngine

/// Samples that tell their own place: 1, 2, 3 and so on.
func ramp(_ count: Int, from first: Int = 1) -> [Int16] {
    (first..<first + count).map { Int16(truncatingIfNeeded: $0) }
}

func tone(_ count: Int, hertz: Double, rate: Int, amplitude: Double = 10_000) -> [Int16] {
    (0..<count).map { Int16((amplitude * sin(2 * .pi * hertz * Double($0) / Double(rate)))) }
}

/// Noise far below speech, at 16 kHz.
func hush(_ count: Int) -> [Int16] {
    (0..<count).map { Int16($0 * 7_919 % 23 - 11) }
}

/// A voice of 120 Hz with the formants of an open vowel, at 16 kHz.
func vowel(_ count: Int) -> [Int16] {
    (0..<count).map { index in
        let time = Double(index) / 16_000
        let value = (1...30).reduce(0.0) { sum, harmonic in
            let hertz = 120 * Double(harmonic)
            let gain = exp(-pow((hertz - 700) / 250, 2)) + exp(-pow((hertz - 1_200) / 300, 2)) / 2
            return sum + (gain + 0.05) * sin(2 * .pi * hertz * time)
        }
        return Int16(2_500 * value)
    }
}

extension AudioPart {
    init(_ samples: [Int16], sampleRate: Int = 24_000) {
        self.init(pcm: PCM16.bytes(littleEndian: samples), sampleRate: sampleRate)
    }

    var samples: [Int16] { PCM16.samples(fromLittleEndian: pcm) }
}
