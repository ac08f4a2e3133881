// SPDX-License-Identifier: Apache-2.0

import LiveAPI
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
    /// Whether a key asked for them; a filter may too.
    private var showsSound = false
    /// What is listed of the ring.
    package private(set) var filter = FrameFilter.none
    /// The frames that pass the filter, by number; those let go of may stand before them.
    private var passing: [Int] = []
    private var turns = FrameTurns()
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
    /// Which frames make, answer and take back function calls.
    private(set) var links = FrameLinks()
    /// The frames marked for comparing, by their places among all, the later mark last.
    package private(set) var marks: [Int] = []
    /// Columns by which the notes are scrolled to the left.
    private(set) var noteOffset = 0
    private let glyphs: GlyphSet
    private let capacity: Int
    private var payloads: FrameBudget
    private var pictures: FrameBudget
    /// How the session counts pictures, as its setup says.
    private var rate: VideoRate?
    private var epoch: Duration = .zero
    private var lastTime: Duration?

    init(glyphs: GlyphSet, limits: ConsoleConfiguration.Limits) {
        capacity = limits.frames
        ring = Ring(capacity: capacity)
        self.glyphs = glyphs
        payloads = .payloads(limits.framePayloadBytes)
        pictures = .pictures(limits.framePictureBytes)
    }

    /// The frames held, oldest first.
    package var entries: some BidirectionalCollection<FrameEntry> {
        ring.elements
    }

    /// The frames in the list.
    var listed: ListedFrames {
        guard !filter.isEmpty else { return ListedFrames(all: ring.indices, passing: nil) }
        let held = passing[passing.firstSortedIndex(atOrAfter: ring.start)...]
        return ListedFrames(all: ring.indices, passing: held)
    }

    mutating func sessionOpened(at time: Duration) {
        epoch = time
        lastTime = nil
        turns = FrameTurns()
        rate = nil
        links.sessionOpened()
    }

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        guard case .frame(let frame) = event else {
            if let turn = turns.apply(event) { note(turn) }
            return
        }
        if case .client(let message) = frame.meaning, let setup = message.setup {
            rate = VideoRate(setup)
        }
        var entry = FrameEntry(
            frame,
            position: total,
            time: time,
            offset: time - epoch,
            rate: rate,
            glyphs: glyphs
        )
        entry.turn = turns.turn(of: frame)
        entry.gap = lastTime.map { time - $0 }
        lastTime = time
        total += 1
        links.note(entry, frame.meaning)
        if entry.summary.isMicrophoneSound {
            soundTotal += 1
            if sound.append(entry) != nil { lost += 1 }
            guard isSoundListed else { return }
        }
        payloads.add(entry)
        pictures.add(entry)
        letGo(of: ring.append(entry))
        list(ring.end - 1)
        keepWithinBudgets()
    }

    /// The log has named the turn of the latest frame.
    private mutating func note(_ turn: Int) {
        guard ring.count > 0, ring[ring.end - 1].turn != turn else { return }
        ring[ring.end - 1].turn = turn
        if passing.last == ring.end - 1 { passing.removeLast() }
        list(ring.end - 1)
    }

    /// Lists a frame if it passes the filter.
    private mutating func list(_ number: Int) {
        guard !filter.isEmpty else { return }
        if filter.passes(ring[number]) { passing.append(number) }
        // Removing in batches keeps listing cheap.
        let gone = passing.firstSortedIndex(atOrAfter: ring.start)
        if gone > 1024 { passing.removeFirst(gone) }
    }

    private mutating func letGo(of entry: FrameEntry?) {
        guard let entry else { return }
        payloads.remove(entry)
        pictures.remove(entry)
        // Those of sound are counted when they leave the ring of their own.
        if !entry.summary.isMicrophoneSound { lost += 1 }
    }

    /// Lists the frames of the microphone's sound in their places, or takes them out.
    mutating func toggleAudio() {
        showsSound.toggle()
        arrange()
    }

    /// Lists what passes a filter; the selection stays near its frame.
    mutating func apply(_ filter: FrameFilter) {
        self.filter = filter
        arrange()
    }

    /// Lists what another list does.
    mutating func look(like other: FramesState) {
        showsSound = other.showsSound
        apply(other.filter)
    }

    private mutating func arrange() {
        let selected = position.flatMap { position in
            ring.count > 0
                ? ring[min(max(position.selected, ring.start), ring.end - 1)].position : nil
        }
        let listsSound = showsSound || filter.namesSound
        if listsSound != isSoundListed {
            isSoundListed = listsSound
            rebuildRing()
        }
        passing = filter.isEmpty ? [] : ring.indices.filter { filter.passes(ring[$0]) }
        position = selected.flatMap { wanted in
            let row = ring.indices.first { ring[$0].position >= wanted }
            return row.map { Position(top: $0, selected: $0) }
        }
    }

    private mutating func rebuildRing() {
        var entries = ring.elements.filter { !$0.summary.isMicrophoneSound }
        if isSoundListed {
            entries = (entries + sound.elements).sorted { $0.position < $1.position }
        }
        let room = capacity + (isSoundListed ? Self.soundCapacity : 0)
        for entry in entries.dropLast(room) { letGo(of: entry) }
        ring = Ring(capacity: room, entries.suffix(room))
        payloads.recount(ring)
        pictures.recount(ring)
        keepWithinBudgets()
    }

    private mutating func keepWithinBudgets() {
        payloads.keep(&ring)
        pictures.keep(&ring)
    }

    /// Whether the selected frame has pictures that nobody looked at.
    var hasEncodedPictures: Bool {
        current?.pictures.contains(where: \.isEncoded) == true
    }

    /// Decodes the pictures of the selected frame; to be asked for while they are in view.
    mutating func decodePictures() {
        guard let number = current.flatMap({ number(ofFrameAt: $0.position) }) else { return }
        pictures.remove(ring[number])
        for index in ring[number].pictures.indices { ring[number].pictures[index].decode() }
        pictures.add(ring[number])
        keepWithinBudgets()
    }

    package var isFollowing: Bool? {
        get { position == nil }
        set {
            guard newValue == false else {
                position = nil
                return
            }
            let last = listed.count > 0 ? listed[listed.count - 1] : max(ring.end - 1, ring.start)
            position = position ?? Position(top: last, selected: last)
        }
    }

    /// The selected frame, or the newest listed one while following.
    package var current: FrameEntry? {
        let listed = listed
        guard listed.count > 0 else { return nil }
        let row = position.map { min(listed.row(atOrAfter: $0.selected), listed.count - 1) }
        return ring[listed[row ?? listed.count - 1]]
    }

    /// The frame at a place among all frames; nil when it was let go of or its kind is not listed.
    func entry(at position: Int) -> FrameEntry? {
        number(ofFrameAt: position).map { ring[$0] }
    }

    /// The number in the ring of the frame at a place among all frames.
    func number(ofFrameAt position: Int) -> Int? {
        var (low, high) = (ring.start, ring.end)
        while low < high {
            let middle = (low + high) / 2
            if ring[middle].position < position { low = middle + 1 } else { high = middle }
        }
        return low < ring.end && ring[low].position == position ? low : nil
    }

    /// Marks the selected frame for comparing, or takes its mark away; of three the oldest goes.
    mutating func toggleMark() {
        guard let position = current?.position else { return }
        if marks.contains(position) {
            marks.removeAll { $0 == position }
        } else {
            marks = marks.suffix(1) + [position]
        }
    }

    /// The frames to show in a list of the given height, and the selected one.
    func view(height: Int) -> (rows: [Int], selected: Int?) {
        let listed = listed
        let latestTop = max(listed.count - height, 0)
        guard let position, listed.count > 0 else {
            return ((latestTop..<listed.count).map { listed[$0] }, nil)
        }
        let selected = min(listed.row(atOrAfter: position.selected), listed.count - 1)
        let wanted = max(listed.row(atOrAfter: position.top), selected - height + 1)
        let top = min(wanted, latestTop)
        return ((top..<min(top + height, listed.count)).map { listed[$0] }, listed[selected])
    }

    /// Selects a frame, or one near to it that is listed, with a few rows above it.
    mutating func select(_ number: Int, height: Int) {
        let listed = listed
        guard listed.count > 0 else { return }
        let row = min(listed.row(atOrAfter: number), listed.count - 1)
        position = Position(top: listed[max(row - height / 3, 0)], selected: listed[row])
    }

    package mutating func scroll(_ motion: ScrollMotion, viewport: Size) {
        let height = max(viewport.height - 1, 1)
        let listed = listed
        let (rows, shown) = view(height: height)
        let selected = shown.map { listed.row(atOrAfter: $0) } ?? listed.count - 1
        switch motion {
        case .left: noteOffset = max(noteOffset - 8, 0)
        case .right: noteOffset = min(noteOffset + 8, FrameSummary.maximumNote - 8)
        case .top where listed.count > 0: position = Position(top: listed[0], selected: listed[0])
        case .bottom: position = nil
        default:
            guard let step = motion.rows(height: height), let first = rows.first else { return }
            let target = selected + step
            // Going on beyond the last frame means following again.
            if target >= listed.count {
                position = nil
                return
            }
            let selected = max(target, 0)
            let top = min(max(listed.row(atOrAfter: first), selected - height + 1), selected)
            position = Position(top: listed[top], selected: listed[selected])
        }
    }

    package mutating func select(row: Int, viewport: Size) {
        let rows = view(height: max(viewport.height - 1, 1)).rows
        // The first row names the columns.
        guard rows.indices.contains(row - 1) else { return }
        position = Position(top: rows[0], selected: rows[row - 1])
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        FramesPane(state: self, scene: scene)
    }
}
