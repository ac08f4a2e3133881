// SPDX-License-Identifier: Apache-2.0

/// Which colours to use, as the person asked for them.
package enum ColorPreference: Hashable, Sendable, CaseIterable {
    /// What the terminal has, or none when `NO_COLOR` is set and not empty.
    case automatic
    /// None, only bold, reverse and the like.
    case never
    /// At most the sixteen named colours, which follow the terminal's own palette.
    case ansi16
    /// At most the xterm palette of 256.
    case indexed256
}

/// Which characters to draw with, as the person asked for them.
package enum GlyphPreference: Hashable, Sendable, CaseIterable {
    /// Unicode where locale and terminal show it.
    case automatic
    /// Unicode also on a terminal known for a poor font, but never in a locale without UTF-8.
    case unicode
    case ascii
}

/// How the full screen is opened.
package struct TerminalOptions: Hashable, Sendable {
    package var colors: ColorPreference
    package var glyphs: GlyphPreference
    /// How long an Escape waits for the rest of a key's sequence before it is the Escape key; at
    /// most 10 s.
    package var escapeDelay: Duration
    /// Whether the mouse is reported from the start, at the price of the terminal's selection.
    package var mouse: Bool
    /// Whether gaining and losing the window's focus is reported.
    package var focusEvents: Bool

    package init(
        colors: ColorPreference = .automatic,
        glyphs: GlyphPreference = .automatic,
        escapeDelay: Duration = .milliseconds(25),
        mouse: Bool = false,
        focusEvents: Bool = false
    ) {
        self.colors = colors
        self.glyphs = glyphs
        self.escapeDelay = escapeDelay
        self.mouse = mouse
        self.focusEvents = focusEvents
    }
}
