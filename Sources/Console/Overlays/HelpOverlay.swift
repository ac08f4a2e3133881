// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The keys that are valid where help was asked for, then all others; typing filters them.
package struct HelpOverlay: Sendable {
    /// Where help was asked for.
    let scope: KeyScope
    private(set) var filter = TextField()
    private(set) var offset = 0

    init(scope: KeyScope) {
        self.scope = scope
    }

    /// One row of the list.
    enum Row: Equatable {
        case heading(String)
        case key(chords: String, help: String, command: Command, isValidHere: Bool)
    }

    mutating func type(_ chord: KeyChord) {
        if filter.handle(chord) { offset = 0 }
    }

    mutating func scroll(_ motion: ScrollMotion, keymap: Keymap, size: Size) {
        let height = Self.area(in: Rect(size)).inset(by: 1).height - 1
        guard let rows = motion.rows(height: height) else { return }
        offset = max(min(offset + rows, self.rows(keymap).count - height), 0)
    }

    /// The rows that match the filter: those valid where help was asked for come first.
    func rows(_ keymap: Keymap) -> [Row] {
        let here = scope.chain
        let places = KeymapDocument.scopes(of: keymap).filter { !$0.isOverlay }
        let valid = places.filter(here.contains)
        // In a replay its own keys are those that one looks for.
        let sorted =
            valid.filter { $0 == .replay } + valid.filter { $0 != .replay }
            + places.filter { !here.contains($0) }
        return sorted.flatMap { place -> [Row] in
            let keys = keymap.bindings.filter { $0.scope == place && matches($0) }.map { binding in
                Row.key(
                    chords: binding.chords.isEmpty
                        ? ":\(binding.command.name)" : binding.chords.joined(separator: " "),
                    help: binding.help,
                    command: binding.command,
                    isValidHere: here.contains(place)
                )
            }
            return keys.isEmpty ? [] : [.heading(place.title)] + keys
        }
    }

    private func matches(_ binding: KeyBinding) -> Bool {
        let wanted = filter.text.lowercased()
        guard !wanted.isEmpty else { return true }
        let text = ([binding.help, binding.command.name] + binding.chords).joined(separator: " ")
        return text.lowercased().contains(wanted)
    }

    /// The box within the screen: the panes' rows, and no wider than is readable.
    static func area(in screen: Rect) -> Rect {
        let width = screen.width < 100 ? screen.width : 76
        let height = screen.height > 12 ? screen.height - 3 : screen.height
        return Rect(
            x: (screen.width - width) / 2,
            y: screen.height > 12 ? 1 : 0,
            width: width,
            height: height
        )
    }
}
