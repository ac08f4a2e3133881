// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TOMLFile

/// Finds theme files, follows what they inherit and builds the theme.
package struct ThemeLoader: Sendable {
    /// A theme and what was odd in the files it came from.
    package struct Loaded: Sendable {
        package var theme: Theme
        package var warnings: [TOMLWarning]
    }

    /// Where theme files are looked for, first hit wins; the built-in theme comes last.
    package var directories: [String]

    package init(directories: [String]) {
        self.directories = directories
    }

    /// Loads a theme by name, or by path when `name` has a slash; blocks on the disk.
    ///
    /// - Throws: `TOMLError` naming file and line: not found, a wrong value, or a cycle.
    package func load(_ name: String) throws(TOMLError) -> Loaded {
        var chain: [(requested: String, file: ThemeFile)] = []
        var next: String? = name
        while let wanted = next {
            let file = try file(wanted, inheritedBy: chain.last?.file.name)
            if chain.contains(where: { $0.requested == wanted }) {
                let names = (chain.map(\.requested) + [wanted]).joined(separator: " → ")
                throw TOMLError(
                    file: name,
                    line: 0,
                    message: "themes inherit in a circle: \(names)"
                )
            }
            chain.append((wanted, file))
            next = file.parent
        }
        let empty = Theme(name: name, palette: Theme.Palette())
        let theme = chain.reversed().reduce(empty) { theme, link in
            theme.inherited(
                by: link.file.name,
                palette: link.file.palette,
                ansi16: link.file.ansi16,
                mono: link.file.mono
            )
        }
        return Loaded(theme: theme, warnings: chain.flatMap(\.file.warnings))
    }

    /// The theme that is always there: the bundled `default-dark`.
    package static var builtIn: Theme {
        let loaded = try? ThemeLoader(directories: []).load(ThemeFile.defaultParent)
        return loaded?.theme ?? Theme(name: "plain", palette: Theme.Palette())
    }

    private func file(_ name: String, inheritedBy child: String?) throws(TOMLError) -> ThemeFile {
        let paths = name.contains("/") ? [name] : directories.map { "\($0)/\(name).toml" }
        if let path = paths.first(where: { access($0, R_OK) == 0 }) {
            return try ThemeFile(TOMLDocument(path: path), fallbackName: Self.stem(of: path))
        }
        if name == ThemeFile.defaultParent {
            let source = String(decoding: PackageResources.default_dark_toml, as: UTF8.self)
            return try ThemeFile(
                TOMLDocument(source: source, name: "built-in default-dark.toml"),
                fallbackName: name
            )
        }
        let searched =
            paths.isEmpty
            ? "no theme directory is set" : "looked for \(paths.joined(separator: ", "))"
        let context = child.map { ", which theme \($0) inherits" } ?? ""
        throw TOMLError(file: name, line: 0, message: "theme not found\(context); \(searched)")
    }

    private static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".toml") ? String(name.dropLast(5)) : name
    }
}
