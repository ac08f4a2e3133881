// SPDX-License-Identifier: Apache-2.0

/// What a stream asks its device for; what it was given is in `StreamCounters`.
package struct StreamConfiguration: Hashable, Sendable {
    /// The device's own name for itself; "default" is the one the user's system chose.
    package var device: String
    /// Asked for first; the ring always carries mono at the rate that was given.
    package var format: AudioFormat
    /// The time between two wake-ups of the stream's thread.
    package var period: Duration
    /// The length of the device's own buffer; a playback stream keeps it full.
    package var bufferPeriods: Int
    /// How long to wait before a device that is busy, absent or lost is tried again.
    package var retryInterval: Duration

    package init(
        device: String = "default",
        format: AudioFormat,
        period: Duration = .milliseconds(10),
        bufferPeriods: Int,
        retryInterval: Duration = .milliseconds(500)
    ) {
        precondition(period > .zero && bufferPeriods >= 2, "a buffer holds two periods or more")
        self.device = device
        self.format = format
        self.period = period
        self.bufferPeriods = bufferPeriods
        self.retryInterval = retryInterval
    }

    /// 16 kHz mono; a long buffer costs a capture stream no latency and forgives a late thread.
    package static let microphone = Self(format: .microphone, bufferPeriods: 10)

    /// 24 kHz mono; what is in the buffer is latency, and sound servers insist on three periods.
    package static let speaker = Self(format: .speaker, bufferPeriods: 3)
}
