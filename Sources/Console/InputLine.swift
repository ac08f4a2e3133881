// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The row in which messages are typed.
struct InputLine: Widget {
    let state: ConsoleState
    let theme: Theme

    private static let prompt = " > "

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let style = theme.style(state.isTyping ? .keyHint : .muted)
        buffer.put(Self.prompt, x: area.x, y: area.y, style: style, maxWidth: area.width)
        var field = state.composer.field
        field.style = theme.style(state.isTyping ? .foreground : .muted)
        field.placeholderStyle = theme.style(.muted)
        field.placeholder = placeholder
        field.render(in: fieldArea(in: area), into: &buffer)
    }

    private var placeholder: String {
        func key(_ command: ReplayCommand) -> String {
            state.keymap.key(.replay(command), in: .replay)
        }
        if state.replay != nil {
            return "a recorded session: \(key(.pause)) pauses, "
                + "\(key(.previousTurn)) and \(key(.nextTurn)) go by turn"
        }
        return state.isTyping ? "type a message" : "\(state.key(.typeMessage)) types a message"
    }

    /// Where the cursor stands; nil when there is no room for it.
    func cursor(in area: Rect) -> Point? {
        state.composer.field.cursorPosition(in: fieldArea(in: area))
    }

    private func fieldArea(in area: Rect) -> Rect {
        let lead = Self.prompt.count
        return Rect(x: area.x + lead, y: area.y, width: area.width - lead, height: area.height)
    }
}
