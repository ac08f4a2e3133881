// SPDX-License-Identifier: Apache-2.0

import Console
import TOMLFile

/// Where the console's look comes from: theme, keys and layouts, read again when asked.
struct LookSource: Sendable {
    var configuration: ConfigurationSource
    var loader: ThemeLoader
    /// The theme that a flag names, over the configuration's.
    var themeFlag: String?

    /// A look, and what was odd about it.
    struct Look: Sendable {
        /// What the theme was asked for by.
        var themeName: String
        var theme: Theme
        var settings: LookSettings
        /// One line each.
        var warnings: [String]
    }

    /// Reads the configuration and the theme; blocks on the disk.
    ///
    /// - Throws: `CommandFailure` with code 2 naming file, line and expectation.
    func load() throws(CommandFailure) -> Look {
        let found = try configuration.load()
        let name = themeFlag ?? found.settings.theme ?? ThemeFile.defaultParent
        let loaded = try theme(name).load()
        return Look(
            themeName: name,
            theme: loaded.theme,
            settings: found.look,
            warnings: found.warnings + loaded.warnings.map(\.description)
        )
    }

    /// The themes there are, each loaded; blocks on the disk.
    var choices: [ThemeChoice] {
        loader.names().map { name in
            do {
                let loaded = try loader.load(name)
                return ThemeChoice(name: name, theme: loaded.theme, note: loaded.variant.rawValue)
            } catch {
                return ThemeChoice(name: name, theme: nil, note: "\(error)")
            }
        }
    }

    /// A theme by name.
    func theme(_ name: String) -> ThemeSource {
        ThemeSource(name: name, loader: loader)
    }
}
