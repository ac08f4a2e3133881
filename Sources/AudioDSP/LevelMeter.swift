// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The levels of one direction of sound; processing allocates nothing.
package struct LevelMeter: Sendable {
    /// What a meter shows; levels in dBFS as in ``PCM16``.
    package struct Reading: Sendable, Equatable {
        /// The root mean square of about the last 125 ms ("fast" in IEC 61672).
        package var rmsDBFS = PCM16.silenceDBFS
        /// The largest magnitude, falling 20 dB a second.
        package var peakDBFS = PCM16.silenceDBFS
        /// The largest magnitude of the last second and a half.
        package var holdDBFS = PCM16.silenceDBFS
        /// Samples at either end of the range since the meter was made.
        package var clippedSamples = 0
        /// The mean of about the last second, relative to full scale: -1 to 1.
        package var dcOffset = 0.0
        /// The quietest level, the mean left out: falls at once, rises 3 dB a second.
        package var noiseFloorDBFS = PCM16.silenceDBFS

        /// Silence.
        package init() {}
    }

    private static let rmsSeconds = 0.125
    private static let dcSeconds = 1.0
    private static let fallPerSecond = 20.0
    private static let holdSeconds = 1.5
    private static let floorRisePerSecond = 3.0

    /// The levels after the last block.
    package private(set) var reading = Reading()

    private let sampleRate: Double
    private var meanSquare = 0.0
    private var secondsHeld = 0.0
    private var isEmpty = true

    /// A meter of silence; the rate is in hertz.
    package init(sampleRate: Int) {
        precondition(sampleRate > 0, "no meter at \(sampleRate) Hz")
        self.sampleRate = Double(sampleRate)
    }

    /// Takes a block of about 5 to 50 ms; an empty one changes nothing.
    package mutating func process(_ block: UnsafeBufferPointer<Int16>) {
        guard !block.isEmpty else { return }
        // Integers keep both sums exact.
        var (sum, energy, peak, clipped) = (0, 0, 0, 0)
        for sample in block {
            let value = Int(sample)
            sum += value
            energy += value * value
            peak = max(peak, abs(value))
            if sample == .max || sample == .min { clipped += 1 }
        }
        let seconds = Double(block.count) / sampleRate
        let mean = Double(sum) / Double(block.count)
        let square = Double(energy) / Double(block.count)
        average(mean, square, seconds)
        followPeak(PCM16.dBFS(amplitude: Double(peak)), seconds)
        followFloor(PCM16.dBFS(amplitude: max(square - mean * mean, 0).squareRoot()), seconds)
        reading.clippedSamples += clipped
        isEmpty = false
    }

    /// The same for an array.
    package mutating func process(_ block: [Int16]) {
        block.withUnsafeBufferPointer { process($0) }
    }

    private mutating func average(_ mean: Double, _ square: Double, _ seconds: Double) {
        let dc = mean / 32_768
        if isEmpty {
            (meanSquare, reading.dcOffset) = (square, dc)
        } else {
            meanSquare += (square - meanSquare) * (1 - exp(-seconds / Self.rmsSeconds))
            reading.dcOffset += (dc - reading.dcOffset) * (1 - exp(-seconds / Self.dcSeconds))
        }
        reading.rmsDBFS = PCM16.dBFS(amplitude: meanSquare.squareRoot())
    }

    private mutating func followPeak(_ peak: Double, _ seconds: Double) {
        reading.peakDBFS = max(peak, reading.peakDBFS - Self.fallPerSecond * seconds)
        secondsHeld += seconds
        if peak >= reading.holdDBFS || secondsHeld > Self.holdSeconds {
            (reading.holdDBFS, secondsHeld) = (max(peak, reading.peakDBFS), 0)
        }
    }

    private mutating func followFloor(_ level: Double, _ seconds: Double) {
        let risen = reading.noiseFloorDBFS + Self.floorRisePerSecond * seconds
        reading.noiseFloorDBFS = isEmpty ? level : min(level, risen)
    }
}
