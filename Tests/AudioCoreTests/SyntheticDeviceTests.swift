// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import Testing

@testable import AudioCore

@Suite struct SyntheticDeviceTests {
    private let configuration = StreamConfiguration(
        device: "synthetic",
        format: .microphone,
        period: .milliseconds(1),
        bufferPeriods: 2
    )

    @Test func aClipIsHeardSampleForSample() throws {
        let clip = (0..<100).map { Int16($0 + 1) }
        var ring = SampleRing(minimumCapacity: 4096)
        let microphone = SyntheticMicrophone(hearing: .clip(clip))
        let stream = try microphone.startCapture(configuration, into: ring.takeWriter())
        defer { stream.stop() }
        var reader = ring.takeReader()
        var heard: [Int16] = []
        var block = [Int16](repeating: -1, count: 16)
        while heard.count < 160 {
            var span = block.mutableSpan
            let count = reader.read(into: &span)
            heard += block.prefix(count)
            usleep(500)
        }
        #expect(Array(heard.prefix(100)) == clip)
        #expect(heard.dropFirst(100).allSatisfy { $0 == 0 })
        #expect(stream.counters.state == .running)
        #expect(stream.counters.given?.format == .microphone)
    }

    @Test func theEndOfAClipIsToldOnceAllOfItCouldBeRead() throws {
        let clip = [Int16](repeating: 1, count: 100)
        var ring = SampleRing(minimumCapacity: 4096)
        let microphone = SyntheticMicrophone(hearing: .clip(clip))
        #expect(!microphone.isExhausted)
        let stream = try microphone.startCapture(configuration, into: ring.takeWriter())
        defer { stream.stop() }
        while !microphone.isExhausted { usleep(500) }
        var reader = ring.takeReader()
        #expect(reader.availableSamples() >= 100)
    }

    @Test func aToneHasNoEnd() throws {
        var ring = SampleRing(minimumCapacity: 4096)
        let microphone = SyntheticMicrophone(hearing: .tone(hertz: 440))
        let stream = try microphone.startCapture(configuration, into: ring.takeWriter())
        while stream.counters.frames.load(ordering: .relaxed) == 0 { usleep(500) }
        stream.stop()
        #expect(!microphone.isExhausted)
    }

    @Test func aMicrophoneKeepsRealTime() throws {
        var ring = SampleRing(minimumCapacity: 64)
        let start = MonotonicTime.now
        let stream = try SyntheticMicrophone().startCapture(configuration, into: ring.takeWriter())
        defer { stream.stop() }
        var frames = 0
        while frames < 320 {
            usleep(500)
            frames =
                stream.counters.frames.load(ordering: .relaxed)
                + stream.counters.droppedFrames.load(ordering: .relaxed)
        }
        #expect(MonotonicTime.now - start >= 20_000_000, "320 frames of 16 kHz last 20 ms")
        #expect(stream.counters.droppedFrames.load(ordering: .relaxed) > 0, "the ring holds 64")
    }

    @Test func aSpeakerTakesTheSamplesAndStops() throws {
        var ring = SampleRing(minimumCapacity: 64)
        var writer = ring.takeWriter()
        let samples = [Int16](repeating: 5, count: 48)
        #expect(writer.write(samples.span) == 48)
        let stream = try SyntheticSpeaker().startPlayback(configuration, from: ring.takeReader())
        while stream.counters.heardFrames.load(ordering: .relaxed) < 48 { usleep(500) }
        stream.stop()
        #expect(stream.counters.state == .stopped)
        #expect(writer.queuedSamples == 0)
    }

    @Test func aToneHasItsLevelAndFrequency() {
        let samples = UnsafeMutableBufferPointer<Int16>.allocate(capacity: 1600)
        samples.initialize(repeating: 0)
        defer { samples.deallocate() }
        SyntheticSignal.tone(hertz: 1000, levelDBFS: -6).render(
            into: samples,
            from: 0,
            rate: 16_000
        )
        let peak = samples.map { abs(Int($0)) }.max() ?? 0
        #expect(abs(Double(peak) - 32_767 * pow(10, -0.3)) < 100)
        let rises = zip(samples, samples.dropFirst()).count { $0 < 0 && $1 >= 0 }
        #expect((99...100).contains(rises), "1000 Hz rise through zero 100 times in 100 ms")
    }

    @Test func underrunsCountOnlyWhileSamplesAreExpected() {
        let counters = StreamCounters(direction: .playback, device: "d")
        let expectation = SampleExpectation()
        var isFlowing = false
        func note(_ got: Int) {
            expectation.note(got: got, of: 10, isFlowing: &isFlowing, in: counters)
        }
        note(10)
        note(0)
        #expect(counters.underruns.load(ordering: .relaxed) == 0)
        expectation.set(true)
        note(0)
        #expect(counters.underruns.load(ordering: .relaxed) == 0, "the reply has yet to begin")
        note(10)
        note(4)
        note(0)
        note(0)
        #expect(counters.underruns.load(ordering: .relaxed) == 1, "one gap is one underrun")
    }
}
