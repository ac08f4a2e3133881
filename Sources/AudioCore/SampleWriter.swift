// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The writing end of a `SampleRing`; used by one thread or actor at a time.
package struct SampleWriter: ~Copyable, Sendable {
    private let storage: RingStorage
    /// The reader's index as last seen: most writes need no look at the other thread's cache line.
    private var knownRead = 0

    init(_ storage: RingStorage) {
        self.storage = storage
    }

    /// Samples that wait to be read, those of a flush not yet obeyed included.
    package var queuedSamples: Int {
        storage.written.load(ordering: .relaxed) - storage.read.load(ordering: .acquiring)
    }

    /// Copies as many of `samples` as there is room for; returns how many.
    package mutating func write(_ samples: Span<Int16>) -> Int {
        let position = storage.written.load(ordering: .relaxed)
        var room = storage.capacity - (position - knownRead)
        if room < samples.count {
            knownRead = storage.read.load(ordering: .acquiring)
            room = storage.capacity - (position - knownRead)
        }
        let count = min(room, samples.count)
        guard count > 0 else { return 0 }
        let start = position & storage.mask
        let untilEnd = min(count, storage.capacity - start)
        samples.withUnsafeBufferPointer { source in
            guard let source = source.baseAddress else { return }
            RingStorage.copy(source, to: storage.base + start, count: untilEnd)
            RingStorage.copy(source + untilEnd, to: storage.base, count: count - untilEnd)
        }
        storage.written.store(position + count, ordering: .releasing)
        return count
    }

    /// Tells the reader to drop everything written so far; what is written next is kept.
    ///
    /// Only the reader moves its index, so the samples count as queued until it obeys.
    package mutating func flush() {
        let position = storage.written.load(ordering: .relaxed)
        storage.flushMark.store(position, ordering: .relaxed)
        storage.flushesAsked.add(1, ordering: .releasing)
    }

    /// Whether the reader has obeyed every flush.
    package var isFlushed: Bool {
        storage.flushesObeyed.load(ordering: .acquiring)
            == storage.flushesAsked.load(ordering: .relaxed)
    }

    /// Samples that flushes have dropped so far.
    package var flushedSamples: Int { storage.flushedSamples.load(ordering: .relaxed) }
}
