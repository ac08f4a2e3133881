// SPDX-License-Identifier: Apache-2.0

import Console
import TOMLFile

/// Where the console's theme comes from.
struct ThemeSource: Sendable {
    /// The theme's name, without `.toml`.
    var name: String
    var loader: ThemeLoader

    /// Reads the theme.
    ///
    /// - Throws: `CommandFailure` with code 2 naming file, line and expectation.
    func load() throws(CommandFailure) -> ThemeLoader.Loaded {
        do {
            return try loader.load(name)
        } catch {
            throw CommandFailure(.badUsage, "\(error)")
        }
    }
}
