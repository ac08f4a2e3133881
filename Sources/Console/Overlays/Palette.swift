// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// All actions, those that match what is typed, one of them selected.
package struct Palette: Sendable {
    /// Where it was asked for.
    let scope: KeyScope
    private(set) var filter = TextField()
    var selected = 0

    init(scope: KeyScope) {
        self.scope = scope
    }

    mutating func type(_ chord: KeyChord) {
        if filter.handle(chord) { selected = 0 }
    }

    mutating func paste(_ text: String) {
        filter.paste(text)
        selected = 0
    }

    mutating func scroll(_ motion: ScrollMotion, keymap: Keymap, size: Size) {
        let count = actions(keymap).count
        let height = HelpOverlay.area(in: Rect(size)).inset(by: 1).height - 1
        guard let rows = motion.rows(height: height), count > 0 else { return }
        selected = min(max(selected + rows, 0), count - 1)
    }

    func selection(_ keymap: Keymap) -> ConsoleAction? {
        let actions = actions(keymap)
        return actions.indices.contains(selected) ? actions[selected] : nil
    }

    /// The actions that match, the best first; without a filter those of the place first.
    func actions(_ keymap: Keymap) -> [ConsoleAction] {
        let actions = keymap.actions(from: scope)
        let words = filter.text.lowercased().split(separator: " ").map(String.init)
        guard !words.isEmpty else { return actions }
        let scored = actions.compactMap { action -> (cost: Int, action: ConsoleAction)? in
            let costs = words.map { Self.cost(of: $0, in: action) }
            let found = costs.compactMap(\.self)
            return found.count == costs.count ? (found.reduce(0, +), action) : nil
        }
        // Equal ones stay in the order of the table.
        return scored.enumerated()
            .sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
            .map(\.element.action)
    }

    /// How far a typed word is from an action, 0 for the closest; nil when it does not match.
    private static func cost(of word: String, in action: ConsoleAction) -> Int? {
        let (name, help) = (action.name, action.help.lowercased())
        if name == word { return 0 }
        if name.hasPrefix(word) { return 1 }
        if name.contains("-\(word)") { return 2 }
        if action.chords.contains(where: { $0.lowercased() == word }) { return 3 }
        if name.contains(word) { return 4 }
        if help.hasPrefix(word) || help.contains(" \(word)") { return 6 }
        if help.contains(word) { return 8 }
        return gaps(of: word, in: name).map { 10 + $0 }
    }

    /// The characters skipped where the letters of `word` stand in order in `text`; nil otherwise.
    private static func gaps(of word: String, in text: String) -> Int? {
        var rest = text[...]
        var gaps = 0
        for (index, letter) in word.enumerated() {
            guard let place = rest.firstIndex(of: letter) else { return nil }
            if index > 0 { gaps += rest.distance(from: rest.startIndex, to: place) }
            rest = rest[rest.index(after: place)...]
        }
        return gaps
    }
}
