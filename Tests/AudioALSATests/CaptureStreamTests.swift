// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Glibc
import Testing

@testable import AudioALSA

@Suite struct CaptureStreamTests {
    private let host = ALSAHost()

    init() {
        PrivateALSA.install()
    }

    private func configuration(_ device: String) -> StreamConfiguration {
        var configuration = StreamConfiguration.microphone
        configuration.device = device
        configuration.retryInterval = .milliseconds(50)
        return configuration
    }

    @Test func silenceIsCapturedAtTheAskedRate() throws {
        var ring = SampleRing(minimumCapacity: 16_000)
        let stream = try host.startCapture(
            configuration(PrivateALSA.silence),
            into: ring.takeWriter()
        )
        #expect(eventually { stream.counters.framesNow >= 1600 })
        #expect(stream.counters.state == .running)
        #expect(
            stream.counters.given
                == GivenSetup(format: .microphone, periodFrames: 160, bufferFrames: 1600)
        )
        stream.stop()
        #expect(stream.counters.state == .stopped)
    }

    @Test func samplesArriveWholeAndInOrder() throws {
        var ring = SampleRing(minimumCapacity: 16_000)
        let stream = try host.startCapture(
            configuration(PrivateALSA.recorded),
            into: ring.takeWriter()
        )
        #expect(eventually { stream.counters.framesNow >= 1600 })
        stream.stop()
        var reader = ring.takeReader()
        var samples = [Int16](repeating: -1, count: 1600)
        var span = samples.mutableSpan
        #expect(reader.read(into: &span) == 1600)
        let isWhole = samples == PrivateALSA.recording
        #expect(isWhole)
    }

    @Test func aFullRingDropsAndCounts() throws {
        var ring = SampleRing(minimumCapacity: 256)
        let stream = try host.startCapture(
            configuration(PrivateALSA.silence),
            into: ring.takeWriter()
        )
        #expect(eventually { stream.counters.droppedNow > 0 })
        stream.stop()
        #expect(stream.counters.framesNow == 256)
    }

    @Test func aDeviceWithTwoChannelsFillsTheRingWithOne() throws {
        var ring = SampleRing(minimumCapacity: 16_000)
        let stream = try host.startCapture(
            configuration(PrivateALSA.stereo),
            into: ring.takeWriter()
        )
        #expect(eventually { stream.counters.framesNow >= 160 })
        stream.stop()
        #expect(stream.counters.given?.format == AudioFormat(sampleRate: 16_000, channels: 2))
        var reader = ring.takeReader()
        #expect(reader.availableSamples() == stream.counters.framesNow)
    }

    @Test func anAbsentDeviceIsAStateAndItsStreamCanBeStopped() throws {
        var ring = SampleRing(minimumCapacity: 16)
        let stream = try host.startCapture(
            configuration(PrivateALSA.absent),
            into: ring.takeWriter()
        )
        let error = DeviceError(.open, .capture, device: PrivateALSA.absent, errno: ENOENT)
        #expect(eventually { stream.counters.state == .unavailable(error) })
        #expect(error.condition == .absent)
        stream.stop()
        #expect(stream.counters.state == .stopped)
    }

    @Test func aDeviceThatComesLateIsUsed() throws {
        var ring = SampleRing(minimumCapacity: 16_000)
        let stream = try host.startCapture(configuration(PrivateALSA.late), into: ring.takeWriter())
        defer { stream.stop() }
        #expect(eventually { stream.counters.lastError?.condition == .absent })
        try PrivateALSA.addLateDevice()
        #expect(eventually { stream.counters.state == .running && stream.counters.framesNow > 0 })
    }

    /// A device that has no clock must not have the thread spin or the ring flooded.
    @Test func aDeviceWithoutAClockKeepsRealTime() throws {
        var ring = SampleRing(minimumCapacity: 16_000)
        let start = MonotonicTime.now
        let stream = try host.startCapture(
            configuration(PrivateALSA.silence),
            into: ring.takeWriter()
        )
        // A buffer and 100 ms pass at once; the 100 ms after them take their time.
        #expect(eventually { stream.counters.framesNow >= 1600 * 4 })
        #expect(MonotonicTime.now - start >= 90_000_000)
        stream.stop()
    }
}
