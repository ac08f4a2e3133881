// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Console
import Foundation

/// `keys`: the key table, from which the help on the screen and docs/keys.md are made.
struct Keys: ExecutableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the keys of the console, with those of the configuration.",
        discussion: """
            The names of contexts and actions are those that [keys] in the configuration uses. With \
            --print the table is that of the program itself, as Markdown.
            """
    )

    @Flag(help: "Print the keys before any configuration as Markdown.")
    var print = false

    @OptionGroup var global: GlobalOptions

    func execute() async throws {
        if print { return StandardStream.output.write(KeymapDocument.markdown()) }
        let environment = ProcessInfo.processInfo.environment
        let paths = StandardPaths(environment: environment)
        let found = try global.source(environment: environment, paths: paths).load()
        for warning in found.warnings { StandardStream.error.say(warning + "\n") }
        StandardStream.output.write(KeymapDocument.text(found.look.keymap))
    }
}
