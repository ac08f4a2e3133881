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
    case copyMenu(CopyMenu)
    case prompt(LinePrompt)
    case problems(ProblemSheet)
    case palette(Palette)
    case command(CommandLine)
    case themePicker(ThemePicker)
    case frameEditor(FrameEditor)
    case faults(FaultMenu)
    case toolStrain(ToolStrainMenu)
    /// Asks before something that costs or breaks.
    case consent(Consent)

    var scope: KeyScope {
        switch self {
        case .help: .help
        case .confirmQuit: .confirm
        case .devicePicker: .devicePicker
        case .micDoctor: .micDoctor
        case .tool: .toolSheet
        case .toolAnswer: .toolAnswer
        case .settingEditor: .settingEditor
        case .copyMenu: .copyMenu
        case .prompt: .prompt
        case .problems: .problems
        case .palette: .palette
        case .command: .commandLine
        case .themePicker: .themePicker
        case .frameEditor: .frameEditor
        case .faults: .faults
        case .toolStrain: .toolStrain
        case .consent: .consent
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
        case .palette(var palette):
            palette.type(chord)
            self = .palette(palette)
        case .command(var line):
            line.type(chord)
            self = .command(line)
        case .frameEditor(var editor):
            editor.type(chord)
            self = .frameEditor(editor)
        case .confirmQuit, .devicePicker, .micDoctor, .tool, .themePicker, .prompt, .problems,
            .copyMenu, .faults, .toolStrain, .consent:
            break
        }
    }

    /// Takes sanitized text that was pasted, where there is a field for it.
    mutating func paste(_ text: String) {
        switch self {
        case .toolAnswer(var answer):
            answer.field.paste(text)
            self = .toolAnswer(answer)
        case .settingEditor(var editor):
            editor.paste(text)
            self = .settingEditor(editor)
        case .palette(var palette):
            palette.paste(text)
            self = .palette(palette)
        case .command(var line):
            line.paste(text)
            self = .command(line)
        case .frameEditor(var editor):
            editor.paste(text)
            self = .frameEditor(editor)
        case .help, .confirmQuit, .devicePicker, .micDoctor, .tool, .themePicker, .prompt,
            .problems, .copyMenu, .faults, .toolStrain, .consent:
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
        case .palette(var palette):
            palette.scroll(motion, keymap: keymap, size: size)
            self = .palette(palette)
        case .themePicker(var picker):
            picker.move(motion)
            self = .themePicker(picker)
        case .copyMenu(var menu):
            menu.move(motion)
            self = .copyMenu(menu)
        case .faults(var menu):
            menu.move(motion)
            self = .faults(menu)
        case .toolStrain(var menu):
            menu.move(motion)
            self = .toolStrain(menu)
        case .confirmQuit, .micDoctor, .tool, .toolAnswer, .command, .prompt, .problems,
            .frameEditor, .consent:
            break
        }
    }
}
