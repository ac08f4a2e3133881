// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Testing

@Suite struct LevelMeterTests {
    private let rate = 16_000

    /// Passes seconds of sound in blocks of 10 ms.
    private func feed(_ meter: inout LevelMeter, seconds: Double, _ sample: (Int) -> Int16) {
        let count = Int(seconds * Double(rate))
        for start in stride(from: 0, to: count, by: 160) {
            meter.process((start..<min(start + 160, count)).map(sample))
        }
    }

    private func tone(_ amplitude: Double) -> (Int) -> Int16 {
        let samples = Tone.samples(hertz: 1_000, rate: rate, count: 160, amplitude: amplitude)
        return { samples[$0 % 160] }
    }

    @Test func aToneReadsItsLevels() {
        var meter = LevelMeter(sampleRate: rate)
        feed(&meter, seconds: 1, tone(0.1))
        #expect(abs(meter.reading.rmsDBFS + 23.01) < 0.05)
        #expect(abs(meter.reading.peakDBFS + 20) < 0.05)
        #expect(abs(meter.reading.noiseFloorDBFS + 23.01) < 0.05)
        #expect(abs(meter.reading.dcOffset) < 1e-4)
        #expect(meter.reading.clippedSamples == 0)
    }

    @Test func thePeakFallsAndTheHoldStaysForAWhile() {
        var meter = LevelMeter(sampleRate: rate)
        feed(&meter, seconds: 0.1, tone(1))
        feed(&meter, seconds: 1, { _ in 0 })
        #expect(abs(meter.reading.peakDBFS + 20) < 0.5)
        #expect(abs(meter.reading.holdDBFS) < 0.1)
        #expect(meter.reading.rmsDBFS < -30)
        feed(&meter, seconds: 1, { _ in 0 })
        #expect(meter.reading.holdDBFS < -25)
        feed(&meter, seconds: 10, { _ in 0 })
        #expect(meter.reading.peakDBFS == PCM16.silenceDBFS)
        #expect(meter.reading.holdDBFS == PCM16.silenceDBFS)
    }

    @Test func clippedSamplesAreCounted() {
        var meter = LevelMeter(sampleRate: rate)
        meter.process([.max, 32_766, .min, -32_767, 0])
        meter.process([.max])
        #expect(meter.reading.clippedSamples == 3)
    }

    @Test func anOffsetIsMeasuredAndIsNoNoise() {
        var meter = LevelMeter(sampleRate: rate)
        feed(&meter, seconds: 5, { Int16(3_277 + ($0 % 2 == 0 ? 33 : -33)) })
        #expect(abs(meter.reading.dcOffset - 0.1) < 1e-3)
        #expect(abs(meter.reading.noiseFloorDBFS + 60) < 0.2)
    }

    @Test func theNoiseFloorFallsAtOnceAndRisesSlowly() {
        var meter = LevelMeter(sampleRate: rate)
        feed(&meter, seconds: 1, tone(0.1))
        feed(&meter, seconds: 0.02, tone(0.001))
        #expect(abs(meter.reading.noiseFloorDBFS + 63) < 0.3)
        feed(&meter, seconds: 2, tone(0.1))
        #expect(abs(meter.reading.noiseFloorDBFS + 57) < 0.3)
    }

    @Test func anEmptyBlockChangesNothing() {
        var meter = LevelMeter(sampleRate: rate)
        meter.process([])
        #expect(meter.reading == LevelMeter.Reading())
    }
}
