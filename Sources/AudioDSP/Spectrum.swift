// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The level of the latest sound in bands of equal width on a logarithmic scale of frequency.
///
/// The sum of all bands is the level of the sound: a full-scale sine reads -3.01 dBFS in its band.
/// Taking samples and updating allocate nothing.
package struct Spectrum: Sendable {
    /// The samples that are looked at, with a Hann window.
    package static let windowSamples = 1_024
    /// The lower end of the lowest band, in hertz.
    package static let lowestHertz = 60.0

    /// The level of each band, in dBFS as in ``PCM16``, at the last update.
    package private(set) var levelsDBFS: [Double]

    /// For each band, its frequencies in the transform; neighbours may share a narrow one.
    private let bins: [Range<Int>]
    private let shape: [Float]
    private let scale: Double
    private var history = [Int16](repeating: 0, count: windowSamples)
    /// Where the oldest sample is.
    private var oldest = 0
    private var scratch = [Float](repeating: 0, count: windowSamples)
    private var fft = RealFFT(size: windowSamples)

    /// The bands from ``lowestHertz`` to half the rate, which is in hertz.
    package init(sampleRate: Int, bands: Int) {
        precondition(sampleRate >= 1_000, "no spectrum at \(sampleRate) Hz")
        precondition(bands > 0, "no spectrum of \(bands) bands")
        let (size, half) = (Self.windowSamples, Self.windowSamples / 2)
        let nyquist = Double(sampleRate) / 2
        let edges = (0...bands).map { edge in
            let hertz =
                Self.lowestHertz * pow(nyquist / Self.lowestHertz, Double(edge) / Double(bands))
            return Int((hertz * Double(half) / nyquist).rounded())
        }
        bins = (0..<bands).map { band in
            let low = min(edges[band], half)
            let high = band == bands - 1 ? half + 1 : edges[band + 1]
            return low..<max(high, low + 1)
        }
        shape = (0..<size).map {
            Float(0.5 - 0.5 * cos(2 * .pi * (Double($0) + 0.5) / Double(size)))
        }
        let energy = shape.reduce(0.0) { $0 + Double($1 * $1) }
        scale = 2 / (Double(size) * energy)
        levelsDBFS = Array(repeating: PCM16.silenceDBFS, count: bands)
    }

    /// Takes samples; only the latest ``windowSamples`` matter.
    package mutating func append(_ samples: UnsafeBufferPointer<Int16>) {
        for sample in samples.suffix(Self.windowSamples) {
            history[oldest] = sample
            oldest = (oldest + 1) % Self.windowSamples
        }
    }

    /// The same for an array.
    package mutating func append(_ samples: [Int16]) {
        samples.withUnsafeBufferPointer { append($0) }
    }

    /// Computes the levels, once for each picture that is drawn.
    package mutating func update() {
        for index in scratch.indices {
            let sample = history[(oldest + index) % Self.windowSamples]
            scratch[index] = Float(sample) * shape[index]
        }
        fft.transform(scratch)
        for (band, range) in bins.enumerated() {
            var power = 0.0
            for bin in range { power += Double(fft.power(at: bin)) }
            levelsDBFS[band] = PCM16.dBFS(amplitude: (power * scale).squareRoot())
        }
    }
}
