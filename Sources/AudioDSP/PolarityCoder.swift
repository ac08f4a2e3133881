// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Turns sound into one bit a sample at 4 kHz: the sign of what its past does not foretell.
///
/// The sign is the same at any gain. Leaving out what is foretold flattens the spectrum, so that
/// neither a hum nor the pitch and formants of two different voices make sounds look alike.
struct PolarityCoder: Sendable {
    /// In hertz.
    static let sampleRate = 4_000
    /// Samples of one word.
    static let wordSamples = UInt64.bitWidth
    private static let taps = 32
    private static let order = 16
    /// The step of the predictor, which follows speech within some 20 ms.
    ///
    /// Normalised least mean squares: Haykin, Adaptive Filter Theory, chapter of that name.
    private static let step: Float = 0.04

    /// The signs of the latest whole word's samples, the oldest in the lowest bit.
    private(set) var word: UInt64 = 0
    /// The root mean square of that word's samples, relative to full scale.
    private(set) var level: Float = 0

    private let factor: Int
    private let lowPass: [Float]
    /// The latest input, twice in a row, so that a window of it never wraps.
    private var input = [Float](repeating: 0, count: 2 * taps)
    private var inputCount = 0
    private var (lastFiltered, lastSteep): (Float, Float) = (0, 0)
    private var weights = [Float](repeating: 0, count: order)
    /// The latest samples at 4 kHz, twice in a row.
    private var past = [Float](repeating: 0, count: 2 * order)
    private var position = 0
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var energy: Float = 0

    /// - Precondition: The rate is a multiple of 4 kHz, from 8 kHz on.
    init(sampleRate: Int) {
        precondition(
            sampleRate >= 2 * Self.sampleRate && sampleRate % Self.sampleRate == 0,
            "no echo is measured at \(sampleRate) Hz"
        )
        factor = sampleRate / Self.sampleRate
        let cutoff = 0.8 / Double(factor)
        let kernel = (0..<Self.taps).map { tap in
            let x = Double(tap) - Double(Self.taps - 1) / 2
            let window = 0.5 + 0.5 * cos(2 * .pi * x / Double(Self.taps))
            return window * sin(.pi * cutoff * x) / (.pi * x)
        }
        lowPass = kernel.map { Float($0) }
    }

    /// Takes a sample; true when it completed a word.
    mutating func append(_ sample: Int16) -> Bool {
        let slot = inputCount % Self.taps
        input[slot] = Float(sample) / 32_768
        input[slot + Self.taps] = input[slot]
        inputCount += 1
        guard inputCount % factor == 0 else { return false }
        var filtered: Float = 0
        let oldest = inputCount % Self.taps
        for tap in 0..<Self.taps { filtered += lowPass[tap] * input[oldest + tap] }
        // A zero at 0 Hz and a pole at 200 Hz leave little of a hum.
        let steep = filtered - lastFiltered + 0.73 * lastSteep
        (lastFiltered, lastSteep) = (filtered, steep)
        return code(steep)
    }

    /// Takes a sample at 4 kHz.
    private mutating func code(_ sample: Float) -> Bool {
        var (foretold, power): (Float, Float) = (0, 1e-8)
        for index in 0..<Self.order {
            let value = past[position + index]
            foretold += weights[index] * value
            power += value * value
        }
        let error = sample - foretold
        let gain = Self.step * error / power
        for index in 0..<Self.order { weights[index] += gain * past[position + index] }
        position = position == 0 ? Self.order - 1 : position - 1
        past[position] = sample
        past[position + Self.order] = sample
        return add(error < 0 ? 0 : 1, energy: sample * sample)
    }

    private mutating func add(_ bit: UInt64, energy sampleEnergy: Float) -> Bool {
        bits |= bit << UInt64(bitCount)
        energy += sampleEnergy
        bitCount += 1
        guard bitCount == Self.wordSamples else { return false }
        word = bits
        level = (energy / Float(Self.wordSamples)).squareRoot()
        (bits, bitCount, energy) = (0, 0, 0)
        return true
    }
}
