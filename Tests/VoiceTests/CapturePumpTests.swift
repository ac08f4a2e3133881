// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveEngine
import Testing

@testable import Voice

@Suite struct CapturePumpTests {
    private static func chunks(
        of samples: [Int16],
        blocks: [Int],
        rate: Int = 16_000,
        chunk: Duration = .milliseconds(20)
    ) -> [AudioPart] {
        var pump = CapturePump(chunk: chunk, gain: 0)
        pump.setInputRate(rate)
        var (rest, chunks, turn) = (samples[...], [AudioPart](), 0)
        while !rest.isEmpty {
            let count = blocks[turn % blocks.count]
            chunks += pump.process(Array(rest.prefix(count)), gate: .open).chunks
            rest = rest.dropFirst(count)
            turn += 1
        }
        return chunks + pump.close().chunks
    }

    @Test func chunksAreExactAndContinuousWhateverTheBlocks() {
        let samples = ramp(1_601)
        for blocks in [[160], [1], [7, 333, 2], [1_601]] {
            let chunks = Self.chunks(of: samples, blocks: blocks)
            #expect(chunks.map { $0.samples.count } == [320, 320, 320, 320, 320, 1])
            #expect(chunks.allSatisfy { $0.sampleRate == 16_000 })
            #expect(chunks.flatMap(\.samples) == samples)
        }
    }

    @Test func bytesAreLittleEndian() {
        let chunks = Self.chunks(of: [0x0102, -2], blocks: [2])
        #expect(chunks.map(\.pcm) == [[0x02, 0x01, 0xFE, 0xFF]])
    }

    @Test(arguments: [(1, 160), (10, 160), (40, 640), (100, 1_600), (500, 1_600)])
    func aChunkLasts10To100Milliseconds(milliseconds: Int, samples: Int) {
        let chunk = Duration.milliseconds(milliseconds)
        let chunks = Self.chunks(of: ramp(3_200), blocks: [160], chunk: chunk)
        #expect(chunks.first?.samples.count == samples)
    }

    @Test(arguments: [8_000, 44_100, 48_000])
    func otherRatesBecomeThe16KilohertzOfTheResampler(rate: Int) {
        let samples = tone(rate, hertz: 440, rate: rate)
        var resampler = Resampler(from: rate, to: 16_000)
        let expected = resampler.process(samples)
        for blocks in [[rate / 100], [1, 997, 13]] {
            let chunks = Self.chunks(of: samples, blocks: blocks, rate: rate)
            #expect(chunks.flatMap(\.samples) == expected)
        }
    }

    @Test func aDeviceThatComesBackWithAnotherRateIsHeardAtItsPitch() {
        var pump = CapturePump(chunk: .milliseconds(20), gain: 0)
        _ = pump.process(tone(1_600, hertz: 1_000, rate: 16_000), gate: .closed)
        pump.setInputRate(48_000)
        let chunks = pump.process(tone(48_000, hertz: 1_000, rate: 48_000), gate: .open).chunks
        let heard = chunks.flatMap(\.samples).dropFirst(1_600)
        let crossings = zip(heard, heard.dropFirst()).count { ($0 < 0) != ($1 < 0) }
        let hertz = Double(crossings) / 2 * 16_000 / Double(heard.count)
        #expect(abs(hertz - 1_000) < 5)
    }

    @Test func gainSaturatesAndIsLimited() {
        var pump = CapturePump(chunk: .milliseconds(10), gain: 20)
        #expect(
            pump.process([1, -1, 3_276, 3_277, -3_277], gate: .closed).samples
                == [10, -10, 32_760, 32_767, -32_768]
        )
        pump.setGain(99)
        #expect(pump.gain == 40)
        pump.setGain(-99)
        #expect(pump.gain == -20)
        #expect(pump.process([10_000], gate: .closed).samples == [1_000])
    }

    @Test func aGatedMicrophoneSendsSilenceOfTheSameLengthAndAShutOneNothing() {
        var pump = CapturePump(chunk: .milliseconds(10), gain: 0)
        let loud = [Int16](repeating: 9_000, count: 160)
        #expect(
            pump.process(loud, gate: .silent).chunks == [
                AudioPart([Int16](repeating: 0, count: 160), sampleRate: 16_000)
            ]
        )
        #expect(pump.process(loud, gate: .closed).chunks == [])
        #expect(pump.process(loud, gate: .open).chunks == [AudioPart(loud, sampleRate: 16_000)])
        #expect(pump.levelSnapshot().peak > -12, "the meter hears it all the same")
    }

    @Test func theWaveformKeepsThePeaksOf128StepsOf50Milliseconds() {
        var pump = CapturePump(chunk: .milliseconds(20), gain: 0)
        _ = pump.process([Int16](repeating: 16_384, count: 800), gate: .closed)
        _ = pump.process([Int16](repeating: -8_192, count: 800), gate: .closed)
        #expect(pump.levelSnapshot().waveform == [0.5, 0.25])
        for _ in 0..<128 { _ = pump.process([Int16](repeating: 0, count: 800), gate: .closed) }
        #expect(pump.levelSnapshot().waveform == [Float](repeating: 0, count: 128))
    }

    @Test func theSpectrumHasBetween24And32Bands() {
        var pump = CapturePump(chunk: .milliseconds(20), gain: 0)
        _ = pump.process(tone(1_600, hertz: 6_000, rate: 16_000), gate: .closed)
        let bands = pump.levelSnapshot().spectrum
        #expect((24...32).contains(bands.count))
        #expect(bands.firstIndex(of: bands.max() ?? 0) ?? 0 > bands.count / 2)
    }
}
