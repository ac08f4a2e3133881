// SPDX-License-Identifier: Apache-2.0

import LiveAPI
package import LiveEngine
package import TerminalUI

/// What happened at this end, a line each, and where the list is scrolled to.
package struct LogState: PaneState {
    private(set) var ring: Ring<LogEntry>
    private(set) var cursor = ListCursor()
    /// Columns by which the texts are scrolled to the left.
    private(set) var textOffset = 0
    private var words = LogWords()
    private let glyphs: GlyphSet

    /// Lines keep at most this many characters.
    static let maximumText = 1000

    init(glyphs: GlyphSet, capacity: Int) {
        ring = Ring(capacity: capacity)
        self.glyphs = glyphs
    }

    /// The lines held, oldest first.
    package var entries: some BidirectionalCollection<LogEntry> { ring.elements }

    /// Lines that were let go of to stay within the capacity.
    package var lost: Int { ring.start }

    /// The selected line, or the newest while following.
    package var current: LogEntry? {
        cursor.current(in: ring.indices).map { ring[$0] }
    }

    mutating func sessionOpened(_ profile: SessionProfile, at time: Duration) {
        words = LogWords()
        note(.info, "session with \(profile.route), model \(profile.model)", at: time)
    }

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        if let line = words.line(about: event) { note(line.level, line.text, at: time) }
    }

    /// Adds a line.
    mutating func note(_ level: Notice.Level, _ text: String, at time: Duration) {
        let text = TerminalText.sanitized(
            String(text.prefix(Self.maximumText)),
            glyphs: glyphs,
            newlines: .marked
        )
        ring.append(LogEntry(time: time, level: level, text: text))
    }

    package var isFollowing: Bool? {
        get { cursor.isFollowing }
        set {
            if newValue == true {
                cursor.follow()
            } else if let current = cursor.current(in: ring.indices) {
                cursor.select(current)
            }
        }
    }

    package mutating func scroll(_ motion: ScrollMotion, viewport: Size) {
        switch motion {
        case .left: textOffset = max(textOffset - 16, 0)
        case .right: textOffset = min(textOffset + 16, Self.maximumText - 16)
        default: cursor.scroll(motion, in: ring.indices, height: max(viewport.height, 1))
        }
    }

    package mutating func select(row: Int, viewport: Size) {
        let rows = cursor.view(of: ring.indices, height: max(viewport.height, 1)).rows
        if rows.indices.contains(rows.lowerBound + row) { cursor.select(rows.lowerBound + row) }
    }

    package var isSearchable: Bool { true }

    package var searchedEntries: Range<Int> { ring.indices }

    package func entries(matching query: TextQuery, from start: Int) -> [Int] {
        (max(start, ring.start)..<max(ring.end, start)).filter { query.matches(ring[$0].text) }
    }

    package var selectedEntry: Int? {
        cursor.isFollowing ? nil : cursor.current(in: ring.indices)
    }

    package mutating func select(_ entry: Int, showing query: TextQuery?, viewport: Size) {
        cursor.select(entry)
    }

    package mutating func reveal(_ moment: Moment, viewport: Size) {
        guard let time = moment.time else { return }
        if let line = ring.indices.last(where: { ring[$0].time <= time }) { cursor.select(line) }
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        LogPane(state: self, scene: scene)
    }
}
