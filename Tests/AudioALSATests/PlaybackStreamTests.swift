// SPDX-License-Identifier: Apache-2.0

import AudioCore
import Testing

@testable import AudioALSA

@Suite struct PlaybackStreamTests {
    private let host = ALSAHost()
    private let samples = (0..<2400).map { Int16($0 + 1) }

    init() {
        PrivateALSA.install()
    }

    private func configuration(_ device: String) -> StreamConfiguration {
        var configuration = StreamConfiguration.speaker
        configuration.device = device
        return configuration
    }

    @Test func whatIsWrittenIsPlayedAndThenSilence() throws {
        var ring = SampleRing(minimumCapacity: 4096)
        var writer = ring.takeWriter()
        #expect(writer.write(samples.span) == 2400)
        let stream = try host.startPlayback(
            configuration(PrivateALSA.output(0)),
            from: ring.takeReader()
        )
        #expect(eventually { stream.counters.heardNow == 2400 })
        stream.stop()
        let played = PrivateALSA.played(0)
        let isWhole = played.starts(with: samples)
        #expect(isWhole)
        #expect(played.dropFirst(2400).allSatisfy { $0 == 0 })
        #expect(stream.counters.framesNow == 2400)
        #expect(stream.counters.underrunsNow == 0, "nothing more was expected")
    }

    @Test func bothChannelsCarryTheSamples() throws {
        var ring = SampleRing(minimumCapacity: 4096)
        var writer = ring.takeWriter()
        #expect(writer.write(samples.span) == 2400)
        let stream = try host.startPlayback(
            configuration(PrivateALSA.stereoOutput(1)),
            from: ring.takeReader()
        )
        #expect(eventually { stream.counters.heardNow == 2400 })
        stream.stop()
        #expect(stream.counters.given?.format == AudioFormat(sampleRate: 24_000, channels: 2))
        let isWhole = PrivateALSA.played(1).starts(with: samples.flatMap { [$0, $0] })
        #expect(isWhole)
    }

    @Test func aFlushDropsTheRestAndWhatFollowsIsPlayed() throws {
        var ring = SampleRing(minimumCapacity: 65_536)
        var writer = ring.takeWriter()
        let long = [Int16](repeating: 9, count: 48_000)
        #expect(writer.write(long.span) == 48_000)
        let stream = try host.startPlayback(
            configuration(PrivateALSA.output(2)),
            from: ring.takeReader()
        )
        #expect(eventually { stream.counters.heardNow > 0 })
        writer.flush()
        stream.wake()
        #expect(writer.write(samples.span) == 2400)
        let total = 48_000 + 2400
        #expect(
            eventually { stream.counters.heardNow + stream.counters.flushedNow == total },
            "every sample was heard or flushed"
        )
        stream.stop()
        #expect(stream.counters.flushedNow > 0)
        let sounding = PrivateALSA.played(2).filter { $0 != 0 && $0 != 9 }
        #expect(sounding.suffix(100) == samples.suffix(100), "what came after the flush is whole")
    }

    @Test func aRingThatRunsDryInAReplyIsAnUnderrun() throws {
        var ring = SampleRing(minimumCapacity: 4096)
        var writer = ring.takeWriter()
        let stream = try host.startPlayback(
            configuration(PrivateALSA.silence),
            from: ring.takeReader()
        )
        stream.expectSamples(true)
        #expect(writer.write(samples.span) == 2400)
        stream.wake()
        #expect(eventually { stream.counters.underrunsNow == 1 })
        stream.stop()
    }

    @Test func withoutADeviceSamplesPassUnheard() throws {
        var ring = SampleRing(minimumCapacity: 4096)
        var writer = ring.takeWriter()
        #expect(writer.write(samples.span) == 2400)
        let stream = try host.startPlayback(
            configuration(PrivateALSA.absent),
            from: ring.takeReader()
        )
        #expect(eventually { stream.counters.droppedNow == 2400 })
        stream.stop()
        #expect(stream.counters.heardNow == 0)
        #expect(stream.counters.lastError?.condition == .absent)
    }
}
