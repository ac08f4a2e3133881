// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import Testing

@Suite struct PCM16Tests {
    @Test func bytesAreLittleEndianBothWays() {
        let samples: [Int16] = [0, 1, -1, 0x1234, .min, .max]
        let bytes: [UInt8] = [0, 0, 1, 0, 0xFF, 0xFF, 0x34, 0x12, 0, 0x80, 0xFF, 0x7F]
        #expect(PCM16.bytes(littleEndian: samples) == bytes)
        #expect(PCM16.samples(fromLittleEndian: bytes) == samples)
        #expect(PCM16.samples(fromLittleEndian: bytes + [7]) == samples)
        #expect(PCM16.samples(fromLittleEndian: []).isEmpty)
    }

    @Test func levelsAreRelativeToFullScale() {
        let square = (0..<1_000).map { $0 % 2 == 0 ? Int16.min : Int16.max }
        #expect(abs(PCM16.rmsDBFS(square)) < 0.001)
        #expect(PCM16.peakDBFS(square) == 0)
        let sine = Tone.samples(hertz: 1_000, rate: 16_000, count: 16_000, amplitude: 0.1)
        #expect(abs(PCM16.rmsDBFS(sine) + 23.01) < 0.02)
        #expect(abs(PCM16.peakDBFS(sine) + 20) < 0.02)
    }

    @Test func silenceIsTheFloor() {
        #expect(PCM16.rmsDBFS([]) == -120)
        #expect(PCM16.peakDBFS([]) == -120)
        #expect(PCM16.rmsDBFS([0, 0]) == PCM16.silenceDBFS)
        #expect(PCM16.rmsDBFS([1] + Array(repeating: 0, count: 100_000)) == PCM16.silenceDBFS)
    }
}
