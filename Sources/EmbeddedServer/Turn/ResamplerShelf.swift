// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Synchronization

/// Fresh resamplers to 16 kHz: the sessions of a server share the filter of each rate.
package final class ResamplerShelf: Sendable {
    /// Odd rates are rounded to a multiple of this, so that no filter is large; the error, at most
    /// a third of a percent, is far below what a voice varies by.
    private static let step = 25
    /// The common rates; a client that goes through others only makes the server compute filters.
    private static let capacity = 8

    private let kept = Mutex<[Int: Resampler]>([:])

    package init() {}

    /// A fresh resampler from a rate in hertz; one beyond what they take becomes the nearest.
    func resampler(from rate: Int) -> Resampler {
        let step = rate > 24_000 ? 4 * Self.step : Self.step
        let nearest = (rate + step / 2) / step * step
        let rate = min(max(nearest, Resampler.rates.lowerBound), Resampler.rates.upperBound)
        if let known = kept.withLock({ $0[rate] }) { return known }
        let made = Resampler(from: rate, to: VoiceActivityDetector.sampleRate)
        kept.withLock { kept in
            if kept.count >= Self.capacity { kept = [:] }
            kept[rate] = made
        }
        return made
    }
}
