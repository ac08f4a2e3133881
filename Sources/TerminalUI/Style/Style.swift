// SPDX-License-Identifier: Apache-2.0

/// Colours and modifiers of a cell; a colour that is `nil` leaves what lies beneath.
package struct Style: Hashable, Sendable {
    package var foreground: Color?
    package var background: Color?
    package var modifiers: Modifier

    package init(
        foreground: Color? = nil,
        background: Color? = nil,
        modifiers: Modifier = []
    ) {
        self.foreground = foreground
        self.background = background
        self.modifiers = modifiers
    }

    /// No colours and no modifiers.
    package static let plain = Style()

    /// This style with the other laid on top: its colours win, the modifiers of both hold.
    package func patched(by other: Style) -> Style {
        Style(
            foreground: other.foreground ?? foreground,
            background: other.background ?? background,
            modifiers: modifiers.union(other.modifiers)
        )
    }

    /// This style with more modifiers.
    package func adding(_ more: Modifier) -> Style {
        Style(
            foreground: foreground,
            background: background,
            modifiers: modifiers.union(more)
        )
    }

    /// This style with the nearest colours that a terminal of the given depth can show.
    package func downgraded(to depth: ColorDepth) -> Style {
        var background = background?.downgraded(to: depth)
        // Grey becomes white among eight colours, which suits text; a bar behind it must stay dark.
        if depth == .ansi8, self.background?.downgraded(to: .ansi16) == .ansi(8) {
            background = .ansi(0)
        }
        return Style(
            foreground: foreground?.downgraded(to: depth),
            background: background,
            modifiers: modifiers
        )
    }
}
