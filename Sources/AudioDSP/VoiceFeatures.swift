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

    private let shape: [Float]
    /// For each frequency, its place among the bands; `band + 0.25` is a quarter of the way from the
    /// centre of one to the centre of the next.
    private let places: [Float]
    private var history = [Float](repeating: 0, count: windowSamples)
    private var scratch = [Float](repeating: 0, count: windowSamples)
    private var fft = RealFFT(size: windowSamples)
    /// Logarithms of power; one entry more on each side catches what lies beyond the bands.
    private var bands = [Float](repeating: 0, count: bandCount + 2)
    private var floors = [Float](repeating: 0, count: bandCount)
    private var top: Float = 0
    /// Frames until the window holds nothing from before the stream.
    private var framesToFill = 4

    init() {
        let (rise, fall) = (384, 128)
        shape = (0..<Self.windowSamples).map { index in
            let angle =
                index < rise
                ? (Double(index) + 0.5) / Double(rise) - 1
                : (Double(index - rise) + 0.5) / Double(fall)
            return Float(0.5 + 0.5 * cos(.pi * angle))
        }
        let (lowest, highest) = (Self.mel(80), Self.mel(7_600))
        let width = (highest - lowest) / Double(Self.bandCount + 1)
        places = (0...(Self.windowSamples / 2)).map { index in
            let hertz = Double(index * VoiceActivityDetector.sampleRate) / 512
            return Float((Self.mel(hertz) - lowest) / width - 1)
        }
    }

    /// Takes one frame.
    mutating func update(_ frame: [Int16]) {
        let kept = Self.windowSamples - frame.count
        for index in 0..<kept { history[index] = history[index + frame.count] }
        for index in 0..<frame.count { history[kept + index] = Float(frame[index]) }
        for index in 0..<Self.windowSamples { scratch[index] = history[index] * shape[index] }
        fft.transform(scratch)
        measureBands()
        relateBands()
        measureVoicing()
    }

    private mutating func measureBands() {
        for band in bands.indices { bands[band] = 0 }
        for (index, place) in places.enumerated() where place > -1 && place < Float(Self.bandCount)
        {
            let lower = place.rounded(.down)
            let band = Int(lower) + 1
            let power = fft.power(at: index)
            bands[band] += power * (1 - (place - lower))
            bands[band + 1] += power * (place - lower)
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
