// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Glibc
import Testing

@Suite struct ResamplerTests {
    static let ratios = [
        odd,
        (22_050, 24_000), (48_000, 16_000), (16_000, 24_000), (44_100, 16_000), (8_000, 48_000),
    ]
    /// A ratio with more phases than the filter has rows.
    static let odd = (12_001, 8_009)

    @Test(arguments: ratios)
    func thePassBandIsFlat(from: Int, to: Int) {
        let nyquist = Double(min(from, to)) / 2
        var worst = 0.0
        for step in 1...6 {
            let hertz = nyquist * 0.15 * Double(step)
            let input = Tone.samples(hertz: hertz, rate: from, count: from / 16, amplitude: 0.9)
            let gain =
                Tone.amplitude(middle(resample(input, from, to)), hertz: hertz, rate: to) / 0.9
            worst = max(worst, abs(20 * log10(gain)))
        }
        #expect(worst < 0.005, "\(from) to \(to): \(worst) dB")
    }

    @Test(arguments: [(48_000, 16_000), (44_100, 16_000), (24_000, 22_050), odd])
    func whatWouldAliasIsRemoved(from: Int, to: Int) {
        let nyquist = Double(to) / 2
        let top = Double(from) / 2
        for step in 0...4 {
            let hertz = nyquist + (top - nyquist) * Double(step) / 4.5
            let input = Tone.samples(hertz: hertz, rate: from, count: from / 16, amplitude: 1)
            let level = PCM16.rmsDBFS(middle(resample(input, from, to))) + 3.01
            #expect(level < -85, "\(from) to \(to): \(hertz) Hz leaves \(level) dB")
        }
    }

    @Test(arguments: [(16_000, 24_000), (22_050, 24_000), (8_000, 48_000)])
    func imagesAreRemoved(from: Int, to: Int) {
        for step in [2, 5, 7, 9] {
            let hertz = Double(from) * 0.05 * Double(step)
            let input = Tone.samples(hertz: hertz, rate: from, count: from / 16, amplitude: 1)
            let image = Double(from) - hertz
            guard image < Double(to) / 2 else { continue }
            let level = Tone.amplitude(middle(resample(input, from, to)), hertz: image, rate: to)
            #expect(20 * log10(level) < -85, "\(from) to \(to): image of \(hertz) Hz")
        }
    }

    @Test(arguments: ratios, [0, 1, 147, 1_001])
    func theLengthRuleIsExact(ratio: (Int, Int), count: Int) {
        let (from, to) = ratio
        let output = resample(Array(repeating: 1_000, count: count), from, to)
        #expect(output.count == (count * to + from - 1) / from)
    }

    @Test(arguments: ratios)
    func blocksMakeNoDifference(from: Int, to: Int) {
        let input = Tone.samples(hertz: 997, rate: from, count: 1_500, amplitude: 0.5)
        let whole = resample(input, from, to)
        var resampler = Resampler(from: from, to: to)
        var output: [Int16] = []
        var rest = input[...]
        var block = 1
        while !rest.isEmpty {
            output += resampler.process(Array(rest.prefix(block)))
            rest = rest.dropFirst(block)
            block = block * 3 % 401
        }
        output += resampler.finish()
        #expect(output == whole)
    }

    @Test func finishStartsANewStream() {
        var resampler = Resampler(from: 22_050, to: 24_000)
        let input = Tone.samples(hertz: 500, rate: 22_050, count: 2_000, amplitude: 0.5)
        let first = resampler.process(input) + resampler.finish()
        let second = resampler.process(input) + resampler.finish()
        #expect(first == second)
    }

    @Test func outputIsAlignedWithInput() {
        var impulse = [Int16](repeating: 0, count: 1_000)
        impulse[500] = 30_000
        let output = resample(impulse, 16_000, 24_000)
        #expect(output.firstIndex(of: output.max() ?? 0) == 750)
    }

    @Test func fullScaleDoesNotWrapAround() {
        let square = (0..<2_000).map { $0 / 20 % 2 == 0 ? Int16.max : Int16.min }
        let output = resample(square, 16_000, 24_000)
        // The overshoot of band-limited edges is clipped: it never changes sign inside a plateau.
        #expect(output[15...20].allSatisfy { $0 > 20_000 })
        #expect(output.contains(.max) && output.contains(.min))
    }

    @Test func equalRatesPassThrough() {
        let input = Tone.samples(hertz: 500, rate: 16_000, count: 100, amplitude: 0.5)
        #expect(resample(input, 16_000, 16_000) == input)
    }

    private func resample(_ input: [Int16], _ from: Int, _ to: Int) -> [Int16] {
        var resampler = Resampler(from: from, to: to)
        return resampler.process(input) + resampler.finish()
    }

    /// The stream without the edges where the tone starts and stops.
    private func middle(_ samples: [Int16]) -> [Int16] {
        Array(samples.dropFirst(samples.count / 4).dropLast(samples.count / 4))
    }
}

enum Tone {
    static func samples(hertz: Double, rate: Int, count: Int, amplitude: Double) -> [Int16] {
        (0..<count).map { index in
            Int16(
                (amplitude * 32_767 * sin(2 * .pi * hertz * Double(index) / Double(rate))).rounded()
            )
        }
    }

    /// The amplitude of one frequency, by correlation under a Hann window.
    static func amplitude(_ samples: [Int16], hertz: Double, rate: Int) -> Double {
        var (real, imaginary, weights) = (0.0, 0.0, 0.0)
        for (index, sample) in samples.enumerated() {
            let weight = 1 - cos(2 * .pi * (Double(index) + 0.5) / Double(samples.count))
            let angle = 2 * .pi * hertz * Double(index) / Double(rate)
            real += Double(sample) * weight * cos(angle)
            imaginary += Double(sample) * weight * sin(angle)
            weights += weight
        }
        return 2 * (real * real + imaginary * imaginary).squareRoot() / weights / 32_767
    }
}
