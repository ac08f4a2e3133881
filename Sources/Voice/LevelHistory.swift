// SPDX-License-Identifier: Apache-2.0

import AudioDSP

/// The levels of one direction with their recent past: meter, waveform and spectrum.
package struct LevelHistory: Sendable {
    static let waveformCount = 128
    static let bands = 28
    private static let waveformStep = Duration.milliseconds(50)

    private var meter: LevelMeter
    private var spectrum: Spectrum
    /// Whether there was sound since the spectrum was computed.
    private var hasNewSound = false
    private var waveform: [Float] = []
    private let stepSamples: Int
    /// The waveform's next value and the samples it has seen.
    private var peak = 0
    private var peakSamples = 0

    /// Levels of sound at so many samples a second.
    package init(sampleRate: Int) {
        meter = LevelMeter(sampleRate: sampleRate)
        spectrum = Spectrum(sampleRate: sampleRate, bands: Self.bands)
        stepSamples = sampleRate * Int(Self.waveformStep / .milliseconds(1)) / 1_000
    }

    /// Takes the next samples.
    package mutating func process(_ samples: [Int16]) {
        meter.process(samples)
        spectrum.append(samples)
        hasNewSound = hasNewSound || !samples.isEmpty
        for sample in samples {
            peak = max(peak, abs(Int(sample)))
            peakSamples += 1
            if peakSamples == stepSamples { endStep() }
        }
    }

    /// The levels now; the spectrum is computed here, so ask once for each picture.
    package mutating func snapshot() -> LevelSnapshot {
        if hasNewSound { spectrum.update() }
        hasNewSound = false
        let reading = meter.reading
        var levels = LevelSnapshot()
        levels.rms = max(reading.rmsDBFS, LevelSnapshot.silence)
        levels.peak = max(reading.peakDBFS, LevelSnapshot.silence)
        levels.hold = max(reading.holdDBFS, LevelSnapshot.silence)
        levels.noiseFloor = max(reading.noiseFloorDBFS, LevelSnapshot.silence)
        levels.clipped = reading.clippedSamples
        levels.dcOffset = reading.dcOffset
        levels.waveform = waveform
        levels.spectrum = spectrum.levelsDBFS.map { Float(max($0, LevelSnapshot.silence)) }
        return levels
    }

    private mutating func endStep() {
        if waveform.count == Self.waveformCount { waveform.removeFirst() }
        waveform.append(Float(peak) / 32_768)
        (peak, peakSamples) = (0, 0)
    }
}
