// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import AudioDSP

@Suite struct RealFFTTests {
    @Test(arguments: [8, 64, 512])
    func agreesWithTheDefinition(size: Int) {
        let samples: [Float] = (0..<size).map { index in
            let value = (index * index * 7 + index * 3) % 101
            return Float(value - 50)
        }
        var fft = RealFFT(size: size)
        fft.transform(samples)
        for index in 0...(size / 2) {
            var (real, imaginary) = (0.0, 0.0)
            for (time, sample) in samples.enumerated() {
                let angle = 2 * .pi * Double(index * time % size) / Double(size)
                real += Double(sample) * cos(angle)
                imaginary -= Double(sample) * sin(angle)
            }
            let error = hypot(
                Double(fft.real[index]) - real,
                Double(fft.imaginary[index]) - imaginary
            )
            #expect(error < 1e-4 * Double(size) * 50, "at \(index) of \(size)")
        }
    }
}
