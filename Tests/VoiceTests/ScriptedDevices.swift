// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Synchronization

/// A microphone whose sound and state the test decides.
final class ScriptedMicrophone: CaptureDevice {
    private struct State: ~Copyable {
        var writer: SampleWriter?
        var streams: [ScriptedStream] = []
    }

    private let state = Mutex(State())
    private let refusal: DeviceError?

    init(refusal: DeviceError? = nil) {
        self.refusal = refusal
    }

    func startCapture(
        _ configuration: StreamConfiguration,
        into writer: consuming SampleWriter
    ) throws(DeviceError) -> any AudioStream {
        if let refusal { throw refusal }
        let stream = ScriptedStream(.capture, device: configuration.device)
        var writer: SampleWriter? = writer
        state.withLock { state in
            state.writer = writer.take()
            state.streams.append(stream)
        }
        return stream
    }

    /// One for each start, in order.
    var streams: [ScriptedStream] { state.withLock { $0.streams } }
    var counters: StreamCounters? { streams.last?.counters }

    func hear(_ samples: [Int16]) {
        state.withLock { state in
            let written = state.writer?.write(samples.span) ?? 0
            precondition(written == samples.count, "the ring is full")
        }
    }
}

/// A loudspeaker that plays when the test says so, and keeps what it played.
final class ScriptedSpeaker: PlaybackDevice {
    private struct State: ~Copyable {
        var reader: SampleReader?
        var streams: [ScriptedStream] = []
    }

    private let state = Mutex(State())
    private let rate: Int?

    /// - Parameter rate: What it gives when started.
    init(rate: Int? = 24_000) {
        self.rate = rate
    }

    func startPlayback(
        _ configuration: StreamConfiguration,
        from reader: consuming SampleReader
    ) throws(DeviceError) -> any PlaybackControl {
        let stream = ScriptedStream(.playback, device: configuration.device)
        if let rate { stream.give(rate) }
        var reader: SampleReader? = reader
        state.withLock { state in
            state.reader = reader.take()
            state.streams.append(stream)
        }
        return stream
    }

    var streams: [ScriptedStream] { state.withLock { $0.streams } }
    var counters: StreamCounters? { streams.last?.counters }
    var wakes: Int { streams.last?.wakes ?? 0 }

    /// Plays up to so many samples, as a device's thread does: flushes are obeyed first.
    func play(_ count: Int) -> [Int16] {
        state.withLock { state in
            var samples = [Int16](repeating: 0, count: count)
            var target = samples.mutableSpan
            let got = state.reader?.read(into: &target) ?? 0
            if let counters = state.streams.last?.counters {
                counters.heardFrames.add(got, ordering: .relaxed)
                counters.flushedFrames.store(
                    state.reader.flushed,
                    ordering: .relaxed
                )
            }
            return Array(samples.prefix(got))
        }
    }
}

extension Optional where Wrapped == SampleReader, Wrapped: ~Copyable {
    fileprivate var flushed: Int {
        switch self {
        case .some(let reader): reader.flushedSamples
        case .none: 0
        }
    }
}

/// A stream without a thread.
final class ScriptedStream: PlaybackControl {
    let counters: StreamCounters
    private let wakeCount = Atomic<Int>(0)
    private let expectation = Atomic<Bool>(false)
    private let stopping = Atomic<Bool>(false)

    var wakes: Int { wakeCount.load(ordering: .relaxed) }
    var isExpecting: Bool { expectation.load(ordering: .relaxed) }
    var isStopped: Bool { stopping.load(ordering: .acquiring) }

    init(_ direction: AudioDirection, device: String) {
        counters = StreamCounters(direction: direction, device: device)
        counters.publish(.running)
    }

    func stop() { stopping.store(true, ordering: .releasing) }
    func wake() { wakeCount.add(1, ordering: .relaxed) }

    func expectSamples(_ isExpecting: Bool) {
        expectation.store(isExpecting, ordering: .relaxed)
    }

    func give(_ rate: Int) {
        counters.publish(
            GivenSetup(
                format: AudioFormat(sampleRate: rate),
                periodFrames: rate / 100,
                bufferFrames: rate / 10
            )
        )
    }
}
