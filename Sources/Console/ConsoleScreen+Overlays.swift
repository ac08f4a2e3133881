// SPDX-License-Identifier: Apache-2.0

import TerminalUI

extension ConsoleScreen {
    /// Draws what stands over the panes and returns where the cursor belongs; nil hides it.
    static func draw(
        _ overlay: Overlay,
        over layout: ConsoleLayout,
        _ state: ConsoleState,
        theme: Theme,
        glyphs: GlyphSet,
        into buffer: inout CellBuffer
    ) -> Point? {
        func words(_ keys: (Command, String)...) -> String {
            state.words(for: keys, in: overlay.scope)
        }
        switch overlay {
        case .help(let help):
            HelpBox(help: help, state: state, theme: theme).render(in: buffer.bounds, into: &buffer)
        case .confirmQuit(let route):
            ConfirmBox(
                question: "The session with \(route) is open and will be closed.",
                theme: theme,
                glyphs: glyphs,
                keymap: state.keymap
            )
            .render(in: buffer.bounds, into: &buffer)
        case .devicePicker(let picker):
            DevicePickerBox(
                picker: picker,
                theme: theme,
                glyphs: glyphs,
                footer: words((.useDevice, "uses it"), (.back, "closes"))
            )
            .render(in: buffer.bounds, into: &buffer)
        case .micDoctor(let doctor):
            MicDoctorBox(
                doctor: doctor,
                theme: theme,
                glyphs: glyphs,
                footer: doctor.isDone
                    ? words((.micDoctor, "listens again"), (.back, "closes"))
                    : words((.back, "closes"))
            )
            .render(in: buffer.bounds, into: &buffer)
        case .tool(let sheet):
            guard let call = state.live.tools[sheet.number] else { break }
            ToolSheetBox(
                sheet: sheet,
                call: call,
                now: state.now,
                theme: theme,
                glyphs: glyphs,
                keymap: state.keymap
            )
            .render(in: buffer.bounds, into: &buffer)
        case .copyMenu(let menu):
            CopyMenuBox(
                menu: menu,
                theme: theme,
                glyphs: glyphs,
                footer: words((.copyChoice, "copies"), (.back, "closes"))
            )
            .render(in: buffer.bounds, into: &buffer)
        case .toolAnswer(let answer):
            guard let call = state.live.tools[answer.number] else { break }
            let box = ToolAnswerBox(
                answer: answer,
                call: call,
                theme: theme,
                glyphs: glyphs,
                footer: words((.sendAnswer, "sends it to the model"), (.back, "closes"))
            )
            box.render(in: buffer.bounds, into: &buffer)
            return box.cursor(in: buffer.bounds)
        case .settingEditor(let editor):
            let box = SettingEditorBox(
                editor: editor,
                theme: theme,
                glyphs: glyphs,
                footer: words((.stageSetting, "stages it"), (.back, "leaves it"))
            )
            box.render(in: buffer.bounds, into: &buffer)
            return box.cursor(in: buffer.bounds)
        case .problems(let sheet):
            sheet.box(state.live.problems, state, theme).render(in: buffer.bounds, into: &buffer)
        case .frameEditor(let editor):
            let box = FrameEditorBox(
                editor: editor,
                theme: theme,
                glyphs: glyphs,
                footer: words(
                    (.injectFrame, "sends it as it stands"),
                    (.editOutside, "opens $EDITOR"),
                    (.back, "keeps it for later")
                ),
                sendKey: state.keymap.key(.injectFrame, in: .frameEditor)
            )
            box.render(in: buffer.bounds, into: &buffer)
            return box.cursor(in: buffer.bounds)
        case .faults(let menu):
            menu.box(theme, glyphs, words((.orderFault, "asks for it"), (.back, "closes"))).render(
                in: buffer.bounds,
                into: &buffer
            )
        case .toolStrain(let menu):
            menu.box(theme, glyphs, words((.acceptStrain, "does it"), (.back, "leaves it"))).render(
                in: buffer.bounds,
                into: &buffer
            )
        case .consent(let consent):
            ConfirmBox(
                question: consent.question,
                title: consent.title,
                theme: theme,
                glyphs: glyphs,
                keymap: state.keymap,
                scope: .consent,
                yes: .agree,
                no: .back
            )
            .render(in: buffer.bounds, into: &buffer)
        case .prompt(let prompt):
            let line = LinePromptLine(prompt: prompt, theme: theme)
            line.render(in: layout.input, into: &buffer)
            return line.cursor(in: layout.input)
        case .palette(let palette):
            let box = PaletteBox(palette: palette, state: state, theme: theme)
            box.render(in: buffer.bounds, into: &buffer)
            return box.cursor(in: buffer.bounds)
        case .command(let line):
            let box = CommandLineBox(line: line, state: state, theme: theme, row: layout.input)
            box.render(in: buffer.bounds, into: &buffer)
            return box.cursor
        case .themePicker(let picker):
            ThemePickerBox(
                picker: picker,
                theme: theme,
                glyphs: glyphs,
                footer: words((.keepTheme, "keeps it"), (.back, "as it was"))
            )
            .render(in: buffer.bounds, into: &buffer)
        }
        return nil
    }
}
