// SPDX-License-Identifier: Apache-2.0

/// The frame in the inspector, with what other frames have to do with it.
package struct InspectedFrame: Sendable {
    /// Two frames to compare, the earlier first.
    struct Pair: Sendable {
        var first: FrameEntry
        var second: FrameEntry
    }

    var entry: FrameEntry
    var calls: [FrameLinks.Call] = []
    var isMarked = false
    /// Nil unless two frames are marked and still listed.
    var compared: Pair?
    /// Marks there are.
    var marks = 0

    init(_ entry: FrameEntry) {
        self.entry = entry
    }

    /// The selected frame of the list; nil where there is none.
    init?(selectedIn frames: FramesState) {
        guard let entry = frames.current else { return nil }
        self.entry = entry
        calls = frames.links.calls(of: entry)
        isMarked = frames.marks.contains(entry.position)
        marks = frames.marks.count
        let marked = frames.marks.sorted().compactMap { frames.entry(at: $0) }
        if marked.count == 2 { compared = Pair(first: marked[0], second: marked[1]) }
    }

    /// The place of the frame that the first link leads to: from a call to its answer, from
    /// everything else to the call.
    var linked: Int? {
        for call in calls {
            let ends = [call.call] + call.answers + [call.cancellation]
            let others = ends.compactMap(\.self).filter { $0.position != entry.position }
            if let other = others.first { return other.position }
        }
        return nil
    }
}
