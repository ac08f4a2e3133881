// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import AudioCore

@Suite struct SampleRingTests {
    @Test func capacityIsTheNextPowerOfTwo() {
        #expect(SampleRing(minimumCapacity: 1).capacity == 1)
        #expect(SampleRing(minimumCapacity: 480).capacity == 512)
        #expect(SampleRing(minimumCapacity: 512).capacity == 512)
    }

    @Test func whatIsWrittenIsReadInOrder() {
        var ring = SampleRing(minimumCapacity: 8)
        var writer = ring.takeWriter()
        var reader = ring.takeReader()
        #expect(writer.write([1, 2, 3]) == 3)
        #expect(writer.write([4, 5]) == 2)
        #expect(writer.queuedSamples == 5)
        #expect(reader.read(2) == [1, 2])
        #expect(reader.read(9) == [3, 4, 5])
        #expect(reader.read(1) == [])
        #expect(writer.queuedSamples == 0)
    }

    @Test func aFullRingTakesOnlyWhatFits() {
        var ring = SampleRing(minimumCapacity: 4)
        var writer = ring.takeWriter()
        var reader = ring.takeReader()
        #expect(writer.write([1, 2, 3, 4, 5, 6]) == 4)
        #expect(writer.write([7]) == 0)
        #expect(reader.read(1) == [1])
        #expect(writer.write([7, 8]) == 1)
        #expect(reader.read(9) == [2, 3, 4, 7])
    }

    @Test func samplesCrossTheEndOfTheMemory() {
        var ring = SampleRing(minimumCapacity: 4)
        var writer = ring.takeWriter()
        var reader = ring.takeReader()
        var expected: Int16 = 0
        for round in 0..<50 {
            let block = (0..<3).map { Int16(round * 3 + $0) }
            #expect(writer.write(block) == 3)
            for sample in reader.read(3) {
                #expect(sample == expected)
                expected += 1
            }
        }
        #expect(expected == 150)
    }

    @Test func skippedSamplesAreNotRead() {
        var ring = SampleRing(minimumCapacity: 8)
        var writer = ring.takeWriter()
        var reader = ring.takeReader()
        _ = writer.write([1, 2, 3])
        #expect(reader.skip(2) == 2)
        #expect(reader.read(9) == [3])
        #expect(reader.skip(2) == 0)
    }

    @Test func aFlushDropsWhatWasWrittenBeforeItAndKeepsWhatFollows() {
        var ring = SampleRing(minimumCapacity: 8)
        var writer = ring.takeWriter()
        var reader = ring.takeReader()
        _ = writer.write([1, 2, 3])
        #expect(writer.isFlushed == true)
        writer.flush()
        #expect(writer.isFlushed == false)
        #expect(writer.queuedSamples == 3)
        _ = writer.write([4, 5])
        #expect(reader.read(9) == [4, 5])
        #expect(reader.obeyedFlushes == 1)
        #expect(writer.isFlushed == true)
        #expect(writer.flushedSamples == 3)
    }

    @Test func aFlushOfAFullRingMakesRoomOnceObeyed() {
        var ring = SampleRing(minimumCapacity: 4)
        var writer = ring.takeWriter()
        var reader = ring.takeReader()
        _ = writer.write([1, 2, 3, 4])
        writer.flush()
        #expect(writer.write([5]) == 0)
        #expect(reader.availableSamples() == 0)
        #expect(writer.write([5, 6]) == 2)
        #expect(reader.read(9) == [5, 6])
    }

    @Test func aFlushOfWhatWasReadDropsNothing() {
        var ring = SampleRing(minimumCapacity: 4)
        var writer = ring.takeWriter()
        var reader = ring.takeReader()
        _ = writer.write([1, 2])
        #expect(reader.read(2) == [1, 2])
        writer.flush()
        writer.flush()
        #expect(reader.availableSamples() == 0)
        #expect(writer.flushedSamples == 0)
        #expect(reader.obeyedFlushes == 2)
        _ = writer.write([3])
        #expect(reader.read(1) == [3])
    }

    @Test func theWriterIsHandedOutOnce() async {
        await #expect(processExitsWith: .failure) {
            var ring = SampleRing(minimumCapacity: 4)
            _ = ring.takeWriter()
            _ = ring.takeWriter()
        }
    }
}

extension SampleWriter {
    fileprivate mutating func write(_ samples: [Int16]) -> Int {
        write(samples.span)
    }
}

extension SampleReader {
    fileprivate mutating func read(_ limit: Int) -> [Int16] {
        var samples = [Int16](repeating: 0, count: limit)
        var span = samples.mutableSpan
        let count = read(into: &span)
        return Array(samples.prefix(count))
    }
}
