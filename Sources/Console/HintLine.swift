// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The last row: a short message, or the keys that matter where the focus is.
struct HintLine: Widget {
    let state: ConsoleState
    let theme: Theme

    func render(in area: Rect, into buffer: inout CellBuffer) {
        var x = area.x + 1
        if let flash = state.flash {
            let room = max(area.right - x, 0)
            let text = TerminalText.truncated(flash.text, columns: room, glyphs: state.glyphs)
            buffer.put(text, x: x, y: area.y, style: theme.style(flash.role), maxWidth: room)
            return
        }
        if state.overlays.isEmpty, let banner = state.toolBanner(theme: theme) {
            banner.render(in: area, into: &buffer)
            return
        }
        for hint in fitting(area.right - x) {
            let isDisabled = state.reasonAgainst(hint.command) != nil
            let chord = hint.chord + " "
            x += buffer.put(
                chord,
                x: x,
                y: area.y,
                style: theme.style(isDisabled ? .keyHintDisabled : .keyHint)
            )
            x += buffer.put(
                hint.words,
                x: x,
                y: area.y,
                style: theme.style(isDisabled ? .keyHintDisabled : .muted)
            )
            x += 2
        }
    }

    /// The hints there is room for: those of no use now go first, then the outer ones, and the last
    /// two, help and quit, never.
    private func fitting(_ columns: Int) -> [Hint] {
        var hints = hints
        while hints.count > 2, hints.reduce(-2, { $0 + $1.width + 2 }) > columns {
            let useless = hints.dropLast(2).lastIndex { state.reasonAgainst($0.command) != nil }
            hints.remove(at: useless ?? hints.count - 3)
        }
        return hints
    }

    private struct Hint {
        var command: Command
        var chord: String
        var words: String

        var width: Int { TextWidth.columns(of: chord) + 1 + TextWidth.columns(of: words) }
    }

    private var hints: [Hint] {
        var seen: Set<Command> = []
        var hints = state.keymap.bindings(in: state.scope).compactMap { binding -> Hint? in
            guard let words = binding.hint, let chord = binding.chords.first,
                seen.insert(binding.command).inserted
            else { return nil }
            if binding.command == .connectOrDisconnect, state.session.isActive {
                return Hint(command: binding.command, chord: chord, words: "disconnect")
            }
            return Hint(command: binding.command, chord: chord, words: words)
        }
        // The palette's key is the first to give way.
        if let index = hints.firstIndex(where: { $0.command == .palette }) {
            hints.insert(hints.remove(at: index), at: max(hints.count - 2, 0))
        }
        return hints
    }
}
