// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// Finds the command of a key where it was pressed.
package struct Keymap: Sendable {
    /// A chord that means two things in one place.
    package struct Conflict: Sendable {
        package var chord: String
        package var scope: KeyScope
        package var bindings: [KeyBinding]

        package var commands: [String] { bindings.map(\.command.name) }
    }

    /// In the order of the table.
    package let bindings: [KeyBinding]
    private let commands: [KeyScope: [KeyChord: Command]]
    /// The table by place, since every frame asks for the keys it names.
    private let places: [KeyScope: Place]

    private struct Place: Sendable {
        var bindings: [KeyBinding] = []
        /// As read, and as the table writes them.
        var chords: [Command: [(chord: KeyChord, text: String)]] = [:]
    }

    /// Makes a keymap; of two bindings for one chord in one scope the first holds.
    package init(_ bindings: [KeyBinding]) {
        self.bindings = bindings
        var commands: [KeyScope: [KeyChord: Command]] = [:]
        var places: [KeyScope: Place] = [:]
        for binding in bindings {
            places[binding.scope, default: Place()].bindings.append(binding)
            for text in binding.chords {
                guard let chord = KeyChord(parsing: text) else { continue }
                places[binding.scope]?.chords[binding.command, default: []].append((chord, text))
                let known = commands[binding.scope]?[chord]
                commands[binding.scope, default: [:]][chord] = known ?? binding.command
            }
        }
        self.commands = commands
        self.places = places
    }

    /// What a chord means in a scope or, failing that, in the scopes around it.
    package func command(for chord: KeyChord, in scope: KeyScope) -> Command? {
        scope.chain.lazy.compactMap { commands[$0]?[chord] }.first
    }

    /// The bindings that hold in a scope, innermost first; those an inner scope hides are left out.
    package func bindings(in scope: KeyScope) -> [KeyBinding] {
        scope.chain.compactMap { places[$0] }.flatMap { place in
            place.bindings.filter { binding in
                (place.chords[binding.command] ?? []).contains {
                    command(for: $0.chord, in: scope) == binding.command
                }
            }
        }
    }

    /// The chords that mean a command in a scope, those of inner scopes first.
    package func chords(of command: Command, in scope: KeyScope) -> [String] {
        scope.chain.flatMap { places[$0]?.chords[command] ?? [] }
            .filter { self.command(for: $0.chord, in: scope) == command }
            .map(\.text)
    }

    /// How to ask for a command in a scope, for messages: its first chord, or its name.
    package func key(_ command: Command, in scope: KeyScope) -> String {
        chord(of: command, in: scope) ?? ":\(command.name)"
    }

    /// The first chord of a command in a scope, for messages.
    package func chord(of command: Command, in scope: KeyScope) -> String? {
        chords(of: command, in: scope).first
    }

    /// Chords that mean two things within a scope plus its parents without saying so.
    package var conflicts: [Conflict] {
        KeymapDocument.scopes(of: self).flatMap { scope in
            let visible = scope.chain.flatMap { place in bindings.filter { $0.scope == place } }
            let byChord = Dictionary(
                grouping: visible.flatMap { binding in binding.chords.map { ($0, binding) } },
                by: { KeyChord(parsing: $0.0) }
            )
            return byChord.values.compactMap { uses -> Conflict? in
                let plain = uses.filter { !$0.1.overrides }
                let overriding = uses.filter { $0.1.overrides }
                let isDuplicate =
                    plain.count > 1 || Set(overriding.map(\.1.scope)).count < overriding.count
                guard isDuplicate, let chord = uses.first?.0 else { return nil }
                return Conflict(chord: chord, scope: scope, bindings: uses.map(\.1))
            }
        }
    }
}
