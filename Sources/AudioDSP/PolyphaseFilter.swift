// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The taps of a Kaiser-windowed sinc, sampled at the phases that outputs fall on.
///
/// Rates are in lowest terms: output `n` lies at input `n · down / up`.
struct PolyphaseFilter: Sendable {
    /// The pass band ends here and the stop band starts at 1, relative to the lower Nyquist.
    private static let passBand = 0.9
    private static let stopBandDecibels = 90.0
    /// Ratios with more phases interpolate between neighbours, an error below -110 dB.
    private static let maximumRows = 1_024

    let up: Int
    let down: Int
    /// Taps of one phase: a multiple of the vector's width.
    let taps: Int
    private let rows: Int
    private let coefficients: [Float]

    init(from: Int, to: Int) {
        let divisor = Self.greatestCommonDivisor(from, to)
        up = to / divisor
        down = from / divisor
        rows = min(up, Self.maximumRows)
        guard from != to else {
            (taps, coefficients) = (0, [])
            return
        }
        // The cutoff and the width of the transition in cycles per input sample.
        let nyquist = 0.5 * Double(min(from, to)) / Double(from)
        let cutoff = nyquist * (1 + Self.passBand) / 2
        let width = nyquist * (1 - Self.passBand)
        // Length and shape after Kaiser: Oppenheim and Schafer, Discrete-Time Signal Processing,
        // "Kaiser window method".
        let length = (Self.stopBandDecibels - 7.95) / (2.285 * 2 * .pi * width)
        let beta = 0.1102 * (Self.stopBandDecibels - 8.7)
        let taps = (Int(length.rounded(.up)) / 8 + 1) * 8
        let rows = rows
        self.taps = taps
        coefficients = (0...rows).flatMap { row in
            let kernel = (0..<taps).map { tap in
                let x = Double(tap - taps / 2 + 1) - Double(row) / Double(rows)
                return Self.sinc(2 * cutoff * x) * Self.kaiser(2 * x / Double(taps), beta)
            }
            // Every phase passes a constant unchanged, so none adds a tone at its own rate.
            let sum = kernel.reduce(0, +)
            return kernel.map { Float($0 / sum) }
        }
    }

    var isIdentity: Bool { up == down }

    /// The zeros that put the first output's centre on the first input.
    var silenceBefore: [Float] {
        isIdentity ? [] : Array(repeating: 0, count: taps / 2 - 1)
    }

    /// One output: the taps of a phase over the window that starts at `start`.
    func convolve(_ window: UnsafeBufferPointer<Float>, at start: Int, phase: Int) -> Float {
        let (row, rest) = (phase * rows).quotientAndRemainder(dividingBy: up)
        let sample = dot(window, start, row)
        guard rest > 0 else { return sample }
        let next = dot(window, start, row + 1)
        return sample + (next - sample) * Float(rest) / Float(up)
    }

    private func dot(_ window: UnsafeBufferPointer<Float>, _ start: Int, _ row: Int) -> Float {
        precondition(start >= 0 && start + taps <= window.count && row <= rows)
        return coefficients.withUnsafeBytes { coefficients in
            let window = UnsafeRawBufferPointer(window)
            let stride = MemoryLayout<Float>.stride
            var sum = SIMD8<Float>.zero
            for tap in Swift.stride(from: 0, to: taps, by: 8) {
                let sample = window.loadUnaligned(
                    fromByteOffset: (start + tap) * stride,
                    as: SIMD8<Float>.self
                )
                let weight = coefficients.loadUnaligned(
                    fromByteOffset: (row * taps + tap) * stride,
                    as: SIMD8<Float>.self
                )
                sum += sample * weight
            }
            return sum.sum()
        }
    }

    private static func sinc(_ x: Double) -> Double {
        x == 0 ? 1 : sin(.pi * x) / (.pi * x)
    }

    /// The Kaiser window over -1...1, zero outside.
    private static func kaiser(_ x: Double, _ beta: Double) -> Double {
        abs(x) > 1 ? 0 : besselI0(beta * (1 - x * x).squareRoot())
    }

    /// The modified Bessel function of the first kind and order zero, by its power series.
    private static func besselI0(_ x: Double) -> Double {
        var (term, sum, k) = (1.0, 1.0, 1.0)
        while term > sum * 1e-12 {
            term *= (x / (2 * k)) * (x / (2 * k))
            sum += term
            k += 1
        }
        return sum
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }
}
