// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A microphone that hears a signal, paced in real time, on a machine without sound.
package struct SyntheticMicrophone: CaptureDevice {
    private let signal: SyntheticSignal
    private let end = ClipEnd()

    /// Whether a clip has passed into a ring to its last sample; a signal without an end never has.
    ///
    /// Readable from any thread. Every stream starts the clip from its beginning, and what follows
    /// it is silence; the first stream that comes to its end sets this for good.
    package var isExhausted: Bool { end.isReached.load(ordering: .acquiring) }

    package init(hearing signal: SyntheticSignal = .silence) {
        self.signal = signal
    }

    package func startCapture(
        _ configuration: StreamConfiguration,
        into writer: consuming SampleWriter
    ) throws(DeviceError) -> any AudioStream {
        let counters = StreamCounters(direction: .capture, device: configuration.device)
        let work = SyntheticCapture(
            configuration: configuration,
            counters: counters,
            signal: signal,
            end: end,
            writer: writer
        )
        return try SyntheticStream(counters: counters, running: work)
    }
}

private struct SyntheticCapture: ThreadWork, ~Copyable {
    let configuration: StreamConfiguration
    let counters: StreamCounters
    let signal: SyntheticSignal
    let end: ClipEnd
    var writer: SampleWriter

    consuming func run(_ doorbell: Doorbell) {
        let period = SyntheticPeriod(configuration)
        counters.publish(period.given)
        counters.publish(.running)
        let scratch = UnsafeMutableBufferPointer<Int16>.allocate(capacity: period.frames)
        scratch.initialize(repeating: 0)
        defer { scratch.deallocate() }
        let start = MonotonicTime.now
        var position = 0
        while period.waitForEnd(of: position, since: start, doorbell) {
            signal.render(into: scratch, from: position, rate: configuration.format.sampleRate)
            let written = writer.write(scratch.span)
            counters.frames.add(written, ordering: .relaxed)
            counters.droppedFrames.add(period.frames - written, ordering: .relaxed)
            position += period.frames
            if signal.isOver(at: position) { end.isReached.store(true, ordering: .releasing) }
        }
        counters.publish(.stopped)
    }
}

/// Shared by a microphone and its streams.
private final class ClipEnd: Sendable {
    let isReached = Atomic<Bool>(false)
}
