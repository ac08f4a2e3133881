// SPDX-License-Identifier: Apache-2.0

/// Samples in the order they are to be played, in the blocks they came in.
///
/// Minutes of sound wait here: taking some from the front moves nothing else.
struct SampleQueue: Sendable {
    private(set) var count = 0
    private var blocks: [[Int16]] = []
    /// The first block that is left, and the first sample of it.
    private var block = 0
    private var offset = 0

    var isEmpty: Bool { count == 0 }

    mutating func append(_ samples: [Int16]) {
        guard !samples.isEmpty else { return }
        blocks.append(samples)
        count += samples.count
    }

    /// Puts samples before all others.
    mutating func prepend(_ samples: [Int16]) {
        guard !samples.isEmpty else { return }
        if block < blocks.count {
            blocks[block].removeFirst(offset)
            offset = 0
        }
        blocks.replaceSubrange(..<block, with: [samples])
        block = 0
        count += samples.count
    }

    /// Takes up to `limit` samples from the front.
    mutating func take(_ limit: Int) -> [Int16] {
        var taken: [Int16] = []
        let wanted = min(max(limit, 0), count)
        taken.reserveCapacity(wanted)
        while taken.count < wanted {
            let rest = blocks[block][offset...].prefix(wanted - taken.count)
            taken += rest
            offset += rest.count
            if offset == blocks[block].count { dropBlock() }
        }
        count -= taken.count
        return taken
    }

    mutating func removeAll() {
        self = SampleQueue()
    }

    private mutating func dropBlock() {
        blocks[block] = []
        block += 1
        offset = 0
        guard block > 64, block * 2 > blocks.count else { return }
        blocks.removeFirst(block)
        block = 0
    }
}
