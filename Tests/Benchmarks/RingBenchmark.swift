// SPDX-License-Identifier: Apache-2.0

import AudioCore
import CAllocations

/// What a 10 ms block of 24 kHz costs on its way through a `SampleRing`, in time and allocations.
enum RingBenchmark {
    private static let blockSamples = 240
    private static let rounds = 100_000

    static func rows() -> [BenchmarkRow] {
        var ring = SampleRing(minimumCapacity: 4096)
        var writer = ring.takeWriter()
        var reader = ring.takeReader()
        let block = UnsafeMutableBufferPointer<Int16>.allocate(capacity: blockSamples)
        block.initialize(repeating: 7)
        defer { block.deallocate() }

        var moved = 0
        let allocationsBefore = callocations_count()
        precondition(allocationsBefore > 0, "allocations are not counted")
        let clock = ContinuousClock()
        let time = clock.measure {
            for _ in 0..<rounds {
                moved += writer.write(UnsafeBufferPointer(block).span)
                var target = block.mutableSpan
                moved -= reader.read(into: &target)
                writer.flush()
            }
        }
        let allocations = callocations_count() - allocationsBefore
        precondition(moved == 0 && writer.queuedSamples == 0, "the ring lost samples")
        return [
            BenchmarkRow(
                name: "ring: write and read 10 ms, \(rounds) times",
                target: 0,
                measured: Double(allocations),
                unit: "allocations"
            ),
            BenchmarkRow(
                name: "ring: write and read 10 ms",
                target: nil,
                measured: time / .nanoseconds(1) / Double(rounds),
                unit: "ns"
            ),
        ]
    }
}
