// SPDX-License-Identifier: Apache-2.0

package import TOMLFile
import TerminalUI

/// One theme file as written: what it inherits and what it says about roles.
package struct ThemeFile: Sendable {
    package var name: String
    /// The theme this one builds on; nil for none.
    package var parent: String?
    package var palette = Theme.Palette()
    /// What replaces the palette where there are sixteen colours or fewer.
    package var ansi16 = Theme.Palette()
    /// What replaces the palette where there is no colour.
    package var mono = Theme.Palette()
    package var warnings: [TOMLWarning] = []

    /// The theme that files inherit when they do not say otherwise.
    package static let defaultParent = "default-dark"

    /// Reads a theme; unknown keys become warnings, wrong values are errors that name the line.
    package init(_ document: TOMLDocument, fallbackName: String) throws(TOMLError) {
        let root = TOMLReader(document)
        let meta = try root.table("meta")
        name = try meta?.string("name") ?? fallbackName
        _ = try meta?.choice("variant", as: Variant.self)
        let inherits = try meta?.string("inherits") ?? Self.defaultParent
        parent = inherits.isEmpty ? nil : inherits

        for (section, keys) in Self.sections {
            guard let table = try root.table(section) else { continue }
            for key in keys {
                try Self.read(key, as: "\(section).\(key)", from: table, into: &palette)
            }
        }
        for (section, path) in [("ansi16", \ThemeFile.ansi16), ("mono", \ThemeFile.mono)] {
            guard let table = try root.table(section) else { continue }
            for key in Self.paths {
                try Self.read(key, as: key, from: table, into: &self[keyPath: path])
            }
        }
        warnings = root.finish()
    }

    private enum Variant: String, CaseIterable {
        case dark
        case light
        case mono
        case highContrast = "high-contrast"
    }

    private static let paths =
        ThemeRole.allCases.map(\.rawValue) + ThemeRamp.allCases.map(\.rawValue)

    private static let sections = Dictionary(
        grouping: paths.compactMap { path -> (section: String, key: String)? in
            let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        },
        by: \.section
    )
    .mapValues { $0.map(\.key) }

    private static func read(
        _ key: String,
        as path: String,
        from table: TOMLReader,
        into palette: inout Theme.Palette
    ) throws(TOMLError) {
        guard let node = table.node(key) else { return }
        let values = ThemeValues(table: table)
        if let ramp = ThemeRamp(rawValue: path) {
            palette.ramps[ramp] = try values.ramp(node, key)
        } else if let role = ThemeRole(rawValue: path) {
            palette.styles[role] = try values.style(node, key, isGround: role == .background)
        }
    }
}
