// SPDX-License-Identifier: Apache-2.0

/// A queue of samples between exactly two threads, without locks or waiting.
///
/// Both ends return at once, whatever the other does, and never allocate: one of them lives on an
/// audio thread. Make it where both ends are at hand and move each to its thread:
///
///     var ring = SampleRing(minimumCapacity: 48_000)
///     let writer = ring.takeWriter()
///     let reader = ring.takeReader()
package struct SampleRing: ~Copyable {
    /// A power of two, in samples.
    package let capacity: Int
    private var writer: SampleWriter?
    private var reader: SampleReader?

    /// Allocates the next power of two samples.
    package init(minimumCapacity: Int) {
        let storage = RingStorage(minimumCapacity: minimumCapacity)
        capacity = storage.capacity
        writer = SampleWriter(storage)
        reader = SampleReader(storage)
    }

    /// Hands out the only writing end; a second call traps.
    package mutating func takeWriter() -> SampleWriter {
        guard let end = writer.take() else { preconditionFailure("a ring has one writer") }
        return end
    }

    /// Hands out the only reading end; a second call traps.
    package mutating func takeReader() -> SampleReader {
        guard let end = reader.take() else { preconditionFailure("a ring has one reader") }
        return end
    }
}
