// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Console

/// `keys`: the key table, from which the help on the screen and docs/keys.md are made.
struct Keys: ExecutableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the keys of the console.")

    @Flag(help: "Print the table as Markdown; without it, too, for now the only form.")
    var print = false

    func execute() async throws {
        StandardStream.output.write(KeymapDocument.markdown())
    }
}
