// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Console
import TerminalNcurses

/// Flags of every command that opens a screen.
struct LookOptions: ParsableArguments {
    @Option(help: "Theme name; see the themes folder.")
    var theme: String?

    @Option(help: "Look for themes in this folder first.")
    var themesDir: String?

    @Option(help: "Colours. `auto` honours NO_COLOR.")
    var color = ColorFlag.auto

    @Option(help: "Characters to draw with.")
    var glyphs = GlyphFlag.auto

    /// Where theme, keys and layouts come from.
    func source(_ configuration: ConfigurationSource, paths: StandardPaths) -> LookSource {
        let folders = [themesDir].compactMap(\.self) + paths.themeSearch
        return LookSource(
            configuration: configuration,
            loader: ThemeLoader(directories: folders),
            themeFlag: theme
        )
    }

    var terminalOptions: TerminalOptions {
        TerminalOptions(colors: color.preference, glyphs: glyphs.preference)
    }
}

/// The `--color` flag.
enum ColorFlag: String, ExpressibleByArgument, CaseIterable {
    case auto
    case never
    case ansi16 = "16"
    case indexed256 = "256"

    var preference: ColorPreference {
        switch self {
        case .auto: .automatic
        case .never: .never
        case .ansi16: .ansi16
        case .indexed256: .indexed256
        }
    }
}

/// The `--glyphs` flag.
enum GlyphFlag: String, ExpressibleByArgument, CaseIterable {
    case auto
    case unicode
    case ascii

    var preference: GlyphPreference {
        switch self {
        case .auto: .automatic
        case .unicode: .unicode
        case .ascii: .ascii
        }
    }
}
