// SPDX-License-Identifier: Apache-2.0

import Glibc
package import TOMLFile
import TerminalUI

/// Finds theme files, follows what they inherit and builds the theme.
package struct ThemeLoader: Sendable {
    /// A theme and what was odd in the files it came from.
    package struct Loaded: Sendable {
        package var theme: Theme
        /// The ground it is made for.
        package var variant: ThemeFile.Variant
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
        return try Self.joined(name, chain.reversed().map(\.file))
    }

    /// The theme that a line of files makes, the eldest first.
    private static func joined(_ name: String, _ files: [ThemeFile]) throws(TOMLError) -> Loaded {
        // The names first: a theme may change the colours of roles that only its parent words.
        let colors = files.reduce(into: [:]) { $0.merge($1.colors) { _, new in new } }
        var theme = Theme(name: name, palette: Theme.Palette())
        var warnings: [TOMLWarning] = []
        for file in files {
            let looks = try file.looks(naming: colors)
            theme = theme.inherited(by: file.name, looks)
            warnings += looks.warnings
        }
        let variant = files.last { $0.variant != nil }?.variant ?? .dark
        return Loaded(theme: theme, variant: variant, warnings: warnings)
    }

    /// The names of all themes there are, in order, each once.
    ///
    /// Blocks on the disk; folders that cannot be read count as empty.
    package func names() -> [String] {
        let found = directories.flatMap(Self.files).filter { $0.hasSuffix(".toml") }
        return Set(found.map { String($0.dropLast(5)) }).union(BuiltInThemes.sources.keys).sorted()
    }

    private static func files(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
            )
        }
        return names
    }

    /// Where a theme comes from: a path, or nil for one that is built in.
    package func path(of name: String) -> String? {
        paths(of: name).first { access($0, R_OK) == 0 }
    }

    private func paths(of name: String) -> [String] {
        name.contains("/") ? [name] : directories.map { "\($0)/\(name).toml" }
    }

    /// The file of the theme that lists every role.
    package static var defaultSource: String {
        String(decoding: BuiltInThemes.sources[ThemeFile.defaultParent] ?? [], as: UTF8.self)
    }

    /// The theme that is always there: the bundled `default-dark`.
    package static var builtIn: Theme {
        let loaded = try? ThemeLoader(directories: []).load(ThemeFile.defaultParent)
        return loaded?.theme ?? Theme(name: "plain", palette: Theme.Palette())
    }

    private func file(_ name: String, inheritedBy child: String?) throws(TOMLError) -> ThemeFile {
        if let path = path(of: name) {
            return try ThemeFile(TOMLDocument(path: path), fallbackName: Self.stem(of: path))
        }
        if let bytes = BuiltInThemes.sources[name] {
            let source = String(decoding: bytes, as: UTF8.self)
            return try ThemeFile(
                TOMLDocument(source: source, name: "built-in \(name).toml"),
                fallbackName: name
            )
        }
        let paths = paths(of: name)
        let searched =
            paths.isEmpty
            ? "no theme directory is set" : "looked for \(paths.joined(separator: ", "))"
        let context = child.map { ", which theme \($0) inherits" } ?? ""
        let known =
            "the built-in ones are \(BuiltInThemes.sources.keys.sorted().joined(separator: ", "))"
        throw TOMLError(
            file: name,
            line: 0,
            message: "theme not found\(context); \(searched); \(known)"
        )
    }

    private static func stem(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".toml") ? String(name.dropLast(5)) : name
    }
}
