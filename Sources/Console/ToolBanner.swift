// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// One line about the call that waits for the person, in place of the hints: it takes no keys, so
/// that nobody's typing is cut short.
struct ToolBanner: Widget {
    let call: ToolEntry
    /// How many calls wait.
    let count: Int
    /// The key that leads to the decision.
    let chord: String
    let now: Duration
    let theme: Theme
    let glyphs: GlyphSet

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let dot = " \(glyphs.table.dot) "
        let verb = call.awaits == .answer ? "answers it" : "decides"
        let others = count > 1 ? "\(dot)\(count) wait" : ""
        let left = call.timeLeft(at: now).map { "\(dot)refused in \($0)" } ?? ""
        let tail = "  \(chord) \(verb)\(left)\(others)"
        let words =
            call.awaits == .answer
            ? "? \(call.name) wants your answer: \(call.summary)"
            : "? run \(call.name)? \(call.event.means.line) \(call.summary)"
        let safe = TerminalText.sanitized(words, glyphs: glyphs, newlines: .marked)
        // The key matters more than the end of the words.
        let room = max(area.width - 2, 0)
        let lead = max(room - TextWidth.columns(of: tail), 0)
        let cut = TerminalText.truncated(safe, columns: lead, glyphs: glyphs)
        let used = buffer.put(
            cut,
            x: area.x + 1,
            y: area.y,
            style: theme.style(.held),
            maxWidth: lead
        )
        buffer.put(
            TerminalText.truncated(tail, columns: room - used, glyphs: glyphs),
            x: area.x + 1 + used,
            y: area.y,
            style: theme.style(.keyHint),
            maxWidth: room - used
        )
    }
}
