// SPDX-License-Identifier: Apache-2.0

/// Converts a stream of 16-bit mono samples from one rate to another.
///
/// A polyphase windowed-sinc filter with linear phase, compensated for its delay: output `n` stands
/// for the time `n / to`. Up to 0.9 of the lower rate's Nyquist frequency it is flat within
/// ±0.005 dB; from that Nyquist frequency on, what would alias or image is at least 85 dB down.
///
/// After ``finish()`` a stream of `n` samples has become exactly `⌈n · to / from⌉`. Until then the
/// output lags by about 60 samples of the lower rate. However the input is cut into blocks, the
/// output is the same.
///
/// Making one computes a filter of up to a few thousand taps; copies share it.
package struct Resampler: Sendable {
    /// The rates that can be converted, in hertz.
    package static let rates = 4_000...192_000

    private let filter: PolyphaseFilter
    /// Input that is still under the filter, starting with the zeros before the stream.
    private var window: [Float]
    /// Where the filter for the next output starts in `window`.
    private var index = 0
    /// The next output's time past its input sample, in units of 1 / `filter.up`.
    private var phase = 0
    /// Input and output of the stream so far.
    private var consumed = 0
    private var produced = 0

    /// - Precondition: Both rates, in hertz, are within ``rates``.
    package init(from: Int, to: Int) {
        precondition(Self.rates.contains(from), "cannot resample from \(from) Hz")
        precondition(Self.rates.contains(to), "cannot resample to \(to) Hz")
        filter = PolyphaseFilter(from: from, to: to)
        window = filter.silenceBefore
    }

    /// The samples that are complete once `input` follows what came before.
    package mutating func process(_ input: [Int16]) -> [Int16] {
        consumed += input.count
        guard !filter.isIdentity else {
            produced += input.count
            return input
        }
        window.append(contentsOf: input.lazy.map(Float.init))
        return drain(atMost: .max)
    }

    /// The rest of the stream; the next sample starts a new one.
    package mutating func finish() -> [Int16] {
        let total = (consumed * filter.up + filter.down - 1) / filter.down
        window.append(contentsOf: repeatElement(0, count: filter.taps))
        let rest = drain(atMost: total - produced)
        (window, index, phase, consumed, produced) = (filter.silenceBefore, 0, 0, 0, 0)
        return rest
    }

    private mutating func drain(atMost limit: Int) -> [Int16] {
        var output: [Int16] = []
        window.withUnsafeBufferPointer { window in
            while output.count < limit, index + filter.taps <= window.count {
                let sample = filter.convolve(window, at: index, phase: phase)
                output.append(Int16(min(max(sample.rounded(), -32_768), 32_767)))
                phase += filter.down
                index += phase / filter.up
                phase %= filter.up
            }
        }
        produced += output.count
        let spent = min(index, window.count)
        window.removeFirst(spent)
        index -= spent
        return output
    }
}
