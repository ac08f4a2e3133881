// SPDX-License-Identifier: Apache-2.0

package import TOMLFile
import TerminalUI

/// One theme file as written: what it inherits, its colours' names, what it says about roles.
package struct ThemeFile: Sendable {
    package var name: String
    /// The ground it is made for; nil where the file does not say.
    package var variant: Variant?
    /// The theme this one builds on; nil for none.
    package var parent: String?
    /// Its own colours by name; those it inherits are not among them.
    var colors: [String: Color] = [:]
    private let document: TOMLDocument

    /// The theme that files inherit when they do not say otherwise.
    package static let defaultParent = "default-dark"

    /// The ground a theme is made for.
    package enum Variant: String, Sendable, CaseIterable {
        case dark
        case light
        case mono
        case highContrast = "high-contrast"
    }

    /// What a file says about roles.
    struct Looks {
        var palette = Theme.Palette()
        /// What replaces the palette where there are sixteen colours or fewer.
        var ansi16 = Theme.Palette()
        /// What replaces the palette where there is no colour.
        var mono = Theme.Palette()
        var warnings: [TOMLWarning] = []
    }

    /// Reads all of a theme but its roles; wrong values are errors that name the line.
    package init(_ document: TOMLDocument, fallbackName: String) throws(TOMLError) {
        self.document = document
        name = fallbackName
        try readHead(TOMLReader(document))
    }

    private mutating func readHead(_ root: TOMLReader) throws(TOMLError) {
        let meta = try root.table("meta")
        name = try meta?.string("name") ?? name
        variant = try meta?.choice("variant", as: Variant.self)
        let inherits = try meta?.string("inherits") ?? Self.defaultParent
        parent = inherits.isEmpty ? nil : inherits
        guard let table = try root.table("colors") else { return }
        let values = ThemeValues(table: table)
        for key in table.table.keys { colors[key] = try values.literal(key) }
    }

    /// Reads the roles; unknown keys become warnings.
    ///
    /// - Parameter colors: Every name the roles may use, inherited ones among them.
    /// - Returns: The roles and what was odd in the whole file.
    /// - Throws: `TOMLError` for a wrong value, naming its line.
    func looks(naming colors: [String: Color]) throws(TOMLError) -> Looks {
        let root = TOMLReader(document)
        // Asked for again, so that what it knows does not count as unknown.
        var head = self
        try head.readHead(root)

        var looks = Looks()
        for (section, keys) in Self.sections {
            guard let table = try root.table(section) else { continue }
            let values = ThemeValues(table: table, colors: colors)
            for key in keys {
                try Self.read(key, as: "\(section).\(key)", values, into: &looks.palette)
            }
        }
        for (section, path) in [("ansi16", \Looks.ansi16), ("mono", \Looks.mono)] {
            guard let table = try root.table(section) else { continue }
            let values = ThemeValues(table: table, colors: colors)
            for key in Self.paths {
                try Self.read(key, as: key, values, into: &looks[keyPath: path])
            }
        }
        looks.warnings = root.finish()
        return looks
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
        _ values: ThemeValues,
        into palette: inout Theme.Palette
    ) throws(TOMLError) {
        guard let node = values.table.node(key) else { return }
        if let ramp = ThemeRamp(rawValue: path) {
            palette.ramps[ramp] = try values.ramp(node, key)
        } else if let role = ThemeRole(rawValue: path) {
            palette.styles[role] = try values.style(node, key, isGround: role == .background)
        }
    }
}
