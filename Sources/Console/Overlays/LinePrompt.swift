// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// A question that is answered in the input line: what to look for, or what to list.
package struct LinePrompt: Sendable {
    enum Purpose: Sendable {
        case search
        case filter
    }

    /// Where the searched pane stood.
    struct Origin: Sendable {
        /// Nil while it followed what arrives.
        var entry: Int?
        var search: TextSearch?
    }

    let purpose: Purpose
    var field: TextField
    /// Why the text is no answer; nil until that was tried.
    var fault: FilterError?
    /// Where a search was begun.
    var origin = Origin()

    init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        field = TextField(text)
    }

    /// What stands before the text, four columns.
    var lead: String {
        switch purpose {
        case .search: " /  "
        case .filter: " f: "
        }
    }

    var placeholder: String {
        switch purpose {
        case .search: "words to look for"
        case .filter:
            "type:toolCall dir:s2c size:>4k text:~rain turn:7 is:sound !type:usageMetadata"
        }
    }
}

/// Draws a prompt in the input line.
struct LinePromptLine: Widget {
    let prompt: LinePrompt
    let theme: Theme

    func render(in area: Rect, into buffer: inout CellBuffer) {
        buffer.fill(area, style: theme.ground)
        let style = theme.style(.keyHint)
        buffer.put(prompt.lead, x: area.x, y: area.y, style: style, maxWidth: area.width)
        var field = prompt.field
        field.style = theme.ground
        field.placeholder = prompt.placeholder
        field.placeholderStyle = theme.style(.muted)
        let place = fieldArea(in: area)
        field.render(in: place, into: &buffer)
        markFault(in: place, &buffer)
    }

    /// Where the cursor stands; nil when there is no room for it.
    func cursor(in area: Rect) -> Point? {
        prompt.field.cursorPosition(in: fieldArea(in: area))
    }

    private func fieldArea(in area: Rect) -> Rect {
        let lead = prompt.lead.count
        return Rect(
            x: area.x + lead,
            y: area.y,
            width: max(area.width - lead, 0),
            height: area.height
        )
    }

    /// Sets the wrong word off, where the text is not scrolled.
    private func markFault(in area: Rect, _ buffer: inout CellBuffer) {
        let text = prompt.field.text
        guard let fault = prompt.fault, TextWidth.columns(of: text) < area.width else { return }
        let before = TextWidth.columns(of: String(text.prefix(fault.place.lowerBound)))
        let word = text.dropFirst(fault.place.lowerBound).prefix(fault.place.count)
        let width = max(TextWidth.columns(of: String(word)), 1)
        let place = Rect(x: area.x + before, y: area.y, width: width, height: 1)
        var style = theme.overlay(.error)
        style.modifiers.insert(.underline)
        buffer.setStyle(style, in: place)
    }
}
