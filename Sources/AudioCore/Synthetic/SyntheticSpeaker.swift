// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A speaker on a machine without sound: it takes samples in real time, to forget or to record them.
package struct SyntheticSpeaker: PlaybackDevice {
    private let path: String?

    /// A speaker that nobody hears, or one whose sound is written to a WAV file at `path`.
    ///
    /// The file is 16-bit mono at the stream's rate and begins with the stream: between replies it
    /// holds silence. An older file is replaced. Its header is right once a second and at the end.
    /// While it cannot be made or written the stream's state says so and samples pass unheard;
    /// it is tried again, and what is missing is silence.
    package init(recordingTo path: String? = nil) {
        self.path = path
    }

    package func startPlayback(
        _ configuration: StreamConfiguration,
        from reader: consuming SampleReader
    ) throws(DeviceError) -> any PlaybackControl {
        let device = path ?? configuration.device
        let counters = StreamCounters(direction: .playback, device: device)
        let expectation = SampleExpectation()
        let work = SyntheticPlayback(
            configuration: configuration,
            counters: counters,
            expectation: expectation,
            recording: path.map {
                WAVRecording(path: $0, sampleRate: configuration.format.sampleRate)
            },
            reader: reader
        )
        return try SyntheticPlaybackStream(
            stream: SyntheticStream(counters: counters, running: work),
            expectation: expectation
        )
    }
}

private struct SyntheticPlayback: ThreadWork, ~Copyable {
    private let configuration: StreamConfiguration
    private let counters: StreamCounters
    private let expectation: SampleExpectation
    private var recording: WAVRecording?
    private var reader: SampleReader
    private var position = 0
    private var retryPosition = 0
    private var wasRunning = false

    init(
        configuration: StreamConfiguration,
        counters: StreamCounters,
        expectation: SampleExpectation,
        recording: consuming WAVRecording?,
        reader: consuming SampleReader
    ) {
        self.configuration = configuration
        self.counters = counters
        self.expectation = expectation
        self.recording = recording
        self.reader = reader
    }

    consuming func run(_ doorbell: Doorbell) {
        let period = SyntheticPeriod(configuration)
        let scratch = UnsafeMutableBufferPointer<Int16>.allocate(capacity: period.frames)
        scratch.initialize(repeating: 0)
        defer { scratch.deallocate() }
        counters.publish(period.given)
        // Before the first period is over, so that a file that cannot be made is known at once.
        _ = record(UnsafeBufferPointer(rebasing: scratch[..<0]))
        let start = MonotonicTime.now
        var isFlowing = false
        while period.waitForEnd(of: position, since: start, doorbell) {
            var span = scratch.mutableSpan
            let count = reader.read(into: &span)
            for index in count..<period.frames { scratch[index] = 0 }
            expectation.note(got: count, of: period.frames, isFlowing: &isFlowing, in: counters)
            if record(UnsafeBufferPointer(scratch)) {
                counters.frames.add(count, ordering: .relaxed)
                counters.heardFrames.add(count, ordering: .relaxed)
            } else {
                counters.droppedFrames.add(count, ordering: .relaxed)
            }
            counters.flushedFrames.store(reader.flushedSamples, ordering: .relaxed)
            position += period.frames
        }
        counters.publish(.stopped)
    }

    /// Writes a period where it belongs; true as well when there is nothing to record to.
    private mutating func record(_ samples: UnsafeBufferPointer<Int16>) -> Bool {
        if position < retryPosition { return false }
        do throws(DeviceError) {
            try recording?.write(samples, at: position)
        } catch {
            if counters.state == .running { counters.losses.add(1, ordering: .relaxed) }
            counters.publish(wasRunning ? .lost(error) : .unavailable(error))
            retryPosition = position + configuration.format.frames(in: configuration.retryInterval)
            return false
        }
        if counters.state != .running {
            if wasRunning { counters.returns.add(1, ordering: .relaxed) }
            wasRunning = true
            counters.publish(.running)
        }
        return true
    }
}

private final class SyntheticPlaybackStream: PlaybackControl {
    private let stream: SyntheticStream
    private let expectation: SampleExpectation

    init(stream: SyntheticStream, expectation: SampleExpectation) {
        self.stream = stream
        self.expectation = expectation
    }

    var counters: StreamCounters { stream.counters }
    func stop() { stream.stop() }
    func wake() { stream.wake() }
    func expectSamples(_ isExpecting: Bool) { expectation.set(isExpecting) }
}
