// SPDX-License-Identifier: Apache-2.0

import TerminalUI

// MARK: - The palette, the command line and the themes

extension ConsoleState {
    /// Why an action cannot be carried out now; nil when it can.
    package func reasonAgainst(_ action: ConsoleAction) -> String? {
        guard !action.scope.isOverlay else {
            return "only " + action.scope.title.prefix(1).lowercased()
                + action.scope.title.dropFirst()
        }
        return going(to: action.scope).reasonAgainst(action.command)
    }

    mutating func performDiscovery(_ command: Command) -> [ConsoleEffect] {
        switch command {
        case .palette:
            overlays.append(.palette(Palette(scope: scope)))
        case .commandLine:
            overlays.append(.command(CommandLine(scope: scope, composer: commandHistory)))
            return [.listThemes]
        case .runAction:
            guard case .palette(let palette)? = overlays.last,
                let action = palette.selection(keymap)
            else { return [] }
            return perform(action)
        case .runCommand:
            return runCommand()
        case .complete, .completeBackward:
            guard case .command(var line)? = overlays.last else { return [] }
            line.complete(command == .complete ? 1 : -1, in: self)
            overlays[overlays.count - 1] = .command(line)
        case .theme(nil):
            overlays.append(.themePicker(ThemePicker(original: theme)))
            return [.listThemes]
        case .theme(let name?):
            return [.loadTheme(name)]
        case .keepTheme:
            return keepTheme()
        case .profile(let name?):
            return [.loadProfile(name)]
        case .profile(nil):
            var line = CommandLine(scope: scope, composer: commandHistory)
            line.paste(command.name + " ")
            overlays.append(.command(line))
            return [.listThemes]
        case .preset(let name):
            if let preset = presets.first(where: { $0.name == name }) { choose(preset) }
        default:
            break
        }
        return []
    }

    /// Carries out an action where it holds; says why when it cannot.
    private mutating func perform(_ action: ConsoleAction) -> [ConsoleEffect] {
        if let argument = action.command.argument, argument.isRequired {
            // The name alone means nothing yet: what it takes is asked for.
            overlays.removeLast()
            var line = CommandLine(scope: scope, composer: commandHistory)
            line.paste(action.name + " ")
            overlays.append(.command(line))
            return [.listThemes]
        }
        if let reason = reasonAgainst(action) {
            show("\(action.name): \(reason)", .warn)
            return []
        }
        overlays.removeLast()
        self = going(to: action.scope)
        return perform(action.command, wasQuitArmed: false)
    }

    private mutating func runCommand() -> [ConsoleEffect] {
        guard case .command(var line)? = overlays.last else { return [] }
        do throws(CommandLine.Fault) {
            guard let action = try line.action(in: self) else {
                overlays.removeLast()
                return []
            }
            if let reason = reasonAgainst(action) {
                throw CommandLine.Fault(text: "\(action.name): \(reason)")
            }
            commandHistory = line.take()
            overlays.removeLast()
            self = going(to: action.scope)
            return perform(action.command, wasQuitArmed: false)
        } catch {
            line.fault = TerminalText.sanitized(error.text, glyphs: glyphs, newlines: .marked)
            overlays[overlays.count - 1] = .command(line)
            return []
        }
    }

    /// The console with the focus where a scope's keys hold.
    private func going(to scope: KeyScope) -> ConsoleState {
        var there = self
        switch scope {
        case .pane(let pane), .replayedPane(let pane):
            if there.pane != pane, there.zoom == .full { there.zoom = .normal }
            there.pane = pane
            there.isTyping = false
        case .textEntry:
            there.isTyping = true
        default:
            break
        }
        return there
    }

    private mutating func keepTheme() -> [ConsoleEffect] {
        guard case .themePicker(let picker)? = overlays.last, let choice = picker.selection else {
            return []
        }
        guard let theme = choice.theme else {
            show("this theme cannot be loaded: \(choice.note)", .error)
            return []
        }
        overlays.removeLast()
        chosenTheme = theme
        let name = TerminalText.sanitized(choice.name, glyphs: glyphs, newlines: .marked)
        show("theme = \"\(name)\" in the configuration keeps it", .muted)
        return [.keepTheme(choice.name)]
    }

    /// Takes the themes there are, for the picker and for the command line.
    mutating func take(_ choices: [ThemeChoice]) {
        themes = choices
        guard case .themePicker(var picker)? = overlays.last else { return }
        picker.fill(choices, glyphs: glyphs)
        overlays[overlays.count - 1] = .themePicker(picker)
    }

    /// How to ask for a command from the panes, for messages.
    func key(_ command: Command) -> String { keymap.key(command, in: .pane(pane)) }

    /// Chords and what they do, for the border of an overlay.
    func words(for commands: [(Command, String)], in scope: KeyScope) -> String {
        commands.compactMap { command, words in
            keymap.chord(of: command, in: scope).map { "\($0) \(words)" }
        }
        .joined(separator: ", ")
    }
}
