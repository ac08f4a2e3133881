// SPDX-License-Identifier: Apache-2.0

/// One line of the keymap.
package struct KeyBinding: Sendable {
    package var command: Command
    package var scope: KeyScope
    /// Chords as ``KeyChord`` reads them; the first is the one hints show.
    package var chords: [String]
    package var help: String
    /// A word or two for the hint line; nil keeps the key out of it.
    package var hint: String?
    /// Whether it may take a chord that an outer scope uses for something else.
    package var overrides: Bool

    package init(
        _ command: Command,
        in scope: KeyScope,
        _ chords: [String],
        _ help: String,
        hint: String? = nil,
        overrides: Bool = false
    ) {
        self.command = command
        self.scope = scope
        self.chords = chords
        self.help = help
        self.hint = hint
        self.overrides = overrides
    }
}
