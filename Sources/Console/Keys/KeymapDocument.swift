// SPDX-License-Identifier: Apache-2.0

/// The keymap as a document.
package enum KeymapDocument {
    /// docs/keys.md: a table for every scope.
    package static func markdown(_ keymap: Keymap = DefaultKeymap.keymap) -> String {
        var text = """
            # Keys

            Made from the keymap in the source; the `?` overlay shows the same lines.

            """
        for scope in scopes(of: keymap) {
            text += "\n## \(scope.title)\n\n| Key | Action | Does |\n| --- | --- | --- |\n"
            for binding in keymap.bindings where binding.scope == scope {
                let chords = binding.chords.map { "`\($0)`" }.joined(separator: " ")
                text += "| \(chords) | `\(binding.command.name)` | \(binding.help) |\n"
            }
        }
        return text
    }

    /// The scopes in the order in which the table first names them.
    static func scopes(of keymap: Keymap) -> [KeyScope] {
        keymap.bindings.reduce(into: []) { scopes, binding in
            if !scopes.contains(binding.scope) { scopes.append(binding.scope) }
        }
    }
}
