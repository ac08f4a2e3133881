// SPDX-License-Identifier: Apache-2.0

import Console
import TerminalUI
import Testing

@Suite struct KeymapTests {
    private let keymap = DefaultKeymap.keymap

    @Test func noChordMeansTwoThingsInOnePlace() {
        #expect(keymap.conflicts.map(\.commands) == [])
    }

    @Test func conflictIsFoundAcrossParents() {
        let clash = Keymap([
            KeyBinding(.quit, in: .global, ["q"], ""),
            KeyBinding(.follow, in: .pane(.frames), ["q"], ""),
        ])
        #expect(clash.conflicts.map(\.scope) == [.pane(.frames)])
    }

    @Test func overridesFlagAllowsAConflict() {
        let keymap = Keymap([
            KeyBinding(.quit, in: .global, ["q"], ""),
            KeyBinding(.follow, in: .pane(.frames), ["q"], "", overrides: true),
        ])
        #expect(keymap.conflicts.map(\.commands) == [])
        #expect(keymap.command(for: KeyChord(.character("q")), in: .pane(.frames)) == .follow)
        #expect(keymap.command(for: KeyChord(.character("q")), in: .list) == .quit)
    }

    @Test func everyChordIsReadable() {
        for binding in keymap.bindings {
            for chord in binding.chords {
                #expect(KeyChord(parsing: chord) != nil, "\(chord)")
            }
        }
    }

    /// Terminals send these as Enter, Tab, Backspace and Esc, or use them for flow control.
    @Test(arguments: ["Ctrl-M", "Ctrl-J", "Ctrl-I", "Ctrl-H", "Ctrl-S", "Ctrl-Q"])
    func reservedChordsAreNotBound(reserved: String) throws {
        let chord = try #require(KeyChord(parsing: reserved))
        let bound = keymap.bindings.flatMap(\.chords).compactMap(KeyChord.init(parsing:))
        #expect(!bound.contains(chord))
    }

    @Test func everyBindingHasHelp() {
        #expect(keymap.bindings.allSatisfy { !$0.help.isEmpty })
    }

    @Test func namesOfCommandsAreUnique() {
        let commands = Set(keymap.bindings.map(\.command))
        #expect(Set(commands.map(\.name)).count == commands.count)
    }

    @Test func documentListsEveryBinding() {
        let document = KeymapDocument.markdown()
        for binding in keymap.bindings {
            let row = document.split(separator: "\n").first { line in
                line.contains("`\(binding.command.name)`") && line.contains(binding.help)
            }
            #expect(row != nil, "\(binding.command.name)")
        }
    }
}
