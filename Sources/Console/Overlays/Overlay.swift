// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Something that stands over the panes and takes the keys.
package enum Overlay: Sendable {
    case help(HelpOverlay)
    /// Asks before a session on this route is given up.
    case confirmQuit(route: String)
    case devicePicker(DevicePicker)
    case micDoctor(MicDoctor)
    case tool(ToolSheet)
    case toolAnswer(ToolAnswer)
    case settingEditor(SettingEditor)
    case prompt(LinePrompt)
    case problems(ProblemSheet)

    var scope: KeyScope {
        switch self {
        case .help: .help
        case .confirmQuit: .confirm
        case .devicePicker: .devicePicker
        case .micDoctor: .micDoctor
        case .tool: .toolSheet
        case .toolAnswer: .toolAnswer
        case .settingEditor: .settingEditor
        case .prompt: .prompt
        case .problems: .problems
        }
    }

    /// Takes a key that is bound to nothing here.
    mutating func type(_ chord: KeyChord) {
        switch self {
        case .help(var help):
            help.type(chord)
            self = .help(help)
        case .toolAnswer(var answer):
            answer.fault = nil
            _ = answer.field.handle(chord)
            self = .toolAnswer(answer)
        case .settingEditor(var editor):
            editor.type(chord)
            self = .settingEditor(editor)
        case .confirmQuit, .devicePicker, .micDoctor, .tool, .prompt, .problems:
            break
        }
    }

    mutating func scroll(_ motion: ScrollMotion, keymap: Keymap, size: Size) {
        switch self {
        case .help(var help):
            help.scroll(motion, keymap: keymap, size: size)
            self = .help(help)
        case .devicePicker(var picker):
            picker.move(motion)
            self = .devicePicker(picker)
        case .settingEditor(var editor):
            editor.move(motion)
            self = .settingEditor(editor)
        case .confirmQuit, .micDoctor, .tool, .toolAnswer, .prompt, .problems:
            break
        }
    }
}
