// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import TestSupport
import Testing

@testable import AudioCore

/// Two real threads on one ring; run it under the thread sanitizer too.
@Suite struct SampleRingStressTests {
    @Test(arguments: [1, 7, 20_261_122] as [UInt64])
    func noSampleIsLostDoubledOrMoved(seed: UInt64) throws {
        var ring = SampleRing(minimumCapacity: 256)
        let box = ResultBox()
        let producer = Producer(seed: seed, writer: ring.takeWriter())
        let consumer = Consumer(seed: seed, reader: ring.takeReader(), result: box)
        let writing = try StreamThread(name: "ring-writer", running: producer)
        let reading = try StreamThread(name: "ring-reader", running: consumer)
        #expect(box.wait() == Stress.total, "the first wrong sample; seed \(seed)")
        writing.stop()
        reading.stop()
    }

    @Test(arguments: [3, 99] as [UInt64])
    func nothingFlushedIsEverRead(seed: UInt64) throws {
        var ring = SampleRing(minimumCapacity: 128)
        let box = ResultBox()
        let producer = FlushingProducer(seed: seed, writer: ring.takeWriter(), box: box)
        let consumer = EpochConsumer(seed: seed, reader: ring.takeReader(), box: box)
        let writing = try StreamThread(name: "ring-writer", running: producer)
        let reading = try StreamThread(name: "ring-reader", running: consumer)
        #expect(box.wait() == 0, "samples read after their flush was obeyed; seed \(seed)")
        writing.stop()
        reading.stop()
    }
}

private enum Stress {
    static let total = 100_000
    static let epochs = 2000

    /// The sample at a position: what both threads compute on their own.
    static func sample(_ position: Int) -> Int16 {
        Int16(truncatingIfNeeded: position &* 40_503 &+ position >> 7)
    }
}

/// How a thread reports to the test.
private final class ResultBox: Sendable {
    let epoch = Atomic<Int>(0)
    private let result = Mutex<Int?>(nil)

    func set(_ value: Int) {
        result.withLock { $0 = value }
    }

    func wait() -> Int {
        while true {
            if let value = result.withLock({ $0 }) { return value }
            usleep(500)
        }
    }
}

private struct Producer: ThreadWork, ~Copyable {
    let seed: UInt64
    var writer: SampleWriter

    consuming func run(_ doorbell: Doorbell) {
        var random = SeededGenerator(seed: seed)
        var position = 0
        while position < Stress.total, !doorbell.isStopping {
            let count = min(Int.random(in: 1...300, using: &random), Stress.total - position)
            let block = (position..<position + count).map(Stress.sample)
            let written = writer.write(block.span)
            if written == 0 { sched_yield() }
            position += written
        }
    }
}

private struct Consumer: ThreadWork, ~Copyable {
    let seed: UInt64
    var reader: SampleReader
    let result: ResultBox

    consuming func run(_ doorbell: Doorbell) {
        var random = SeededGenerator(seed: ~seed)
        var position = 0
        while position < Stress.total, !doorbell.isStopping {
            var block = [Int16](repeating: 0, count: Int.random(in: 1...300, using: &random))
            var span = block.mutableSpan
            let count = reader.read(into: &span)
            if count == 0 { sched_yield() }
            for sample in block.prefix(count) {
                guard sample == Stress.sample(position) else { return result.set(position) }
                position += 1
            }
        }
        result.set(position)
    }
}

/// Writes samples that carry the number of the flushes before them.
private struct FlushingProducer: ThreadWork, ~Copyable {
    let seed: UInt64
    var writer: SampleWriter
    let box: ResultBox

    consuming func run(_ doorbell: Doorbell) {
        var random = SeededGenerator(seed: seed)
        for epoch in 0..<Stress.epochs where !doorbell.isStopping {
            let count = Int.random(in: 1...200, using: &random)
            let block = [Int16](repeating: Int16(epoch), count: count)
            _ = writer.write(block.span)
            if Bool.random(using: &random) { sched_yield() }
            writer.flush()
            box.epoch.store(epoch + 1, ordering: .releasing)
        }
        box.epoch.store(.max, ordering: .releasing)
    }
}

/// Reports how many samples it read of an epoch that was flushed before the read began.
private struct EpochConsumer: ThreadWork, ~Copyable {
    let seed: UInt64
    var reader: SampleReader
    let box: ResultBox

    consuming func run(_ doorbell: Doorbell) {
        var random = SeededGenerator(seed: ~seed)
        var stale = 0
        while !doorbell.isStopping {
            let flushed = box.epoch.load(ordering: .acquiring)
            var block = [Int16](repeating: 0, count: Int.random(in: 1...100, using: &random))
            var span = block.mutableSpan
            let count = reader.read(into: &span)
            if flushed == .max { break }
            stale += block.prefix(count).count { Int($0) < flushed }
        }
        box.set(stale)
    }
}
