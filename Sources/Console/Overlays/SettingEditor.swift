// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Edits one setting: a line of text, a list to choose from, or both.
package struct SettingEditor: Sendable {
    let setting: ConfigSetting
    /// Nil where only the choices are of use.
    private(set) var field: TextField?
    private let all: [String]
    private let original: (text: String, shown: String)?
    /// Index into ``choices``; nil while the text is what counts.
    private(set) var selected: Int?

    init(_ setting: ConfigSetting, in form: ConfigForm) {
        self.setting = setting
        let text = setting.text(in: form)
        let field = text.map { TextField($0) }
        self.field = field
        original = text.flatMap { text in field.map { (text, $0.text) } }
        all = setting.choices(form)
        selected = field == nil ? all.firstIndex(of: setting.value(in: form)) ?? 0 : nil
    }

    /// The choices that begin with what is typed; all of them where nothing fits.
    var choices: [String] {
        guard let typed = field?.text.lowercased(), !typed.isEmpty else { return all }
        let fitting = all.filter { $0.lowercased().hasPrefix(typed) }
        return fitting.isEmpty ? all : fitting
    }

    /// What Enter takes over.
    var value: String {
        if let selected, choices.indices.contains(selected) { return choices[selected] }
        let typed = field?.text ?? ""
        // One line shows no line breaks; who changes nothing keeps them.
        return original.map { $0.shown == typed ? $0.text : typed } ?? typed
    }

    mutating func type(_ chord: KeyChord) {
        guard field?.handle(chord) == true else { return }
        selected = nil
    }

    mutating func paste(_ text: String) {
        field?.paste(text)
    }

    mutating func move(_ motion: ScrollMotion) {
        guard !choices.isEmpty, let rows = motion.rows(height: 8) else { return }
        let target = selected.map { $0 + rows } ?? (rows > 0 ? 0 : -1)
        // Above the first choice stands the text.
        selected = target < 0 && field != nil ? nil : min(max(target, 0), choices.count - 1)
    }
}
