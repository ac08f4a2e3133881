// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import AudioDSP

@Suite struct VoiceActivityDetectorTests {
    @Test func theFeaturesAreThoseOfTheTrainingScript() {
        let samples: [Int16] = (0..<3_200).map { index in
            let dense = (index * index * 31 + index * 17) % 2_001 - 1_000
            let sawtooth = index % 125 * 40 * (index / 800)
            return Int16(dense + sawtooth)
        }
        // Printed by features.py for the same samples.
        let indices = [0, 7, 23, 24, 30, 47, 48, 49]
        let expected: [Int: [Float]] = [
            0: [-1, -1, -1, 0.563, 0.796, 0.890, -0.872, -0.750],
            5: [0.634, -0.375, -0.999, 1.432, 0.629, 0.819, -0.896, 1],
            19: [1.539, 0.399, -0.838, 1.073, 0.251, -0.117, -0.244, 0.062],
        ]
        var features = VoiceFeatures()
        for frame in 0..<20 {
            features.update(Array(samples[(frame * 160)..<((frame + 1) * 160)]))
            guard let row = expected[frame] else { continue }
            for (index, value) in zip(indices, row) {
                let error = abs(features.values[index] - value)
                #expect(error < 0.002, "frame \(frame), feature \(index)")
            }
        }
    }

    @Test func speechIsFoundAndWhatSurroundsItIsNot() {
        let decisions = Self.decisions(Self.vowelsInNoise(seed: 1))
        #expect(Self.share(decisions[100..<200]) == 0)
        #expect(Self.share(decisions[210..<300]) > 0.9)
        #expect(Self.share(decisions[340..<400]) == 0)
    }

    @Test(arguments: [0, 1, 30, 3_000])
    func silenceAndSteadyNoiseAreNoSpeech(amplitude: Int) {
        var noise = SeededNoise(seed: 7)
        let samples = (0..<24_000).map { _ in Int16(Double(amplitude) * noise.next()) }
        #expect(Self.share(Self.decisions(samples)[50...]) < 0.01)
    }

    @Test(arguments: [1, 7, 160, 320, 5_000])
    func blocksDoNotMatter(size: Int) {
        let samples = Array(Self.vowelsInNoise(seed: 2)[30_000..<37_000])
        var detector = VoiceActivityDetector()
        var probabilities: [Float] = []
        for start in stride(from: 0, to: samples.count, by: size) {
            let block = Array(samples[start..<min(start + size, samples.count)])
            detector.process(block) { probabilities.append($0) }
        }
        #expect(probabilities == Self.probabilities(samples))
    }

    @Test func aFrameDependsOnNothingAfterIt() {
        let samples = Self.vowelsInNoise(seed: 3)
        let cut = 230 * VoiceActivityDetector.frameSamples
        let whole = Self.probabilities(samples)
        let start = Self.probabilities(Array(samples[..<cut]))
        #expect(start == Array(whole[..<230]))
    }

    @Test func theSameSoundFourTimesSofterIsHeardAlike() {
        let samples = Self.vowelsInNoise(seed: 4)
        let loud = Self.decisions(samples)
        let soft = Self.decisions(samples.map { $0 / 4 })
        let different = zip(loud, soft).count { $0 != $1 }
        #expect(different < loud.count / 50)
    }

    @Test func anyInputGivesAProbability() {
        for value in [Int16.min, .max] {
            let square = (0..<8_000).map { $0 / 50 % 2 == 0 ? value : ~value }
            for samples in [square, Array(repeating: value, count: 8_000)] {
                #expect(Self.probabilities(samples).allSatisfy { $0 >= 0 && $0 <= 1 })
            }
        }
    }

    private static func probabilities(_ samples: [Int16]) -> [Float] {
        var detector = VoiceActivityDetector()
        var probabilities: [Float] = []
        detector.process(samples) { probabilities.append($0) }
        return probabilities
    }

    private static func decisions(_ samples: [Int16]) -> [Bool] {
        probabilities(samples).map { $0 >= VoiceActivityDetector.threshold }
    }

    private static func share(_ decisions: ArraySlice<Bool>) -> Double {
        Double(decisions.count(where: \.self)) / Double(decisions.count)
    }

    /// Four seconds of noise; between the second and the third, four syllables 30 dB above it: a
    /// pulse train with a falling pitch through three formants.
    private static func vowelsInNoise(seed: UInt64) -> [Int16] {
        var noise = SeededNoise(seed: seed)
        var samples = (0..<64_000).map { _ in 80 * noise.next() }
        var formants = [Resonator(700, 90), Resonator(1_200, 110), Resonator(2_600, 160)]
        var phase = 0.0
        for index in 0..<16_000 {
            phase += (130 - 30 * Double(index) / 16_000) / 16_000
            let pulse = phase >= 1 ? 1.0 : 0
            phase -= pulse
            let syllable = abs(sin(.pi * Double(index) / 4_000))
            var sum = 0.0
            for formant in formants.indices { sum += formants[formant].process(pulse) }
            samples[32_000 + index] += 6_000 * syllable * sum
        }
        return samples.map { Int16(min(max($0, -32_768), 32_767)) }
    }
}
