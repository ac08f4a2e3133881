// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// One thing the console can do, as the palette and the command line offer it.
package struct ConsoleAction: Sendable, Equatable {
    package var command: Command
    /// Where it holds.
    package var scope: KeyScope
    /// The chords that ask for it where it holds; none for what has no key.
    package var chords: [String]
    package var help: String

    /// What the command line calls it.
    package var name: String { command.name }
}

extension Keymap {
    /// Every action of the table once: those that hold in `scope` first, innermost before outer.
    package func actions(from scope: KeyScope) -> [ConsoleAction] {
        let chain = scope.chain
        let grouped = Dictionary(grouping: bindings, by: \.command)
        var seen: Set<Command> = []
        let actions = bindings.compactMap { binding -> ConsoleAction? in
            guard seen.insert(binding.command).inserted, let uses = grouped[binding.command] else {
                return nil
            }
            let nearest = chain.lazy.compactMap { place in uses.first { $0.scope == place } }.first
            let use = nearest ?? uses.first { !$0.scope.isOverlay } ?? binding
            let place = nearest == nil ? use.scope : scope
            return ConsoleAction(
                command: use.command,
                scope: use.scope,
                chords: chords(of: use.command, in: place),
                help: use.help
            )
        }
        let here = chain.flatMap { place in actions.filter { $0.scope == place } }
        return here + actions.filter { !chain.contains($0.scope) }
    }
}
