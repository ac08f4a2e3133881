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
    /// The same for each span of the transform of half the size, one after the other.
    private let spanCosines: [Float]
    private let spanSines: [Float]
    private let bitReversed: [Int32]

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
        let angles = (0..<bits).flatMap { level in
            (0..<(1 << level)).map { $0 * (half >> level) }
        }
        spanCosines = angles.map { [cosines] in cosines[$0] }
        spanSines = angles.map { [sines] in sines[$0] }
        bitReversed = (0..<half).map { index in
            (0..<bits).reduce(0) { $0 | Int32(index >> $1 & 1) << Int32(bits - 1 - $1) }
        }
    }

    /// - Precondition: As many samples as the transform's size.
    mutating func transform(_ samples: [Float]) {
        precondition(samples.count == size)
        bitReversed.withUnsafeBufferPointer { bitReversed in
            samples.withUnsafeBufferPointer { samples in
                withParts { real, imaginary in
                    for index in bitReversed.indices {
                        let source = 2 * Int(bitReversed[index])
                        real[index] = samples[source]
                        imaginary[index] = samples[source + 1]
                    }
                }
            }
        }
        transformHalf()
        separate()
    }

    private mutating func withParts(
        _ body: (
            _ real: UnsafeMutableBufferPointer<Float>,
            _ imaginary: UnsafeMutableBufferPointer<Float>
        ) -> Void
    ) {
        real.withUnsafeMutableBufferPointer { real in
            imaginary.withUnsafeMutableBufferPointer { body(real, $0) }
        }
    }

    /// The squared magnitude at a frequency from 0 to size / 2.
    func power(at index: Int) -> Float {
        real[index] * real[index] + imaginary[index] * imaginary[index]
    }

    private mutating func transformHalf() {
        let half = size / 2
        spanCosines.withUnsafeBufferPointer { cosines in
            spanSines.withUnsafeBufferPointer { sines in
                withParts { real, imaginary in
                    var span = 1
                    while span < half {
                        // The spans before this one have as many angles as it has, less one.
                        let angles = (span - 1)..<(2 * span - 1)
                        let butterflies = Butterflies(
                            span: span,
                            cosines: UnsafeBufferPointer(rebasing: cosines[angles]),
                            sines: UnsafeBufferPointer(rebasing: sines[angles]),
                            real: real,
                            imaginary: imaginary
                        )
                        for block in stride(from: 0, to: half, by: 2 * span) {
                            butterflies.run(at: block)
                        }
                        span *= 2
                    }
                }
            }
        }
    }

    /// Turns the transform of pairs into that of the samples.
    private mutating func separate() {
        let half = size / 2
        cosines.withUnsafeBufferPointer { cosines in
            sines.withUnsafeBufferPointer { sines in
                withParts { real, imaginary in
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
        }
    }
}

/// The butterflies of one span: four at a time where there are as many.
private struct Butterflies {
    let span: Int
    let cosines: UnsafeBufferPointer<Float>
    let sines: UnsafeBufferPointer<Float>
    let real: UnsafeMutableBufferPointer<Float>
    let imaginary: UnsafeMutableBufferPointer<Float>

    func run(at block: Int) {
        guard span >= 4 else {
            for offset in 0..<span { one(block + offset, offset) }
            return
        }
        for offset in stride(from: 0, to: span, by: 4) { four(block + offset, offset) }
    }

    private func one(_ low: Int, _ angle: Int) {
        let high = low + span
        let (c, s) = (cosines[angle], sines[angle])
        let x = real[high] * c - imaginary[high] * s
        let y = real[high] * s + imaginary[high] * c
        (real[high], imaginary[high]) = (real[low] - x, imaginary[low] - y)
        (real[low], imaginary[low]) = (real[low] + x, imaginary[low] + y)
    }

    private func four(_ low: Int, _ angle: Int) {
        let high = low + span
        let (c, s) = (Self.load(cosines, angle), Self.load(sines, angle))
        let (lowReal, lowImaginary) = (load(real, low), load(imaginary, low))
        let (highReal, highImaginary) = (load(real, high), load(imaginary, high))
        let x = highReal * c - highImaginary * s
        let y = highReal * s + highImaginary * c
        store(lowReal - x, real, high)
        store(lowImaginary - y, imaginary, high)
        store(lowReal + x, real, low)
        store(lowImaginary + y, imaginary, low)
    }

    private static func load(_ values: UnsafeBufferPointer<Float>, _ index: Int) -> SIMD4<Float> {
        UnsafeRawBufferPointer(values).loadUnaligned(fromByteOffset: 4 * index, as: SIMD4.self)
    }

    private func load(
        _ values: UnsafeMutableBufferPointer<Float>,
        _ index: Int
    ) -> SIMD4<Float> {
        UnsafeRawBufferPointer(values).loadUnaligned(fromByteOffset: 4 * index, as: SIMD4.self)
    }

    private func store(
        _ vector: SIMD4<Float>,
        _ values: UnsafeMutableBufferPointer<Float>,
        _ index: Int
    ) {
        UnsafeMutableRawBufferPointer(values).storeBytes(
            of: vector,
            toByteOffset: 4 * index,
            as: SIMD4<Float>.self
        )
    }
}
