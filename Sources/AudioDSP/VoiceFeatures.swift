// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What the detector's network sees of each frame: loudness by band, and how periodic it is.
///
/// The same arithmetic as in Tests/Scripts/vad/features.py, with which the network was trained. The
/// bands are relative to a noise floor and to the loudest sound of late, so that neither gain nor a
/// steady noise matters.
struct VoiceFeatures: Sendable {
    static let count = 2 * bandCount + 2
    private static let bandCount = 24
    private static let windowSamples = 512
    private static let lags = 40...200

    /// The features of the last frame.
    private(set) var values = [Float](repeating: 0, count: count)

    /// The same for every detector, and never changed: there may be hundreds of them.
    private static let shape = windowShape()
    private static let places = bandPlaces()
    private static let transform = RealFFT(size: windowSamples)

    /// Where a frequency lies among the bands: between the centres of two neighbours.
    private struct Place {
        var frequency: Int
        /// The lower band, in an array with one entry more on each side.
        var band: Int
        /// A quarter is a quarter of the way to the centre of the next.
        var share: Float
    }

    private var history = [Float](repeating: 0, count: windowSamples)
    private var scratch = [Float](repeating: 0, count: windowSamples)
    private var fft = transform
    /// Logarithms of power; one entry more on each side catches what lies beyond the bands.
    private var bands = [Float](repeating: 0, count: bandCount + 2)
    private var floors = [Float](repeating: 0, count: bandCount)
    private var top: Float = 0
    /// Frames until the window holds nothing from before the stream.
    private var framesToFill = 4

    private static func windowShape() -> [Float] {
        let (rise, fall) = (384, 128)
        return (0..<windowSamples).map { index in
            let angle =
                index < rise
                ? (Double(index) + 0.5) / Double(rise) - 1
                : (Double(index - rise) + 0.5) / Double(fall)
            return Float(0.5 + 0.5 * cos(.pi * angle))
        }
    }

    private static func bandPlaces() -> [Place] {
        let (lowest, highest) = (mel(80), mel(7_600))
        let width = (highest - lowest) / Double(bandCount + 1)
        return (0...(windowSamples / 2)).compactMap { index in
            let hertz = Double(index * VoiceActivityDetector.sampleRate) / 512
            let place = Float((mel(hertz) - lowest) / width - 1)
            guard place > -1, place < Float(bandCount) else { return nil }
            let lower = place.rounded(.down)
            return Place(frequency: index, band: Int(lower) + 1, share: place - lower)
        }
    }

    /// Takes one frame.
    mutating func update(_ frame: [Int16]) {
        let kept = Self.windowSamples - frame.count
        history.withUnsafeMutableBufferPointer { history in
            for index in 0..<kept { history[index] = history[index + frame.count] }
            for index in 0..<frame.count { history[kept + index] = Float(frame[index]) }
            Self.shape.withUnsafeBufferPointer { shape in
                scratch.withUnsafeMutableBufferPointer { scratch in
                    for index in 0..<Self.windowSamples {
                        scratch[index] = history[index] * shape[index]
                    }
                }
            }
        }
        fft.transform(scratch)
        measureBands()
        relateBands()
        measureVoicing()
    }

    private mutating func measureBands() {
        for band in bands.indices { bands[band] = 0 }
        bands.withUnsafeMutableBufferPointer { bands in
            for place in Self.places {
                let power = fft.power(at: place.frequency)
                bands[place.band] += power * (1 - place.share)
                bands[place.band + 1] += power * place.share
            }
        }
        // Thirty is the power of the rounding of samples: digital silence is as loud as that.
        for band in bands.indices { bands[band] = logf(bands[band] + 30) }
    }

    /// Follows the noise floor of each band, falling fast and rising 3 dB a second, and the top.
    private mutating func relateBands() {
        let loudest = bands[1...Self.bandCount].max() ?? 0
        if framesToFill > 0 {
            framesToFill -= 1
            for band in floors.indices { floors[band] = bands[band + 1] }
            top = loudest
        } else {
            for band in floors.indices {
                let rise = bands[band + 1] - floors[band]
                floors[band] += rise < 0 ? 0.1 * rise : 0.007
            }
            top = loudest > top ? top + 0.3 * (loudest - top) : top - 0.002
        }
        for band in floors.indices {
            let level = bands[band + 1]
            values[band] = min(max((level - floors[band]) / 3 - 1, -1.5), 4)
            values[Self.bandCount + band] = min(max((level - top) / 4 + 1, -4), 2)
        }
    }

    /// Finds the period between 80 and 400 Hz from the autocorrelation of a flattened spectrum.
    private mutating func measureVoicing() {
        for index in scratch.indices { scratch[index] = 0 }
        for index in 2...128 {
            let magnitude = fft.power(at: index).squareRoot()
            scratch[index] = magnitude
            scratch[Self.windowSamples - index] = magnitude
        }
        fft.transform(scratch)
        var best = Self.lags.lowerBound
        for lag in Self.lags where fft.real[lag] > fft.real[best] { best = lag }
        let scale = 1 / Float(Self.windowSamples)
        let periodicity = fft.real[best] * scale / (fft.real[0] * scale + 1e-3)
        values[2 * Self.bandCount] = 2 * periodicity - 1
        values[2 * Self.bandCount + 1] = (Float(best) - 120) / 80
    }

    private static func mel(_ hertz: Double) -> Double { 2_595 * log10(1 + hertz / 700) }
}
