// SPDX-License-Identifier: Apache-2.0

package import Synchronization

/// What a stream's thread tells the rest of the program: atomics that one thread writes.
///
/// The figures are each right, and together as of slightly different moments.
package final class StreamCounters: Sendable {
    package let direction: AudioDirection
    package let device: String

    /// Frames that passed between device and ring.
    package let frames = Atomic<Int>(0)
    /// Frames that were lost: captured with the ring full, or written with no device to take them.
    package let droppedFrames = Atomic<Int>(0)
    /// Playback frames that left the device as sound, by the device's own account.
    package let heardFrames = Atomic<Int>(0)
    /// Playback frames that a flush took back, from the ring or from the device.
    package let flushedFrames = Atomic<Int>(0)
    /// Frames that wait in the device's buffer.
    package let deviceQueue = Atomic<Int>(0)
    /// Times the device ran over (capture) or dry (playback) because the thread came late.
    package let xruns = Atomic<Int>(0)
    /// Times the ring ran dry while samples were expected.
    package let underruns = Atomic<Int>(0)
    /// Transfers of fewer frames than the device had offered.
    package let shortTransfers = Atomic<Int>(0)
    package let suspensions = Atomic<Int>(0)
    /// Times an open device stopped answering for half a second.
    package let stalls = Atomic<Int>(0)
    package let losses = Atomic<Int>(0)
    /// Times the device was opened again after a loss.
    package let returns = Atomic<Int>(0)

    private let stateWord = Atomic<UInt64>(StreamStateWord(.opening).bits)
    private let errorWord = Atomic<UInt64>(StreamStateWord(.opening).bits)
    private let sampleRate = Atomic<Int>(0)
    private let channels = Atomic<Int>(0)
    private let periodFrames = Atomic<Int>(0)
    private let bufferFrames = Atomic<Int>(0)

    package init(direction: AudioDirection, device: String) {
        self.direction = direction
        self.device = device
    }

    package var state: StreamState { state(of: stateWord) }

    /// The latest error, kept after the device is back.
    package var lastError: DeviceError? {
        switch state(of: errorWord) {
        case .unavailable(let error), .lost(let error): error
        default: nil
        }
    }

    /// What the device gave; nil until it was open once.
    ///
    /// A device that came back may give something else.
    package var given: GivenSetup? {
        // Written last: what was written before it is visible.
        let rate = sampleRate.load(ordering: .acquiring)
        guard rate > 0 else { return nil }
        return GivenSetup(
            format: AudioFormat(sampleRate: rate, channels: channels.load(ordering: .relaxed)),
            periodFrames: periodFrames.load(ordering: .relaxed),
            bufferFrames: bufferFrames.load(ordering: .relaxed)
        )
    }

    /// For the stream's thread only.
    package func publish(_ state: StreamState) {
        let word = StreamStateWord(state).bits
        switch state {
        case .unavailable, .lost: errorWord.store(word, ordering: .relaxed)
        default: break
        }
        stateWord.store(word, ordering: .releasing)
    }

    /// For the stream's thread only.
    package func publish(_ given: GivenSetup) {
        channels.store(given.format.channels, ordering: .relaxed)
        periodFrames.store(given.periodFrames, ordering: .relaxed)
        bufferFrames.store(given.bufferFrames, ordering: .relaxed)
        sampleRate.store(given.format.sampleRate, ordering: .releasing)
    }

    private func state(of word: borrowing Atomic<UInt64>) -> StreamState {
        StreamStateWord(bits: word.load(ordering: .acquiring))
            .state(direction: direction, device: device)
    }
}
