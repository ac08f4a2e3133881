// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveEngine

/// Turns the parts of a reply into samples of one rate.
struct ReplyDecoder: Sendable {
    private let sampleRate: Int
    private var resampler: Resampler?
    private var inputRate: Int

    init(sampleRate: Int) {
        self.sampleRate = sampleRate
        inputRate = sampleRate
    }

    /// Forgets what an earlier reply left in the filter.
    mutating func reset() {
        self = ReplyDecoder(sampleRate: sampleRate)
    }

    /// The samples a part completes; none for a rate that no sound has.
    mutating func samples(of part: AudioPart) -> [Int16] {
        guard Resampler.rates.contains(part.sampleRate) else { return [] }
        var before: [Int16] = []
        if part.sampleRate != inputRate {
            before = finish()
            inputRate = part.sampleRate
            resampler =
                inputRate == sampleRate ? nil : Resampler(from: inputRate, to: sampleRate)
        }
        let samples = PCM16.samples(fromLittleEndian: part.pcm)
        return before + (resampler?.process(samples) ?? samples)
    }

    /// The rest of the reply.
    mutating func finish() -> [Int16] {
        resampler?.finish() ?? []
    }
}
