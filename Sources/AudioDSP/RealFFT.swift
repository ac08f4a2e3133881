// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The discrete Fourier transform of real samples; allocates only when it is made.
///
/// Two neighbouring samples are one complex number of a transform of half the size, which is then
/// taken apart: Press and others, Numerical Recipes, "FFT of Single Real Function".
struct RealFFT: Sendable {
    let size: Int
    /// The transform of the last input at the frequencies 0 to size / 2.
    private(set) var real: [Float]
    private(set) var imaginary: [Float]
    /// Cosine and negative sine of the angle 2π k / size.
    private let cosines: [Float]
    private let sines: [Float]
    private let bitReversed: [Int]

    /// - Precondition: The size is a power of two and at least 8.
    init(size: Int) {
        precondition(size >= 8 && size & (size - 1) == 0, "no transform of \(size) samples")
        self.size = size
        let half = size / 2
        real = Array(repeating: 0, count: half + 1)
        imaginary = real
        cosines = (0..<half).map { Float(cos(2 * .pi * Double($0) / Double(size))) }
        sines = (0..<half).map { Float(-sin(2 * .pi * Double($0) / Double(size))) }
        let bits = half.trailingZeroBitCount
        bitReversed = (0..<half).map { index in
            (0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) }
        }
    }

    /// - Precondition: As many samples as the transform's size.
    mutating func transform(_ samples: [Float]) {
        precondition(samples.count == size)
        for (index, source) in bitReversed.enumerated() {
            real[index] = samples[2 * source]
            imaginary[index] = samples[2 * source + 1]
        }
        transformHalf()
        separate()
    }

    /// The squared magnitude at a frequency from 0 to size / 2.
    func power(at index: Int) -> Float {
        real[index] * real[index] + imaginary[index] * imaginary[index]
    }

    private mutating func transformHalf() {
        var span = 1
        while span < size / 2 {
            let step = size / 2 / span
            for block in stride(from: 0, to: size / 2, by: 2 * span) {
                for offset in 0..<span {
                    let (low, high) = (block + offset, block + offset + span)
                    let (c, s) = (cosines[offset * step], sines[offset * step])
                    let x = real[high] * c - imaginary[high] * s
                    let y = real[high] * s + imaginary[high] * c
                    (real[high], imaginary[high]) = (real[low] - x, imaginary[low] - y)
                    (real[low], imaginary[low]) = (real[low] + x, imaginary[low] + y)
                }
            }
            span *= 2
        }
    }

    /// Turns the transform of pairs into that of the samples.
    private mutating func separate() {
        let half = size / 2
        (real[half], imaginary[half]) = (real[0] - imaginary[0], 0)
        (real[0], imaginary[0]) = (real[0] + imaginary[0], 0)
        for low in 1...(half / 2) {
            let high = half - low
            let evenReal = (real[low] + real[high]) / 2
            let evenImaginary = (imaginary[low] - imaginary[high]) / 2
            let oddReal = (imaginary[low] + imaginary[high]) / 2
            let oddImaginary = (real[high] - real[low]) / 2
            let x = oddReal * cosines[low] - oddImaginary * sines[low]
            let y = oddReal * sines[low] + oddImaginary * cosines[low]
            (real[low], imaginary[low]) = (evenReal + x, evenImaginary + y)
            (real[high], imaginary[high]) = (evenReal - x, y - evenImaginary)
        }
    }
}
