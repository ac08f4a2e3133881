// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import TestSupport
import Testing

@Suite struct WAVTests {
    private let format = WAVFormat(channels: 1, sampleRate: 24_000, bitsPerSample: 16)

    private func file(_ data: [UInt8], sized: Int? = nil) -> [UInt8] {
        WAV.header(
            sampleRate: 24_000,
            channels: 1,
            bitsPerSample: 16,
            dataBytes: sized ?? data.count
        ) + data
    }

    @Test func theHeaderIsReadBack() throws {
        let (found, range) = try WAV.parse(file([1, 2, 3, 4]))
        #expect(found == format)
        #expect(range == 44..<48)
    }

    @Test func partOfAFrameIsLeftOut() throws {
        #expect(try WAV.parse(file([1, 2, 3])).dataRange == 44..<46)
    }

    @Test func otherChunksAreSkippedAtEvenOffsets() throws {
        let header = file([])
        let odd: [UInt8] = Array("LIST".utf8) + [3, 0, 0, 0, 9, 9, 9, 0]
        let bytes =
            Array(header[..<36]) + odd + Array("data".utf8) + [2, 0, 0, 0, 5, 6]
            + Array("LIST".utf8) + [0, 0, 0, 0]
        #expect(Array(bytes[try WAV.parse(bytes).dataRange]) == [5, 6])
    }

    @Test(arguments: [[0, 0, 0, 0], [255, 255, 255, 255], [0, 0, 0, 128]] as [[UInt8]])
    func unknownSizesOfAPipeMeanTheRest(size: [UInt8]) throws {
        var bytes = file([1, 2, 3, 4])
        bytes.replaceSubrange(4..<8, with: size)
        bytes.replaceSubrange(40..<44, with: size)
        #expect(try WAV.parse(bytes).dataRange == 44..<48)
    }

    @Test func anEmptyFileStaysEmptyBeforeOtherChunks() throws {
        let bytes = file([]) + Array("LIST".utf8) + [2, 0, 0, 0, 1, 1]
        #expect(try WAV.parse(bytes).dataRange.isEmpty)
    }

    @Test func extensibleFormatsAreResolved() throws {
        let header = file([])
        var chunk = Array(header[20..<36]) + [22, 0, 16, 0, 4, 0, 0, 0] + [3, 0]
        chunk += [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113]
        chunk.replaceSubrange(0..<2, with: [0xFE, 0xFF])
        chunk[14] = 32
        let bytes =
            Array(header[..<16]) + [40, 0, 0, 0] + chunk + Array("data".utf8) + [4, 0, 0, 0]
            + [0, 0, 128, 63]
        let (found, _) = try WAV.parse(bytes)
        #expect(found.encoding == .float)
        #expect(try WAV.mono(bytes).samples == [32_767])
    }

    @Test func errorsSayWhatIsWrong() {
        var bytes = file([1, 2])
        #expect(throws: WAVError.notWAV) { try WAV.parse(Array("ID3".utf8)) }
        #expect(throws: WAVError.missingChunk("data")) { try WAV.parse(Array(bytes[..<36])) }
        #expect(throws: WAVError.missingChunk("fmt ")) { try WAV.parse(Array(bytes[..<20])) }
        bytes[20] = 7
        #expect(throws: WAVError.unsupportedEncoding(tag: 7)) { try WAV.parse(bytes) }
        bytes[20] = 1
        bytes[22] = 0
        #expect(throws: WAVError.invalidFormat("0 channels")) { try WAV.parse(bytes) }
        bytes[22] = 1
        bytes[34] = 12
        #expect(throws: WAVError.invalidFormat("12 bits a sample")) { try WAV.parse(bytes) }
    }

    @Test(
        arguments: [
            (8, [128, 255, 0], [0, 32_512, -32_768]),
            (16, [0, 0, 255, 127, 0, 128], [0, 32_767, -32_768]),
            (24, [0, 0, 0, 0, 255, 127, 0, 0, 128], [0, 32_767, -32_768]),
            (32, [0, 0, 0, 0, 0, 0, 255, 127, 0, 0, 0, 128], [0, 32_767, -32_768]),
        ] as [(Int, [UInt8], [Int16])]
    )
    func everyWidthBecomesSixteenBits(bits: Int, data: [UInt8], samples: [Int16]) throws {
        let bytes =
            WAV.header(sampleRate: 8_000, channels: 1, bitsPerSample: bits, dataBytes: data.count)
            + data
        let mono = try WAV.mono(bytes)
        #expect(mono.samples == samples)
        #expect(mono.sampleRate == 8_000)
    }

    @Test func channelsAreAveraged() throws {
        let data = PCM16.bytes(littleEndian: [100, 200, -100, -301])
        let bytes =
            WAV.header(sampleRate: 8_000, channels: 2, bitsPerSample: 16, dataBytes: data.count)
            + data
        #expect(try WAV.mono(bytes).samples == [150, -201])
    }

    @Test func anyBytesParseOrThrow() {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        let original = file(Array(repeating: 9, count: 64))
        for _ in 0..<2_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255,
                    using: &random
                )
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            guard let (samples, _) = try? WAV.mono(bytes) else { continue }
            #expect(samples.count <= bytes.count, "seed \(seed)")
        }
    }
}
