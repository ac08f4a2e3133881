// SPDX-License-Identifier: Apache-2.0

import TOMLFile
import TerminalUI

/// An action being typed by its name, with what it takes.
package struct CommandLine: Sendable {
    /// Where it was asked for.
    let scope: KeyScope
    /// The line and those before it.
    private(set) var composer: Composer
    /// What is wrong with the line; goes away with the next key.
    var fault: String?
    /// The line before Tab completed it; nil while nothing is completed.
    private var stem: String?
    /// The candidate that stands in the line.
    private(set) var chosen: Int?

    init(scope: KeyScope, composer: Composer) {
        self.scope = scope
        self.composer = composer
        self.composer.clear()
    }

    mutating func type(_ chord: KeyChord) {
        guard composer.field.handle(chord) else { return }
        edited()
    }

    mutating func paste(_ text: String) {
        composer.field.paste(text)
        edited()
    }

    mutating func recall(_ step: Int) {
        composer.recall(step)
        edited()
    }

    /// Ends the line and keeps it among those before it.
    mutating func take() -> Composer {
        _ = composer.take()
        return composer
    }

    private mutating func edited() {
        fault = nil
        stem = nil
        chosen = nil
    }

    /// Puts the next (1) or the one before (-1) of what fits in the place of the word.
    mutating func complete(_ step: Int, in state: ConsoleState) {
        let typed = stem ?? composer.field.text
        let candidates = candidates(in: state)
        guard !candidates.isEmpty else { return }
        stem = typed
        let last = candidates.count - 1
        let next = chosen.map { $0 + step } ?? (step > 0 ? 0 : last)
        let index = next < 0 ? last : next > last ? 0 : next
        chosen = index
        fault = nil
        let candidate = candidates[index]
        let head = Self.head(of: typed)
        let takesMore =
            head.isEmpty && Self.action(candidate, state)?.command.argument != nil
        composer.field.replace(with: head + candidate + (takesMore ? " " : ""))
        // With nothing left to choose from, the next word is what is completed next.
        if candidates.count == 1 { edited() }
    }

    /// What could stand in the place of the word being typed.
    func candidates(in state: ConsoleState) -> [String] {
        let typed = stem ?? composer.field.text
        let head = Self.head(of: typed)
        let word = typed.dropFirst(head.count).lowercased()
        let words: [String]
        if head.isEmpty {
            words = state.keymap.actions(from: scope).filter { !$0.scope.isOverlay }.map(\.name)
        } else {
            let name = head.prefix { $0 != " " }
            let argument = Self.action(String(name), state)?.command.argument
            words = argument?.choices(state) ?? []
        }
        let starting = words.filter { $0.lowercased().hasPrefix(word) }
        let inside = words.filter { $0.lowercased().contains(word) && !starting.contains($0) }
        return starting.sorted() + inside.sorted()
    }

    /// The name and the blanks behind it; empty while the name is being typed.
    private static func head(of text: String) -> String {
        let name = text.prefix { $0 != " " }
        let blanks = text.dropFirst(name.count).prefix { $0 == " " }
        return blanks.isEmpty ? "" : String(name + blanks)
    }

    private static func action(_ name: String, _ state: ConsoleState) -> ConsoleAction? {
        state.keymap.actions(from: .always).first { $0.name == name && !$0.scope.isOverlay }
    }
}

// MARK: - Reading the line

extension CommandLine {
    /// Why a line is no command, in plain words.
    struct Fault: Error, Equatable {
        var text: String
    }

    /// The action that the line asks for; nil for an empty line.
    ///
    /// - Throws: `Fault`, saying what was expected.
    func action(in state: ConsoleState) throws(Fault) -> ConsoleAction? {
        let line = composer.message
        guard let name = line.split(separator: " ").first.map(String.init) else { return nil }
        let rest = line.dropFirst(name.count).drop { $0 == " " }
        var action = try Self.find(name, in: state.keymap.actions(from: scope))
        guard let argument = action.command.argument else {
            guard rest.isEmpty else { throw Fault(text: "\(action.name) takes nothing after it") }
            return action
        }
        let choices = argument.choices(state)
        guard !rest.isEmpty else {
            guard argument.isRequired else { return action }
            let words = choices.isEmpty ? "" : ": \(Self.list(choices))"
            throw Fault(text: "\(action.name) takes \(argument.placeholder)\(words)")
        }
        if !choices.isEmpty, !choices.contains(String(rest)) {
            let shown = rest.prefix(40)
            throw Fault(text: "\(action.name) takes one of \(Self.list(choices)); not \(shown)")
        }
        if let fault = argument.fault(String(rest)) {
            throw Fault(text: "\(action.name): \(fault)")
        }
        action.command = argument.command(String(rest))
        return action
    }

    /// The action of a name, or the shortest one that begins so.
    private static func find(
        _ name: String,
        in actions: [ConsoleAction]
    ) throws(Fault) -> ConsoleAction {
        let offered = actions.filter { !$0.scope.isOverlay }
        if let action = offered.first(where: { $0.name == name }) { return action }
        let starting = offered.filter { $0.name.hasPrefix(name) }
            .sorted { $0.name.count < $1.name.count }
        if let first = starting.first {
            // "q" is quit although there is quit-now; "to" could be too many things.
            if starting.allSatisfy({ $0.name.hasPrefix(first.name) }) { return first }
            throw Fault(text: "\(name) could be \(list(starting.map(\.name)))")
        }
        let shown = String(name.prefix(40))
        let near = NearestName.of(name, among: offered.map(\.name))
        let hint = near.map { "did you mean \($0)?" } ?? "Tab lists those there are"
        throw Fault(text: "no action is called \(shown); \(hint)")
    }

    private static func list(_ words: [String]) -> String {
        let most = 8
        guard words.count > most else { return words.joined(separator: ", ") }
        return words.prefix(most).joined(separator: ", ") + " and \(words.count - most) more"
    }
}
