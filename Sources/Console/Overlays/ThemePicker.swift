// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// A theme that can be chosen.
package struct ThemeChoice: Sendable, Equatable {
    package var name: String
    /// Nil for one that cannot be loaded.
    package var theme: Theme?
    /// The ground it is made for, or why it cannot be loaded.
    package var note: String

    package init(name: String, theme: Theme?, note: String) {
        self.name = name
        self.theme = theme
        self.note = note
    }
}

/// The themes there are, one of them selected and shown at once.
package struct ThemePicker: Sendable {
    /// What the screen looked like before.
    let original: Theme
    /// Nil until they have been found.
    private(set) var choices: [ThemeChoice]?
    var selected = 0

    /// The themes that are listed at most.
    private static let capacity = 500

    init(original: Theme) {
        self.original = original
    }

    /// Takes the themes; the one in use is selected.
    mutating func fill(_ found: [ThemeChoice], glyphs: GlyphSet) {
        choices = found.prefix(Self.capacity).map { choice in
            var shown = choice
            shown.note = TerminalText.sanitized(choice.note, glyphs: glyphs, newlines: .marked)
            return shown
        }
        selected = choices?.firstIndex { $0.name == original.name } ?? 0
    }

    var selection: ThemeChoice? {
        guard let choices, choices.indices.contains(selected) else { return nil }
        return choices[selected]
    }

    /// What the screen looks like while this one is selected.
    var preview: Theme { selection?.theme ?? original }

    mutating func move(_ motion: ScrollMotion) {
        guard let choices, !choices.isEmpty else { return }
        switch motion {
        case .top: selected = 0
        case .bottom: selected = choices.count - 1
        default: selected += motion.rows(height: 10) ?? 0
        }
        selected = min(max(selected, 0), choices.count - 1)
    }
}
