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

    /// The frames that are listed.
    private(set) var ring: Ring<FrameEntry>
    /// The latest frames of the microphone's sound, listed or not.
    private var sound = Ring<FrameEntry>(capacity: soundCapacity)
    /// Whether frames of the microphone's sound are listed: they are dozens a second.
    package private(set) var isSoundListed = false
    /// Frames so far, listed or not.
    private(set) var total = 0
    /// Frames of the microphone's sound so far.
    private(set) var soundTotal = 0
    /// Frames that were let go of to stay within the capacity.
    package private(set) var lost = 0
    /// Frames of sound that are kept for being listed later: about forty seconds.
    private static let soundCapacity = 2000

    /// Nil while following.
    private(set) var position: Position?
    /// Columns by which the notes are scrolled to the left.
    private(set) var noteOffset = 0
    private let glyphs: GlyphSet
    private let capacity: Int
    private let payloadBudget: Int
    private var payloadBytes = 0
    /// Frames before this one have no payload any more.
    private var firstPayload = 0
    private var epoch: Duration = .zero

    init(glyphs: GlyphSet, capacity: Int, payloadBytes: Int) {
        ring = Ring(capacity: capacity)
        self.capacity = capacity
        self.glyphs = glyphs
        payloadBudget = payloadBytes
    }

    /// The frames held, oldest first.
    package var entries: some BidirectionalCollection<FrameEntry> {
        ring.elements
    }

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
            position: total,
            summary: summary,
            size: frame.payload.count,
            payload: summary.carriesMedia ? nil : frame.payload
        )
        total += 1
        if summary.isMicrophoneSound {
            soundTotal += 1
            if sound.append(entry) != nil { lost += 1 }
            guard isSoundListed else { return }
        }
        payloadBytes += entry.payload?.count ?? 0
        letGo(of: ring.append(entry))
        releasePayloads()
    }

    private mutating func letGo(of entry: FrameEntry?) {
        guard let entry else { return }
        payloadBytes -= entry.payload?.count ?? 0
        // Those of sound are counted when they leave the ring of their own.
        if !entry.summary.isMicrophoneSound { lost += 1 }
    }

    /// Lists the frames of the microphone's sound in their places, or takes them out.
    mutating func toggleAudio() {
        isSoundListed.toggle()
        let selected = position.map { ring[$0.selected].position }
        var entries = ring.elements.filter { !$0.summary.isMicrophoneSound }
        if isSoundListed {
            entries = (entries + sound.elements).sorted { $0.position < $1.position }
        }
        let room = capacity + (isSoundListed ? Self.soundCapacity : 0)
        for entry in entries.dropLast(room) { letGo(of: entry) }
        ring = Ring(capacity: room, entries.suffix(room))
        firstPayload = ring.start
        position = selected.flatMap { wanted in
            let row = ring.indices.first { ring[$0].position >= wanted }
            return row.map { Position(top: $0, selected: $0) }
        }
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
