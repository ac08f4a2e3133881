// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import TerminalUI

/// What the API fixes at setup: staged by keys and by pane 9, applied by one.
extension ConsoleState {
    mutating func performSettings(_ command: Command) -> [ConsoleEffect] {
        switch command {
        case .toggleModality: return stageNext(.modality)
        case .toggleTranscripts: return stageNext(.transcripts)
        case .toggleTurnDetection: return stageNext(.turnDetection)
        case .editSetting:
            let setting = live.config.selected
            overlays.append(.settingEditor(SettingEditor(setting, in: live.config.form)))
            return []
        case .stageSetting:
            guard case .settingEditor(let editor)? = overlays.popLast() else { return [] }
            live.config.stage(editor.value, for: editor.setting)
            return staged(editor.setting)
        case .unstageSettings:
            live.config.unstage()
            show("what was staged is forgotten", .muted)
            return [.stage(live.config.staged)]
        case .applySettings:
            if session.isActive { return [.apply(live.config.staged)] }
            show(
                "the next session begins with what is staged; "
                    + "\(key(.connectOrDisconnect)) connects",
                .muted
            )
            return []
        default:
            return []
        }
    }

    /// Stages what a profile sets; what stands in no row of pane 9 stays as it is.
    mutating func stage(_ setup: Setup, ofProfile name: String) -> [ConsoleEffect] {
        live.config.stage(setup)
        let shown = TerminalText.sanitized(
            String(name.prefix(40)),
            glyphs: glyphs,
            newlines: .marked
        )
        if live.config.isStaged {
            let how =
                session.isActive
                ? "staged, \(key(.applySettings)) applies it" : "for the next session"
            show("profile \(shown): \(how)", .staged)
        } else {
            show("profile \(shown) changes nothing here", .muted)
        }
        return [.stage(live.config.staged)]
    }

    private mutating func stageNext(_ setting: ConfigSetting) -> [ConsoleEffect] {
        live.config.stageNext(setting)
        return staged(setting)
    }

    private mutating func staged(_ setting: ConfigSetting) -> [ConsoleEffect] {
        let value = setting.value(in: live.config.form)
        let shown = TerminalText.sanitized(
            String(value.prefix(40)),
            glyphs: glyphs,
            newlines: .marked
        )
        if live.config.isStaged(setting) {
            let how =
                session.isActive
                ? "staged, \(key(.applySettings)) applies it" : "for the next session"
            show("\(setting.rawValue) \(shown): \(how)", .staged)
        } else {
            show("\(setting.rawValue) \(shown), as it is", .muted)
        }
        return [.stage(live.config.staged)]
    }

    func reasonAgainstSetting(_ command: Command) -> String? {
        switch command {
        case .editSetting where frozen != nil, .unstageSettings where frozen != nil:
            "the panes are frozen"
        case .editSetting:
            live.config.selected.reasonAgainst(live.config.form, first: live.config.first)
        case .unstageSettings, .applySettings:
            live.config.isStaged ? nil : "nothing is staged"
        default:
            nil
        }
    }
}
