// SPDX-License-Identifier: Apache-2.0

/// The bytes that the frames of a list may hold of one kind; the newest frames keep theirs.
struct FrameBudget: Sendable {
    private let limit: Int
    private let size: @Sendable (FrameEntry) -> Int
    private let release: @Sendable (inout FrameEntry) -> Void
    private var held = 0
    /// Frames before this one have let go of theirs.
    private var first = 0

    private init(
        limit: Int,
        size: @escaping @Sendable (FrameEntry) -> Int,
        release: @escaping @Sendable (inout FrameEntry) -> Void
    ) {
        self.limit = limit
        self.size = size
        self.release = release
    }

    static func payloads(_ limit: Int) -> FrameBudget {
        FrameBudget(limit: limit) {
            $0.payload?.bytes.count ?? 0
        } release: {
            $0.payload = nil
        }
    }

    static func pictures(_ limit: Int) -> FrameBudget {
        FrameBudget(limit: limit) { entry in
            entry.pictures.reduce(0) { $0 + $1.heldBytes }
        } release: { entry in
            for index in entry.pictures.indices { entry.pictures[index].release() }
        }
    }

    /// A frame joined the list.
    mutating func add(_ entry: FrameEntry) {
        held += size(entry)
    }

    /// A frame left the list.
    mutating func remove(_ entry: FrameEntry) {
        held -= size(entry)
    }

    /// The list was made anew.
    mutating func recount(_ ring: Ring<FrameEntry>) {
        first = ring.start
        held = ring.elements.reduce(0) { $0 + size($1) }
    }

    /// Has the oldest frames let go until the rest is within the limit.
    mutating func keep(_ ring: inout Ring<FrameEntry>) {
        first = max(first, ring.start)
        while held > limit, first < ring.end {
            held -= size(ring[first])
            release(&ring[first])
            held += size(ring[first])
            first += 1
        }
    }
}
