// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
package import TerminalUI

/// The frames on the wire, and where the list is scrolled to.
package struct FramesState: PaneState {
    /// A list that does not follow: its first visible row and the selected one.
    struct Position: Equatable {
        var top: Int
        var selected: Int
    }

    private(set) var ring: Ring<FrameEntry>
    /// Nil while following.
    private(set) var position: Position?
    /// Columns by which the notes are scrolled to the left.
    private(set) var noteOffset = 0
    private let glyphs: GlyphSet
    private let payloadBudget: Int
    private var payloadBytes = 0
    /// Frames before this one have no payload any more.
    private var firstPayload = 0
    private var epoch: Duration = .zero

    init(glyphs: GlyphSet, capacity: Int, payloadBytes: Int) {
        ring = Ring(capacity: capacity)
        self.glyphs = glyphs
        payloadBudget = payloadBytes
    }

    /// The frames held, oldest first.
    package var entries: some BidirectionalCollection<FrameEntry> {
        ring.indices.lazy.map { ring[$0] }
    }

    /// Frames that were let go of to stay within the capacity.
    package var lost: Int { ring.start }

    mutating func sessionOpened(at time: Duration) {
        epoch = time
    }

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        guard case .frame(let frame) = event else { return }
        let summary = FrameSummary(frame, glyphs: glyphs)
        let entry = FrameEntry(
            number: frame.number,
            offset: time - epoch,
            direction: frame.direction,
            summary: summary,
            size: frame.payload.count,
            payload: summary.carriesMedia ? nil : frame.payload
        )
        payloadBytes += entry.payload?.count ?? 0
        let evicted = ring.append(entry)
        payloadBytes -= evicted?.payload?.count ?? 0
        releasePayloads()
    }

    private mutating func releasePayloads() {
        firstPayload = max(firstPayload, ring.start)
        while payloadBytes > payloadBudget, firstPayload < ring.end {
            payloadBytes -= ring[firstPayload].payload?.count ?? 0
            ring[firstPayload].payload = nil
            firstPayload += 1
        }
    }

    package var isFollowing: Bool? {
        get { position == nil }
        set {
            let last = max(ring.end - 1, ring.start)
            position = newValue == true ? nil : position ?? Position(top: last, selected: last)
        }
    }

    /// The rows to show in a list of the given height, and the selected one.
    func view(height: Int) -> (rows: Range<Int>, selected: Int?) {
        let latestTop = max(ring.end - height, ring.start)
        guard let position else { return (latestTop..<ring.end, nil) }
        let top = min(max(position.top, ring.start), latestTop)
        let selected = min(max(position.selected, ring.start), max(ring.end - 1, ring.start))
        return (top..<min(top + height, ring.end), selected)
    }

    package mutating func scroll(_ motion: ScrollMotion, viewport: Size) {
        let height = max(viewport.height - 1, 1)
        let (rows, shown) = view(height: height)
        let selected = shown ?? ring.end - 1
        switch motion {
        case .left: noteOffset = max(noteOffset - 8, 0)
        case .right: noteOffset = min(noteOffset + 8, FrameSummary.maximumNote - 8)
        case .top: position = Position(top: ring.start, selected: ring.start)
        case .bottom: position = nil
        default:
            guard let step = motion.rows(height: height), ring.count > 0 else { return }
            let target = selected + step
            // Going on beyond the last frame means following again.
            if target >= ring.end {
                position = nil
                return
            }
            let selected = max(target, ring.start)
            let top = min(max(rows.lowerBound, selected - height + 1), selected)
            position = Position(top: top, selected: selected)
        }
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        FramesPane(state: self, scene: scene)
    }
}
