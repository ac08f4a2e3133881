// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The memory that a ring's two ends share.
///
/// Indices count samples since the start and never wrap: at 48 kHz they last six million years.
final class RingStorage: Sendable {
    // SAFETY: allocated here, freed in deinit. The writer touches only the slots from `written` up
    // to `read` + capacity, the reader only those from `read` up to `written`; each publishes its
    // index with release and takes the other's with acquire, so no slot is touched by both.
    nonisolated(unsafe) let base: UnsafeMutablePointer<Int16>
    let capacity: Int
    let mask: Int

    let written = Atomic<Int>(0)
    // Two threads write the indices: on one cache line each would slow the other down.
    private let apart = InlineArray<16, Int>(repeating: 0)
    let read = Atomic<Int>(0)

    /// How many flushes the writer asked for.
    let flushesAsked = Atomic<Int>(0)
    /// The index before which the latest flush drops everything.
    let flushMark = Atomic<Int>(0)
    /// How many flushes the reader has obeyed.
    let flushesObeyed = Atomic<Int>(0)
    /// The samples those dropped.
    let flushedSamples = Atomic<Int>(0)

    init(minimumCapacity: Int) {
        precondition(minimumCapacity > 0, "a ring holds at least one sample")
        var capacity = 1
        while capacity < minimumCapacity { capacity *= 2 }
        self.capacity = capacity
        mask = capacity - 1
        base = .allocate(capacity: capacity)
        base.initialize(repeating: 0, count: capacity)
    }

    deinit {
        base.deallocate()
    }

    /// Copies sample by sample: the thread sanitizer does not see into `update(from:count:)`.
    ///
    /// The optimizer makes a block move of it all the same.
    static func copy(
        _ source: UnsafePointer<Int16>,
        to target: UnsafeMutablePointer<Int16>,
        count: Int
    ) {
        for index in 0..<count { target[index] = source[index] }
    }
}
