// SPDX-License-Identifier: Apache-2.0

import AudioDSP

/// Brings what was played and what was heard side by side for the echo meter.
///
/// Both come in pieces, each at its own moment; between replies the loudspeaker plays silence.
struct EchoProbe: Sendable {
    private static let sampleRate = CapturePump.sampleRate
    /// More than this by which one side is ahead is no echo but a hole in the other: 200 ms.
    private static let slack = sampleRate / 5

    private var meter = EchoMeter(sampleRate: sampleRate)
    private var resampler = Resampler(from: RingFeed.sampleRate, to: sampleRate)
    private var played: [Int16] = []
    private var heard: [Int16] = []

    var snapshot: EchoSnapshot? {
        meter.reading.map { reading in
            EchoSnapshot(
                correlation: reading.correlation,
                lag: .microseconds(Int(reading.lagMilliseconds * 1_000))
            )
        }
    }

    /// Takes what was played, at 24 kHz, and heard, at 16 kHz, since the last call.
    mutating func process(played newPlayed: [Int16], heard newHeard: [Int16], isPlaying: Bool) {
        played += resampler.process(newPlayed)
        heard += newHeard
        if !isPlaying {
            played += resampler.finish()
            let missing = heard.count - played.count
            if missing > 0 { played += Array(repeating: 0, count: missing) }
        }
        played.removeFirst(max(0, played.count - heard.count - Self.slack))
        heard.removeFirst(max(0, heard.count - played.count - Self.slack))
        let count = min(played.count, heard.count)
        guard count > 0 else { return }
        meter.process(played: Array(played.prefix(count)), heard: Array(heard.prefix(count)))
        played.removeFirst(count)
        heard.removeFirst(count)
    }
}
