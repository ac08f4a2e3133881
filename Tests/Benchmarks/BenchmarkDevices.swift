// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Glibc
import Synchronization

/// A microphone whose every sample has a known time: paced by the monotonic clock, 10 ms a period.
final class PacedMicrophone: CaptureDevice, Sendable {
    private let origin = Atomic<Int>(0)

    /// When the first sample entered, in nanoseconds; nil before.
    var start: Int? {
        let start = origin.load(ordering: .acquiring)
        return start == 0 ? nil : start
    }

    func startCapture(
        _ configuration: StreamConfiguration,
        into writer: consuming SampleWriter
    ) throws(DeviceError) -> any AudioStream {
        let counters = StreamCounters(direction: .capture, device: configuration.device)
        let start = MonotonicTime.now
        origin.store(start, ordering: .releasing)
        let work = Work(counters: counters, start: start, writer: writer)
        do throws(SystemFailure) {
            return Stream(
                counters: counters,
                thread: try StreamThread(name: "paced-capture", running: work)
            )
        } catch {
            throw DeviceError(.thread, .capture, device: configuration.device, errno: error.errno)
        }
    }

    private final class Stream: AudioStream {
        let counters: StreamCounters
        private let thread: StreamThread

        init(counters: StreamCounters, thread: StreamThread) {
            (self.counters, self.thread) = (counters, thread)
        }

        func stop() { thread.stop() }
    }

    private struct Work: ThreadWork, ~Copyable {
        let counters: StreamCounters
        let start: Int
        var writer: SampleWriter

        /// Noise that no meter can take for silence, behind a sample that is the period's number: the
        /// session may begin after the microphone has.
        consuming func run(_ doorbell: Doorbell) {
            let format = AudioFormat.microphone
            counters.publish(GivenSetup(format: format, periodFrames: 160, bufferFrames: 1_600))
            counters.publish(.running)
            var noise = (0..<160).map { _ in Int16.random(in: -2_000...2_000) }
            var period = 0
            while !doorbell.isStopping {
                period += 1
                let due = start + period * 10_000_000
                var time = timespec(tv_sec: due / 1_000_000_000, tv_nsec: due % 1_000_000_000)
                clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil)
                noise[0] = Int16(truncatingIfNeeded: period)
                let written = noise.withUnsafeBufferPointer { writer.write($0.span) }
                counters.frames.add(written, ordering: .relaxed)
            }
        }
    }
}

/// A loudspeaker that costs nothing: takes samples the moment it is woken, up to 30 ms ahead of time.
struct ImmediateSpeaker: PlaybackDevice {
    func startPlayback(
        _ configuration: StreamConfiguration,
        from reader: consuming SampleReader
    ) throws(DeviceError) -> any PlaybackControl {
        let counters = StreamCounters(direction: .playback, device: configuration.device)
        let work = Work(counters: counters, format: configuration.format, reader: reader)
        do throws(SystemFailure) {
            return Stream(
                counters: counters,
                thread: try StreamThread(name: "immediate-play", running: work)
            )
        } catch {
            throw DeviceError(.thread, .playback, device: configuration.device, errno: error.errno)
        }
    }

    private final class Stream: PlaybackControl {
        let counters: StreamCounters
        private let thread: StreamThread

        init(counters: StreamCounters, thread: StreamThread) {
            (self.counters, self.thread) = (counters, thread)
        }

        func stop() { thread.stop() }
        func wake() { thread.doorbell.ring() }
        func expectSamples(_ isExpecting: Bool) {}
    }

    private struct Work: ThreadWork, ~Copyable {
        let counters: StreamCounters
        let format: AudioFormat
        var reader: SampleReader

        consuming func run(_ doorbell: Doorbell) {
            counters.publish(GivenSetup(format: format, periodFrames: 240, bufferFrames: 720))
            counters.publish(.running)
            /// Until when what was taken sounds.
            var end = MonotonicTime.now
            while !doorbell.isStopping {
                let now = MonotonicTime.now
                let room = now + 30_000_000 - max(end, now)
                let count = reader.skip(room / 1_000 * format.sampleRate / 1_000_000)
                end = max(end, now) + count * 1_000_000_000 / format.sampleRate
                counters.frames.add(count, ordering: .relaxed)
                counters.heardFrames.add(count, ordering: .relaxed)
                counters.flushedFrames.store(reader.flushedSamples, ordering: .relaxed)
                _ = doorbell.wait(milliseconds: 10)
            }
        }
    }
}

/// Looks at a playback stream's counters as often as the machine allows.
final class PlaybackProbe: Sendable {
    private let counters = Mutex<StreamCounters?>(nil)

    func watch(_ counters: StreamCounters) { self.counters.withLock { $0 = counters } }

    /// Samples that were handed to the device.
    var frames: Int {
        counters.withLock { $0 }.map { $0.frames.load(ordering: .relaxed) } ?? 0
    }

    /// Samples that a flush took back.
    var flushed: Int {
        counters.withLock { $0 }.map { $0.flushedFrames.load(ordering: .relaxed) } ?? 0
    }

    /// Waits for a condition; returns when it held, in nanoseconds.
    ///
    /// Polls between yields: a timer's own delay would be part of the figure.
    func wait(until condition: @Sendable (PlaybackProbe) -> Bool) async -> Int {
        while !condition(self) {
            usleep(20)
            await Task.yield()
        }
        return MonotonicTime.now
    }
}

/// A speaker whose counters a probe can see.
struct ProbedSpeaker: PlaybackDevice {
    private let base: any PlaybackDevice
    private let probe: PlaybackProbe

    init(_ base: any PlaybackDevice, _ probe: PlaybackProbe) {
        (self.base, self.probe) = (base, probe)
    }

    func startPlayback(
        _ configuration: StreamConfiguration,
        from reader: consuming SampleReader
    ) throws(DeviceError) -> any PlaybackControl {
        let stream = try base.startPlayback(configuration, from: reader)
        probe.watch(stream.counters)
        return stream
    }
}
