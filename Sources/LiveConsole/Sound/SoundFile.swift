// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Foundation

/// A WAV file in memory, as one of our streams hears it.
struct SoundFile: Sendable {
    /// Mono, at the rate that was asked for.
    let samples: [Int16]

    /// Reads a WAV file of any usual format and converts it.
    ///
    /// - Throws: `CommandFailure` with code 2 naming the file and what was expected.
    init(path: String, sampleRate: Int) throws(CommandFailure) {
        let bytes: [UInt8]
        do { bytes = Array(try Data(contentsOf: URL(filePath: path))) } catch {
            throw CommandFailure(.badUsage, "Cannot read \(path): \(error.localizedDescription)")
        }
        let sound: (samples: [Int16], sampleRate: Int)
        do throws(WAVError) { sound = try WAV.mono(bytes) } catch {
            throw CommandFailure(.badUsage, "\(path): \(error).")
        }
        guard Resampler.rates.contains(sound.sampleRate) else {
            let (low, high) = (Resampler.rates.lowerBound, Resampler.rates.upperBound)
            throw CommandFailure(
                .badUsage,
                "\(path): \(sound.sampleRate) samples a second; expected \(low) to \(high)."
            )
        }
        var resampler = Resampler(from: sound.sampleRate, to: sampleRate)
        samples = resampler.process(sound.samples) + resampler.finish()
    }
}
