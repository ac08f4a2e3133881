// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// The look of every role, for one depth of colour.
package struct Theme: Sendable, Equatable {
    /// What a theme says about roles, before anything falls back to anything.
    package struct Palette: Sendable, Equatable {
        package var styles: [ThemeRole: Style] = [:]
        package var ramps: [ThemeRamp: ColorRamp] = [:]

        package init() {}

        /// These roles, with those that `other` names replaced by its own.
        package func overridden(by other: Palette) -> Palette {
            var merged = self
            merged.styles.merge(other.styles) { _, new in new }
            merged.ramps.merge(other.ramps) { _, new in new }
            return merged
        }
    }

    package var name: String
    /// What ``resolved(for:)`` was asked for.
    package private(set) var depth: ColorDepth
    private var palette: Palette
    private var ansi16: Palette
    private var mono: Palette

    package init(
        name: String,
        palette: Palette,
        ansi16: Palette = Palette(),
        mono: Palette = Palette()
    ) {
        self.name = name
        self.depth = .trueColor
        self.palette = palette
        self.ansi16 = ansi16
        self.mono = mono
    }

    /// The style of a role, and of further roles laid over it, on the theme's own ground.
    package func style(_ roles: ThemeRole...) -> Style {
        style(roles)
    }

    /// The style of a role, and of further roles laid over it, on the theme's own ground.
    package func style(_ roles: [ThemeRole]) -> Style {
        roles.reduce(ground) { style, role in
            palette.styles[role].map(style.patched(by:)) ?? style
        }
    }

    /// The style of text that has no role of its own.
    package var ground: Style {
        let background = palette.styles[.background] ?? .plain
        return palette.styles[.foreground].map(background.patched(by:)) ?? background
    }

    /// What a role adds to a style it is laid over, without the theme's ground.
    package func overlay(_ role: ThemeRole) -> Style {
        palette.styles[role] ?? .plain
    }

    /// The style of a ramp at a fraction from 0 to 1, on the theme's own ground.
    package func style(_ ramp: ThemeRamp, at fraction: Double) -> Style {
        guard depth > .mono, let color = palette.ramps[ramp]?.color(at: fraction) else {
            return ground
        }
        var style = ground
        style.foreground = color.downgraded(to: depth)
        return style
    }

    /// This theme as a terminal of the given depth can show it.
    ///
    /// Colours are brought to the nearest there are; the theme's own overrides for sixteen colours
    /// and for none come first. Without colour, what had a background of its own is reversed, so
    /// that selections stay visible.
    package func resolved(for depth: ColorDepth) -> Theme {
        var theme = self
        theme.depth = depth
        switch depth {
        case .mono:
            theme.palette.styles = palette.styles.mapValues(\.withoutColor)
            theme.palette.styles.merge(mono.styles.mapValues(\.withoutColor)) { _, new in new }
            theme.palette.styles[.background] = .plain
        case .ansi8, .ansi16:
            theme.palette = palette.overridden(by: ansi16)
            theme.palette.styles = theme.palette.styles.mapValues { $0.downgraded(to: depth) }
        case .indexed256, .trueColor:
            theme.palette.styles = palette.styles.mapValues { $0.downgraded(to: depth) }
        }
        return theme
    }

    /// This theme with what a descendant says laid over it.
    func inherited(by name: String, _ looks: ThemeFile.Looks) -> Theme {
        Theme(
            name: name,
            palette: palette.overridden(by: looks.palette),
            ansi16: ansi16.overridden(by: looks.ansi16),
            mono: mono.overridden(by: looks.mono)
        )
    }
}

extension Style {
    fileprivate var withoutColor: Style {
        var style = Style.plain
        style.modifiers = modifiers
        if let background, background != .terminalDefault {
            style.modifiers.insert(.reverse)
        }
        return style
    }
}
