// SPDX-License-Identifier: Apache-2.0

/// Where a key has its meaning.
package enum KeyScope: Sendable, Hashable {
    /// Everywhere but in overlays.
    case always
    /// Everywhere outside the input line.
    case global
    /// In every pane.
    case list
    case pane(PaneID)
    /// While a recorded session is replayed, over the pane's own keys.
    case replay
    /// In a pane of a replay; no key is bound here, ``chain`` leads to those that are.
    case replayedPane(PaneID)
    /// In the input line.
    case textEntry
    case help
    case confirm
    case devicePicker
    case micDoctor
    case toolSheet
    case toolAnswer
    case settingEditor
    case copyMenu
    /// Where what to look for, or to list, is typed.
    case prompt
    case problems
    case palette
    case commandLine
    case themePicker
    case frameEditor
    case faults
    case toolStrain
    case consent

    /// The scope whose keys also hold here.
    package var parent: KeyScope? {
        switch self {
        case .always, .help, .confirm, .devicePicker, .micDoctor, .toolSheet, .toolAnswer,
            .settingEditor, .prompt, .problems, .palette, .commandLine, .themePicker, .copyMenu,
            .frameEditor, .faults, .toolStrain, .consent:
            nil
        case .global, .textEntry: .always
        case .list, .replay: .global
        case .pane: .list
        case .replayedPane(let pane): .pane(pane)
        }
    }

    /// Whether it stands over the panes, so that its keys are of no use elsewhere.
    var isOverlay: Bool {
        switch self {
        case .help, .confirm, .devicePicker, .micDoctor, .toolSheet, .toolAnswer, .settingEditor,
            .prompt, .problems, .palette, .commandLine, .themePicker, .copyMenu, .frameEditor,
            .faults, .toolStrain, .consent:
            true
        case .always, .global, .list, .pane, .replay, .replayedPane, .textEntry: false
        }
    }

    /// This scope and those around it, innermost first.
    package var chain: [KeyScope] {
        let own: KeyScope = if case .replayedPane = self { .replay } else { self }
        return [own] + (parent?.chain ?? [])
    }

    /// The heading in the help overlay and in docs/keys.md.
    package var title: String {
        switch self {
        case .always: "Everywhere"
        case .global: "Outside the input line"
        case .list: "In a pane"
        case .pane(let pane), .replayedPane(let pane): "In \(pane.title)"
        case .replay: "In a replay"
        case .textEntry: "In the input line"
        case .help: "In this help"
        case .confirm: "In a question"
        case .devicePicker: "In the device picker"
        case .micDoctor: "In the mic doctor"
        case .toolSheet: "In a tool call"
        case .toolAnswer: "In the answer to a tool call"
        case .settingEditor: "In a setting"
        case .copyMenu: "In the copy menu"
        case .prompt: "In a search or a filter"
        case .problems: "In the list of problems"
        case .palette: "In the palette"
        case .commandLine: "In the command line"
        case .themePicker: "In the theme picker"
        case .frameEditor: "In a frame"
        case .faults: "In the faults"
        case .toolStrain: "In the answers of functions"
        case .consent: "In a question asked once"
        }
    }

    /// The name in configuration files.
    package var name: String {
        switch self {
        case .always: return "always"
        case .global: return "global"
        case .list: return "list"
        case .toolAnswer: return "tool-answer"
        case .prompt: return "prompt"
        case .problems: return "problems"
        default:
            let words = title.lowercased().split(separator: " ")
            return words.drop { ["in", "the", "a", "this"].contains($0) }.joined(separator: "-")
        }
    }

    /// Whether a character without a modifier is text here.
    var takesText: Bool {
        switch self {
        case .always, .textEntry, .help, .toolAnswer, .settingEditor, .palette, .commandLine,
            .prompt, .frameEditor:
            true
        default: false
        }
    }
}
