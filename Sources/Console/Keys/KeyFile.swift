// SPDX-License-Identifier: Apache-2.0

package import TOMLFile
package import TerminalUI

/// The `[keys]` of a configuration file: other keys for the actions of the table.
///
/// `[keys]` holds actions that are bound in one context only, `[keys.CONTEXT]` those of a context.
/// A list of chords takes the place of the action's own, an empty one leaves it without a key.
/// Ctrl-C and Ctrl-Z keep their meaning whatever is listed.
package struct KeyFile {
    private var bindings: [KeyBinding]
    private var changes: [Change] = []

    /// A row of the file, and where an error about it belongs.
    private struct Change {
        var command: Command
        var scope: KeyScope
        var error: (String) -> TOMLError
    }

    private init(_ base: Keymap) {
        bindings = base.bindings
    }

    /// The keymap with the file's changes.
    ///
    /// - Throws: `TOMLError` naming file, line and expectation: an unknown action or context, a
    ///   chord that cannot be read or bound, or one that means two things in one place.
    package static func keymap(
        reading table: TOMLReader,
        over base: Keymap = DefaultKeymap.keymap
    ) throws(TOMLError) -> Keymap {
        var file = KeyFile(base)
        for key in table.table.keys {
            if table.node(key)?.value.tableValue != nil, let context = try table.table(key) {
                let scope = try file.scope(named: key, table)
                for action in context.table.keys { try file.change(action, in: scope, context) }
            } else {
                try file.change(key, in: nil, table)
            }
        }
        let keymap = Keymap(file.bindings)
        try file.checkConflicts(of: keymap)
        return keymap
    }

    /// The contexts by the names that the file gives them.
    private var scopes: [KeyScope] {
        let panes = PaneID.allCases.map { KeyScope.pane($0) }
        return (KeymapDocument.scopes(of: Keymap(bindings)) + panes)
            .reduce(into: []) { scopes, scope in
                if !scopes.contains(scope) { scopes.append(scope) }
            }
    }

    private func scope(named name: String, _ table: TOMLReader) throws(TOMLError) -> KeyScope {
        guard let scope = scopes.first(where: { $0.name == name }) else {
            let names = scopes.map(\.name).sorted()
            throw table.error(
                name,
                "no context is called so; expected one of \(names.joined(separator: ", "))"
            )
        }
        return scope
    }

    private mutating func change(
        _ name: String,
        in scope: KeyScope?,
        _ table: TOMLReader
    ) throws(TOMLError) {
        let rows = bindings.indices.filter { bindings[$0].command.name == name }
        guard let first = rows.first else {
            let known = Set(bindings.map(\.command.name)).sorted()
            let near = NearestName.of(name, among: known).map { "did you mean `\($0)`?" }
            throw table.error(
                name,
                "no action is called so; \(near ?? "`live-console keys` lists those there are")"
            )
        }
        let place: KeyScope
        if let scope { place = scope } else { place = try onlyScope(of: rows, name, table) }
        let wanted = try chords(name, in: place, table)
        let command = bindings[first].command
        changes.append(Change(command: command, scope: place) { table.error(name, $0) })
        if let row = rows.first(where: { bindings[$0].scope == place }) {
            let kept = bindings[row].chords.filter { ReservedChord.keeps($0) }
            bindings[row].chords = wanted.chords + kept
            bindings[row].overrides = bindings[row].overrides || wanted.overrides
            return
        }
        guard let model = rows.first(where: { Self.holds(bindings[$0].scope, within: place) })
        else {
            let names = rows.map { bindings[$0].scope.name }.joined(separator: ", ")
            throw table.error(name, "means nothing there; expected one of the contexts \(names)")
        }
        var binding = bindings[model]
        binding.scope = place
        binding.chords = wanted.chords
        binding.overrides = wanted.overrides
        bindings.insert(binding, at: model + 1)
    }

    /// Whether an action of one scope can be asked for in another.
    private static func holds(_ scope: KeyScope, within place: KeyScope) -> Bool {
        let isGlobal = scope == .global && (place == .textEntry || place == .always)
        return isGlobal || place.chain.contains(scope)
    }

    private func onlyScope(
        of rows: [Int],
        _ name: String,
        _ table: TOMLReader
    ) throws(TOMLError) -> KeyScope {
        let all = rows.map { bindings[$0].scope }
        let panes = all.filter { !$0.isOverlay }
        let scopes = panes.isEmpty ? all : panes
        guard let only = scopes.first, scopes.allSatisfy({ $0 == only }) else {
            let tables = scopes.map { "[keys.\($0.name)]" }.joined(separator: " or ")
            throw table.error(name, "has keys in several contexts; expected it under \(tables)")
        }
        return only
    }

    // MARK: - Chords

    private func chords(
        _ name: String,
        in scope: KeyScope,
        _ table: TOMLReader
    ) throws(TOMLError) -> (chords: [String], overrides: Bool) {
        guard let node = table.node(name) else { return ([], false) }
        var texts: [String]
        var overrides = false
        if let text = node.value.stringValue {
            texts = [text]
        } else if node.value.tableValue != nil, let row = try table.table(name) {
            texts = try row.required("keys", row.stringArray)
            overrides = try row.bool("overrides") ?? false
        } else {
            texts = try table.stringArray(name) ?? []
        }
        var chords: [String] = []
        for text in texts {
            let chord = try Self.chord(text, in: scope) { table.error(name, $0) }
            if !chords.contains(chord) { chords.append(chord) }
        }
        return (chords, overrides)
    }

    private static func chord(
        _ text: String,
        in scope: KeyScope,
        _ error: (String) -> TOMLError
    ) throws(TOMLError) -> String {
        let shown = text.prefix(40).debugDescription
        guard let chord = KeyChord(parsing: text) else {
            throw error(
                #"expected a chord such as "x", "Ctrl-P", "Alt-m", "S-Tab" or "F5", found \#(shown)"#
            )
        }
        if let reason = ReservedChord.reason(against: chord) {
            throw error("\(chord) cannot be bound: \(reason)")
        }
        if scope.takesText, case .character = chord.key, !chord.control, !chord.alt {
            throw error("\(chord) is typed there; expected a chord with Ctrl or Alt, or F1 to F12")
        }
        return chord.description
    }

    private func checkConflicts(of keymap: Keymap) throws(TOMLError) {
        let conflicts = keymap.conflicts
        guard !conflicts.isEmpty else { return }
        for change in changes {
            let found = conflicts.first { conflict in
                conflict.bindings.contains {
                    $0.command == change.command && $0.scope == change.scope
                }
            }
            guard let found else { continue }
            let other = found.bindings.first {
                $0.command != change.command || $0.scope != change.scope
            }
            let meaning = other.map { "`\($0.command.name)` in the context \($0.scope.name)" }
            throw change.error(
                "\(found.chord) already means \(meaning ?? "this"); expected a free chord, or "
                    + "overrides = true where an inner context takes it from an outer one"
            )
        }
    }
}

/// Chords that no file can bind.
package enum ReservedChord {
    /// Why a chord cannot be bound; nil when it can.
    package static func reason(against chord: KeyChord) -> String? {
        guard chord.control, !chord.alt, case .character(let letter) = chord.key else { return nil }
        return switch letter {
        case "m", "j": "terminals send it for Enter"
        case "i": "terminals send it for Tab"
        case "h": "terminals send it for Backspace"
        case "[": "terminals send it for Esc"
        case "s", "q": "terminals may stop and start their output with it"
        case "c": "it always clears or quits"
        case "z": "it always suspends"
        default: nil
        }
    }

    /// Whether an action keeps this chord of the table whatever a file says.
    static func keeps(_ chord: String) -> Bool {
        chord == "Ctrl-C" || chord == "Ctrl-Z"
    }
}
