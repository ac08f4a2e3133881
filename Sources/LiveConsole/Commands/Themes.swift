// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Console
import Foundation
import TOMLFile
import TerminalNcurses
import TerminalUI

/// `themes`: which there are, how they look, whether eyes can read them.
struct Themes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List, preview and check the themes of the console.",
        subcommands: [List.self, Preview.self, Lint.self, Items.self],
        defaultSubcommand: List.self
    )

    /// Where themes are looked for.
    struct Place: ParsableArguments {
        @Option(help: "Look for themes in this folder first.")
        var themesDir: String?

        var loader: ThemeLoader {
            let paths = StandardPaths(environment: ProcessInfo.processInfo.environment)
            return ThemeLoader(directories: [themesDir].compactMap(\.self) + paths.themeSearch)
        }

        /// - Throws: `CommandFailure` with code 2 naming file, line and expectation.
        func load(_ name: String) throws(CommandFailure) -> ThemeLoader.Loaded {
            // A file beside the reader is what `nord.toml` means, not a theme of that name.
            let isFile = name.hasSuffix(".toml") && !name.contains("/")
            return try ThemeSource(name: isFile ? "./\(name)" : name, loader: loader).load()
        }
    }

    struct List: ExecutableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the themes, what ground each is made for, and where it comes from."
        )

        @OptionGroup var place: Place

        func execute() async throws {
            let loader = place.loader
            let names = loader.names()
            let width = names.map(\.count).max() ?? 0
            for name in names {
                let column = name + String(repeating: " ", count: width - name.count + 2)
                do {
                    let variant = try loader.load(name).variant.rawValue
                    let gap = String(repeating: " ", count: max(15 - variant.count, 1))
                    let source = loader.path(of: name) ?? "built in"
                    Themes.write("\(column)\(variant)\(gap)\(source)")
                } catch {
                    Themes.write("\(column)\(error)")
                }
            }
            Themes.write("\nUse one with --theme NAME or `theme = \"NAME\"` in the configuration.")
        }
    }

    struct Preview: ExecutableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show every role of a theme in its colours."
        )

        @Argument(help: "A theme's name, or the path of its file.")
        var name = ThemeFile.defaultParent

        @Option(help: "Colours. `auto` uses them on a terminal, and honours NO_COLOR.")
        var color = ColorFlag.auto

        @OptionGroup var place: Place

        func execute() async throws {
            let loaded = try place.load(name)
            let theme = loaded.theme.resolved(for: color.depthOfOutput)
            StandardStream.output.write(ThemePreview(theme).drawn(width: 80).ansiText())
            for warning in loaded.warnings { StandardStream.error.say("\(warning)\n") }
        }
    }

    struct Lint: ExecutableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check themes for what eyes cannot read; exit 1 when there is any.",
            discussion: """
                Text needs a contrast of 4.5 to its ground, graphics one of 3 (WCAG 2.2, 1.4.3 and \
                1.4.11); conditions must differ in brightness too. A ground left to the terminal \
                counts as #1e1e1e, or as white in a light theme. Warnings about keys count.
                """
        )

        @Argument(help: "Themes' names, or paths of their files (default: all).")
        var names: [String] = []

        @OptionGroup var place: Place

        func execute() async throws {
            let names = names.isEmpty ? place.loader.names() : names
            var count = 0
            for name in names {
                let loaded = try place.load(name)
                let findings = ThemeLint(loaded.theme, variant: loaded.variant).findings
                for warning in loaded.warnings { Themes.write("\(warning)") }
                for finding in findings { Themes.write("\(name): \(finding)") }
                count += findings.count + loaded.warnings.count
            }
            guard count == 0 else {
                throw CommandFailure(.runFailed, "\(count) findings in \(names.count) themes.")
            }
            Themes.write("\(names.count) themes, nothing to mend.")
        }
    }

    struct Items: ExecutableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the default theme's file, which lists every role and colour."
        )

        func execute() async throws {
            StandardStream.output.write(ThemeLoader.defaultSource)
        }
    }

    /// Writes a line; names and paths are not ours.
    private static func write(_ line: String) {
        let lines = line.split(separator: "\n", omittingEmptySubsequences: false)
        let safe = lines.map { TerminalText.sanitized(String($0)) }
        StandardStream.output.write(safe.joined(separator: "\n") + "\n")
    }
}

extension ColorFlag {
    /// The colours that standard output gets, without asking the terminal's database.
    fileprivate var depthOfOutput: ColorDepth {
        let environment = TerminalEnvironment.ofProcess()
        let colors =
            switch (environment.variables["COLORTERM"], environment.terminalType) {
            case ("truecolor", _), ("24bit", _): 1 << 24
            case (_, nil), (_, "dumb"): 0
            case (_, let type?): type.contains("256color") ? 256 : 16
            }
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let preference = self == .auto && !isTerminal ? .never : preference
        return environment.colorDepth(terminalColors: colors, preference: preference)
    }
}
