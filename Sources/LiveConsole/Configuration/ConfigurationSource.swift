// SPDX-License-Identifier: Apache-2.0

import TOMLFile

/// What the configuration says: settings of file, profile and environment, without flags.
struct Configuration: Sendable {
    var settings: Settings
    /// Keys and layouts.
    var look: LookSettings
    /// One line each, `FILE:LINE: …`.
    var warnings: [String]
}

/// Where the configuration comes from, so that it can be read again.
struct ConfigurationSource: Sendable {
    var path: String
    /// Whether the file's absence is an error.
    var isRequired: Bool
    var profile: String?
    var environment: [String: String]

    /// Reads the configuration; blocks on the disk.
    ///
    /// - Throws: `CommandFailure` with code 2 naming file and line.
    func load() throws(CommandFailure) -> Configuration {
        let file = try file()
        var settings = file.root
        if let profile {
            guard let layer = file.profiles[profile] else {
                let known = file.profiles.keys.sorted().joined(separator: ", ")
                let hint = known.isEmpty ? "it has no profiles" : "it has: \(known)"
                throw CommandFailure(.badUsage, "\(path): no [profile.\(profile)]; \(hint).")
            }
            settings = settings.overlaid(with: layer)
        }
        settings = settings.overlaid(with: Settings(environment: environment))
        return Configuration(settings: settings, look: file.look, warnings: file.warnings)
    }

    /// The names of the profiles there are, sorted; blocks on the disk.
    func profileNames() throws(CommandFailure) -> [String] {
        try file().profiles.keys.sorted()
    }

    private func file() throws(CommandFailure) -> SettingsFile {
        do {
            return try SettingsFile.load(path, isRequired: isRequired)
        } catch {
            throw CommandFailure(.badUsage, "\(error)")
        }
    }
}
