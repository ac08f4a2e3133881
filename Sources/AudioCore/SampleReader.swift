// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The reading end of a `SampleRing`; used by one thread or actor at a time.
package struct SampleReader: ~Copyable, Sendable {
    private let storage: RingStorage
    /// The writer's index as last seen.
    private var knownWritten = 0
    /// How many flushes this end has obeyed; a change tells its owner to silence the device too.
    package private(set) var obeyedFlushes = 0

    init(_ storage: RingStorage) {
        self.storage = storage
    }

    /// Samples that can be read now; obeys a flush first.
    package mutating func availableSamples() -> Int {
        obeyFlush()
        knownWritten = storage.written.load(ordering: .acquiring)
        return knownWritten - storage.read.load(ordering: .relaxed)
    }

    /// Moves as many samples as there are into the start of `target`; returns how many.
    ///
    /// Obeys a flush first: nothing that was flushed is ever read.
    package mutating func read(into target: inout MutableSpan<Int16>) -> Int {
        obeyFlush()
        let position = storage.read.load(ordering: .relaxed)
        if knownWritten - position < target.count {
            knownWritten = storage.written.load(ordering: .acquiring)
        }
        let count = min(knownWritten - position, target.count)
        guard count > 0 else { return 0 }
        let start = position & storage.mask
        let untilEnd = min(count, storage.capacity - start)
        target.withUnsafeMutableBufferPointer { target in
            guard let target = target.baseAddress else { return }
            RingStorage.copy(storage.base + start, to: target, count: untilEnd)
            RingStorage.copy(storage.base, to: target + untilEnd, count: count - untilEnd)
        }
        storage.read.store(position + count, ordering: .releasing)
        return count
    }

    /// Samples that flushes have dropped so far.
    package var flushedSamples: Int { storage.flushedSamples.load(ordering: .relaxed) }

    /// Drops up to `limit` samples; returns how many.
    package mutating func skip(_ limit: Int) -> Int {
        let count = min(availableSamples(), max(0, limit))
        let position = storage.read.load(ordering: .relaxed)
        storage.read.store(position + count, ordering: .releasing)
        return count
    }

    private mutating func obeyFlush() {
        let asked = storage.flushesAsked.load(ordering: .acquiring)
        guard asked != obeyedFlushes else { return }
        obeyedFlushes = asked
        // A newer flush may have moved the mark since: it is obeyed early, and again without effect.
        let mark = storage.flushMark.load(ordering: .relaxed)
        let position = storage.read.load(ordering: .relaxed)
        if mark > position {
            // The mark was an index of the writer, which the acquire above made visible.
            knownWritten = max(knownWritten, storage.written.load(ordering: .acquiring))
            storage.flushedSamples.add(mark - position, ordering: .relaxed)
            storage.read.store(mark, ordering: .releasing)
        }
        storage.flushesObeyed.store(asked, ordering: .releasing)
    }
}
