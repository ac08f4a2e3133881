// SPDX-License-Identifier: Apache-2.0

/// The rate and channel count of 16-bit linear sound.
package struct AudioFormat: Hashable, Sendable, CustomStringConvertible {
    /// In hertz.
    package var sampleRate: Int
    package var channels: Int

    package init(sampleRate: Int, channels: Int = 1) {
        precondition(sampleRate > 0 && channels > 0, "a format has a rate and a channel")
        self.sampleRate = sampleRate
        self.channels = channels
    }

    /// What the Live API hears best: 16 kHz mono.
    package static let microphone = AudioFormat(sampleRate: 16_000)
    /// What the Live API speaks: 24 kHz mono.
    package static let speaker = AudioFormat(sampleRate: 24_000)

    /// The whole frames that fit into `duration`.
    package func frames(in duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return Int(seconds) * sampleRate
            + Int(attoseconds / 1_000_000_000) * sampleRate / 1_000_000_000
    }

    /// How long `frames` sound.
    package func duration(ofFrames frames: Int) -> Duration {
        .nanoseconds(frames * 1_000_000_000 / sampleRate)
    }

    package var description: String {
        "\(sampleRate) Hz, \(channels == 1 ? "mono" : "\(channels) channels")"
    }
}
