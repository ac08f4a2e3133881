// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
package import TerminalUI

/// The state of one pane: what it shows and where it is scrolled to.
package protocol PaneState: Sendable {
    /// Takes in a session event; `time` is on the console's clock.
    mutating func apply(_ event: SessionEvent.Kind, at time: Duration)

    /// Moves the view, whose content area is `viewport`.
    mutating func scroll(_ motion: ScrollMotion, viewport: Size)

    /// Selects what stands in a row of the content area, counted from its top.
    mutating func select(row: Int, viewport: Size)

    /// Whether the view stays with what arrives; nil for panes that have no end to follow.
    var isFollowing: Bool? { get set }

    /// Whether there are words to look through.
    var isSearchable: Bool { get }

    /// The numbers of the entries that can be looked through.
    var searchedEntries: Range<Int> { get }

    /// The entries that hold a query, from a number on, oldest first.
    func entries(matching query: TextQuery, from start: Int) -> [Int]

    /// The entry that is selected, or stands at the top; nil while the view follows.
    var selectedEntry: Int? { get }

    /// Brings an entry into view, and what the query is found in of it.
    mutating func select(_ entry: Int, showing query: TextQuery?, viewport: Size)

    /// Brings a moment into view.
    mutating func reveal(_ moment: Moment, viewport: Size)

    /// The widget that draws the pane.
    func widget(_ scene: Scene) -> any PaneWidget
}

extension PaneState {
    package mutating func scroll(_ motion: ScrollMotion, viewport: Size) {}

    package mutating func select(row: Int, viewport: Size) {}

    package var isFollowing: Bool? {
        get { nil }
        set {}
    }

    package var isSearchable: Bool { false }

    package var searchedEntries: Range<Int> { 0..<0 }

    package func entries(matching query: TextQuery, from start: Int) -> [Int] { [] }

    package var selectedEntry: Int? { nil }

    package mutating func select(_ entry: Int, showing query: TextQuery?, viewport: Size) {}

    package mutating func reveal(_ moment: Moment, viewport: Size) {}
}

/// What every pane is drawn with.
package struct Scene: Sendable {
    /// Resolved for the terminal's colours.
    package var theme: Theme
    package var glyphs: GlyphSet
    /// On the console's clock.
    package var now: Duration
    /// The local time of day at the clock's zero.
    package var timeOfDayAtStart: Duration
    package var session: SessionStatus
    package var sizeClass: SizeClass
    /// Whether this run has a microphone and a loudspeaker, working or not.
    package var hasSound: Bool
    package var keymap: Keymap

    /// What the panes of a console are drawn with.
    init(_ state: ConsoleState, theme: Theme, glyphs: GlyphSet, sizeClass: SizeClass) {
        self.theme = theme
        self.glyphs = glyphs
        now = state.now
        timeOfDayAtStart = state.timeOfDayAtStart
        session = state.session
        self.sizeClass = sizeClass
        hasSound = state.hasSound
        keymap = state.keymap
    }

    /// The characters of the glyph set.
    var table: GlyphTable { glyphs.table }

    /// Whether a list follows, for its title; beside tabs there is room for few words.
    func followWords(_ isFollowing: Bool) -> String {
        let key = keymap.key(.follow, in: .list)
        if isFollowing { return "\(key) following" }
        return sizeClass == .compact
            ? "\(table.upArrow) \(key) follows" : "scrolled, \(key) follows"
    }
}

/// The inside of a pane and what its border says.
package protocol PaneWidget: Widget {
    /// Stands behind the pane's name in its title; empty for nothing.
    var heading: String { get }
    /// Stands at the right end of the title.
    var status: String { get }
    /// The same in few words, for narrow panes.
    var shortStatus: String { get }
    /// Stands in the lower border.
    var footer: String { get }
    /// The part of an area in which what is looked for is set off.
    func searchedArea(in area: Rect) -> Rect
}

extension PaneWidget {
    package var heading: String { "" }
    package var status: String { "" }
    package var shortStatus: String { status }
    package var footer: String { "" }
    package func searchedArea(in area: Rect) -> Rect { area }
}
