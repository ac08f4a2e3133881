// SPDX-License-Identifier: Apache-2.0

/// Memory for samples, allocated once per opening of a device and never in a loop.
struct ScratchBuffer: ~Copyable, Sendable {
    // SAFETY: allocated here, freed in deinit, and reached only through its one owner, which is
    // moved to its stream's thread before the first use.
    nonisolated(unsafe) let samples: UnsafeMutableBufferPointer<Int16>

    init(capacity: Int) {
        samples = .allocate(capacity: max(1, capacity))
        samples.initialize(repeating: 0)
    }

    deinit {
        samples.deallocate()
    }

    var base: UnsafeMutablePointer<Int16> {
        guard let base = samples.baseAddress else { preconditionFailure("capacity is at least 1") }
        return base
    }
}
