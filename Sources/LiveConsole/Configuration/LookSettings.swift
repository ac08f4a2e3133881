// SPDX-License-Identifier: Apache-2.0

import Console
import TOMLFile

/// The keys and layouts of a configuration file.
struct LookSettings: Sendable {
    var keymap = DefaultKeymap.keymap
    /// The built-in layouts, then the file's own.
    var presets = LayoutPreset.builtIn
    /// The layout to begin with.
    var preset = LayoutPreset.debug

    init() {}

    /// Reads the root of a configuration file.
    ///
    /// - Throws: `TOMLError` naming file, line and expectation.
    init(reading root: TOMLReader) throws(TOMLError) {
        if let table = try root.table("keys") { keymap = try KeyFile.keymap(reading: table) }
        if let table = try root.table("layout") {
            presets += try LayoutFile.presets(reading: table)
        }
        guard let name = try root.string("preset") else { return }
        guard let chosen = presets.first(where: { $0.name == name }) else {
            let known = presets.map(\.name).joined(separator: ", ")
            throw root.error("preset", "expected one of \(known), found \(name.debugDescription)")
        }
        preset = chosen
    }
}
