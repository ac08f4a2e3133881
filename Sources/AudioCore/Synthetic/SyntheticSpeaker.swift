// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A speaker that nobody hears: it takes samples in real time and forgets them.
package struct SyntheticSpeaker: PlaybackDevice {
    package init() {}

    package func startPlayback(
        _ configuration: StreamConfiguration,
        from reader: consuming SampleReader
    ) throws(DeviceError) -> any PlaybackControl {
        let counters = StreamCounters(direction: .playback, device: configuration.device)
        let expectation = SampleExpectation()
        let work = SyntheticPlayback(
            configuration: configuration,
            counters: counters,
            expectation: expectation,
            reader: reader
        )
        return try SyntheticPlaybackStream(
            stream: SyntheticStream(counters: counters, running: work),
            expectation: expectation
        )
    }
}

private struct SyntheticPlayback: ThreadWork, ~Copyable {
    let configuration: StreamConfiguration
    let counters: StreamCounters
    let expectation: SampleExpectation
    var reader: SampleReader

    consuming func run(_ doorbell: Doorbell) {
        let period = SyntheticPeriod(configuration)
        counters.publish(period.given)
        counters.publish(.running)
        let start = MonotonicTime.now
        var position = 0
        var isFlowing = false
        while period.waitForEnd(of: position, since: start, doorbell) {
            let count = reader.skip(period.frames)
            expectation.note(got: count, of: period.frames, isFlowing: &isFlowing, in: counters)
            counters.frames.add(count, ordering: .relaxed)
            counters.heardFrames.add(count, ordering: .relaxed)
            counters.flushedFrames.store(reader.flushedSamples, ordering: .relaxed)
            position += period.frames
        }
        counters.publish(.stopped)
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
