// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The keymap as a document.
package enum KeymapDocument {
    /// docs/keys.md: a table for every scope.
    package static func markdown(_ keymap: Keymap = DefaultKeymap.keymap) -> String {
        var text = """
            # Keys

            Made from the keymap in the source; the `?` overlay shows the same lines. Every action can
            also be looked for and carried out in the palette (`Ctrl-P`), or by its name on the command
            line (`:`). Actions "by name" have no key of their own.

            """
        for scope in scopes(of: keymap) {
            text += "\n## \(scope.title)\n\n| Key | Action | Does |\n| --- | --- | --- |\n"
            for binding in keymap.bindings where binding.scope == scope {
                let keys = binding.chords.map { "`\($0)`" }.joined(separator: " ")
                let chords = keys.isEmpty ? "by name" : keys
                text += "| \(chords) | `\(binding.command.name)` | \(binding.help) |\n"
            }
        }
        return text
    }

    /// The keys of a keymap as plain text: chords, names and help, context by context; what is
    /// not as the program has it carries a star and says what it was.
    package static func text(
        _ keymap: Keymap,
        changedFrom base: Keymap = DefaultKeymap.keymap
    )
        -> String
    {
        let chordWidth = keymap.bindings.map { columns($0.chords) }.max() ?? 0
        let nameWidth = keymap.bindings.map(\.command.name.count).max() ?? 0
        return scopes(of: keymap).map { scope in
            let rows = keymap.bindings.filter { $0.scope == scope }.map { binding in
                let was = base.bindings.first {
                    $0.scope == scope && $0.command == binding.command
                }
                let isSame = was?.chords == binding.chords
                let before = was.map {
                    $0.chords.isEmpty ? "by name" : $0.chords.joined(separator: " ")
                }
                let keys =
                    binding.chords.isEmpty ? "by name" : binding.chords.joined(separator: " ")
                return (isSame ? "  " : "* ")
                    + keys.padding(to: max(chordWidth, 7)) + "  "
                    + binding.command.name.padding(to: nameWidth) + "  " + binding.help
                    + (isSame ? "" : " (was \(before ?? "not bound here"))")
            }
            return "[keys.\(scope.name)]  \(scope.title)\n" + rows.joined(separator: "\n") + "\n"
        }
        .joined(separator: "\n")
    }

    private static func columns(_ chords: [String]) -> Int {
        TextWidth.columns(of: chords.joined(separator: " "))
    }

    /// The scopes in the order in which the table first names them.
    static func scopes(of keymap: Keymap) -> [KeyScope] {
        keymap.bindings.reduce(into: []) { scopes, binding in
            if !scopes.contains(binding.scope) { scopes.append(binding.scope) }
        }
    }
}

extension String {
    /// The text with blanks behind it up to a width.
    fileprivate func padding(to columns: Int) -> String {
        self + String(repeating: " ", count: max(columns - TextWidth.columns(of: self), 0))
    }
}
