// SPDX-License-Identifier: Apache-2.0

import Foundation
import TOMLFile

/// The configuration file: its root settings, its profiles, keys and layouts, and what was odd in it.
struct SettingsFile: Sendable {
    var root = Settings()
    var profiles: [String: Settings] = [:]
    var look = LookSettings()
    /// One line each, `FILE:LINE: …`.
    var warnings: [String] = []

    /// Reads a configuration file; a missing file at the default place is an empty one.
    ///
    /// With `isRequired` its absence is an error, as with `--config`. Throws a `TOMLError` naming
    /// file, line and expectation.
    static func load(_ path: String, isRequired: Bool) throws(TOMLError) -> SettingsFile {
        guard isRequired || FileManager.default.fileExists(atPath: path) else {
            return SettingsFile()
        }
        let reader = TOMLReader(try TOMLDocument(path: path))
        var file = SettingsFile()
        file.root = try Settings(reading: reader)
        file.look = try LookSettings(reading: reader)
        if let profiles = try reader.table("profile") {
            for name in profiles.table.keys {
                guard let profile = try profiles.table(name) else { continue }
                file.profiles[name] = try Settings(reading: profile)
            }
        }
        file.warnings = reader.finish().map(\.description)
        return file
    }
}
