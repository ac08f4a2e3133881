// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
package import TerminalUI

/// The state of one pane: what it shows and where it is scrolled to.
package protocol PaneState: Sendable {
    /// Takes in a session event; `time` is on the console's clock.
    mutating func apply(_ event: SessionEvent.Kind, at time: Duration)

    /// Moves the view, whose content area is `viewport`.
    mutating func scroll(_ motion: ScrollMotion, viewport: Size)

    /// Whether the view stays with what arrives; nil for panes that have no end to follow.
    var isFollowing: Bool? { get set }

    /// The widget that draws the pane.
    func widget(_ scene: Scene) -> any PaneWidget
}

extension PaneState {
    package mutating func scroll(_ motion: ScrollMotion, viewport: Size) {}

    package var isFollowing: Bool? {
        get { nil }
        set {}
    }
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

    /// The characters of the glyph set.
    var table: GlyphTable { glyphs.table }

    /// Whether a list follows, for its title; beside tabs there is room for few words.
    func followWords(_ isFollowing: Bool) -> String {
        if isFollowing { return "F following" }
        return sizeClass == .compact ? "\(table.upArrow) F follows" : "scrolled, F follows"
    }
}

/// The inside of a pane and what its border says.
package protocol PaneWidget: Widget {
    /// Stands behind the pane's name in its title; empty for nothing.
    var heading: String { get }
    /// Stands at the right end of the title.
    var status: String { get }
    /// Stands in the lower border.
    var footer: String { get }
}

extension PaneWidget {
    package var heading: String { "" }
    package var status: String { "" }
    package var footer: String { "" }
}
