// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// Pane 9: what the session is set up with, beside it what is staged, below it what applying does.
struct ConfigPane: PaneWidget {
    let state: ConfigState
    let scene: Scene

    private static let labelWidth = 9

    var status: String { state.isStaged ? "* staged" : "" }

    var footer: String {
        let edit = "\(key(.editSetting)) edit"
        guard state.isStaged else { return edit }
        return edit + "   \(key(.applySettings)) apply"
            + "   \(key(.unstageSettings)) forget what is staged"
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let settings = ConfigSetting.allCases
        let skipped = Self.skipped(before: state.selected, height: area.height)
        for (row, setting) in settings.dropFirst(skipped).prefix(area.height).enumerated() {
            draw(setting, in: area.row(row), &buffer)
        }
        let words = Paragraph(Text(explanation.map { Line($0, scene.theme.style(.muted)) }))
        let used = settings.count - skipped + 1
        guard area.height > used else { return }
        for (row, line) in words.lines(width: area.width).prefix(area.height - used).enumerated() {
            buffer.put(line, x: area.x, y: area.y + used + row, maxWidth: area.width)
        }
    }

    /// The rows that are left out so that a setting is in view, however low the pane.
    static func skipped(before setting: ConfigSetting, height: Int) -> Int {
        let index = ConfigSetting.allCases.firstIndex(of: setting) ?? 0
        return max(index - height + 1, 0)
    }

    private func draw(_ setting: ConfigSetting, in row: Rect, _ buffer: inout CellBuffer) {
        let theme = scene.theme
        let isSelected = setting == state.selected
        if isSelected { buffer.setStyle(theme.overlay(.selection), in: row) }
        func style(_ role: ThemeRole) -> Style {
            isSelected ? theme.style(.foreground, .selection) : theme.style(role)
        }
        let pointer = isSelected ? String(scene.table.pointer) : " "
        let label = setting.rawValue.padded(to: Self.labelWidth)
        let active = text(setting.value(in: ConfigForm(state.active)))
        guard state.isStaged(setting) else {
            put(
                [(pointer + " " + label, style(.muted)), (active, style(.foreground))],
                row,
                &buffer
            )
            return
        }
        let room = max((row.width - Self.labelWidth - 6) / 2, 8)
        let was = TerminalText.truncated(active, columns: room, glyphs: scene.glyphs)
        put(
            [
                (pointer + " " + label, style(.muted)),
                (was.padded(to: min(room, 24)) + " ", style(.muted)),
                ("* " + text(setting.value(in: state.form)), style(.staged)),
            ],
            row,
            &buffer
        )
    }

    private func put(
        _ spans: [(text: String, style: Style)],
        _ row: Rect,
        _ buffer: inout CellBuffer
    ) {
        var x = row.x
        for span in spans {
            let room = max(row.right - x, 0)
            let cut = TerminalText.truncated(span.text, columns: room, glyphs: scene.glyphs)
            x += buffer.put(cut, x: x, y: row.y, style: span.style, maxWidth: room)
        }
    }

    private func text(_ value: String) -> String {
        TerminalText.sanitized(value, glyphs: scene.glyphs, newlines: .marked)
    }

    private var explanation: [String] {
        let (mic, speaker) = (key(.toggleMicrophone), key(.toggleSpeaker))
        let text = key(.typeMessage)
        var lines = ["\(mic) mic, \(speaker) speaker and \(text) text work at once, without this."]
        if state.isStaged { lines.insert("\(key(.applySettings)): \(outlook)", at: 0) }
        return lines
    }

    private func key(_ command: Command) -> String {
        scene.keymap.key(command, in: .pane(.config))
    }

    private var outlook: String {
        guard scene.session.isActive else { return "the next session begins with what is staged." }
        switch (state.resumption, state.hasConversation) {
        case (_, false): return "reconnects with what is staged; nothing has been said yet."
        case (.resumable, true):
            return "reconnects and resumes; where the server refuses that, a new session is told "
                + "the conversation."
        case (.busy, true):
            return "waits until the server can be resumed; pressed again it reconnects at once and "
                + "forgets the running turn."
        case (.noHandle, true):
            return "the server has given no handle, so a new session is told the conversation."
        }
    }
}

extension String {
    /// Blanks behind it up to a width; one blank at least.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - TextWidth.columns(of: self), 1))
    }
}
