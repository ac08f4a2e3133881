// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Draws the palette.
struct PaletteBox: Widget {
    let palette: Palette
    let state: ConsoleState
    let theme: Theme

    private static let prompt = "> "
    private static let chordWidth = 10
    private static let nameWidth = 23

    /// Where the rows are: below the line that is typed in.
    func rows(in screen: Rect) -> OverlayRows {
        rows(of: palette.actions(state.keymap).count, in: screen)
    }

    private func rows(of count: Int, in screen: Rect) -> OverlayRows {
        let box = Self.box(in: screen)
        let inner = box.inset(horizontal: 2, vertical: 1)
        let list = Rect(
            x: inner.x,
            y: inner.y + 1,
            width: inner.width,
            height: max(inner.height - 1, 0)
        )
        return OverlayRows(box: box, area: list, showing: palette.selected, count: count)
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let actions = palette.actions(state.keymap)
        let keys = state.words(for: [(.runAction, "does it"), (.back, "closes")], in: .palette)
        let inner = OverlayBox(
            title: "Actions",
            titleRight: "type to find",
            footer: keys,
            theme: theme,
            glyphs: state.glyphs
        )
        .draw(in: Self.box(in: area), into: &buffer)
        guard !inner.isEmpty else { return }
        buffer.put(
            Self.prompt,
            x: inner.x,
            y: inner.y,
            style: theme.style(.keyHint),
            maxWidth: inner.width
        )
        var filter = palette.filter
        filter.style = theme.ground
        filter.render(in: Self.field(in: inner), into: &buffer)
        if actions.isEmpty { put("no action matches", .muted, in: inner.row(1), &buffer) }
        let list = rows(of: actions.count, in: area)
        for index in list.shown {
            let isSelected = index == palette.selected
            draw(actions[index], isSelected: isSelected, in: list.place(of: index), &buffer)
        }
    }

    /// Where the cursor stands.
    func cursor(in area: Rect) -> Point? {
        let inner = Self.box(in: area).inset(horizontal: 2, vertical: 1)
        return palette.filter.cursorPosition(in: Self.field(in: inner))
    }

    private static func box(in area: Rect) -> Rect {
        let help = HelpOverlay.area(in: area)
        let width = min(area.width, 110)
        return Rect(x: (area.width - width) / 2, y: help.y, width: width, height: help.height)
    }

    private static func field(in inner: Rect) -> Rect {
        let lead = prompt.count
        return Rect(
            x: inner.x + lead,
            y: inner.y,
            width: inner.width - lead,
            height: min(inner.height, 1)
        )
    }

    private func draw(
        _ action: ConsoleAction,
        isSelected: Bool,
        in row: Rect,
        _ buffer: inout CellBuffer
    ) {
        if isSelected { buffer.setStyle(theme.overlay(.selection), in: row) }
        let reason = state.reasonAgainst(action)
        let overlaid: [ThemeRole] = isSelected ? [.selection] : []
        let pointer = isSelected ? String(state.glyphs.table.pointer) : " "
        let cells: [(text: String, width: Int, role: ThemeRole)] = [
            (pointer, 2, .foreground),
            (
                action.chords.first ?? "", Self.chordWidth,
                reason == nil ? .keyHint : .keyHintDisabled
            ),
            (action.name, Self.nameWidth, reason == nil ? .foreground : .muted),
            (reason.map { "\($0): \(action.help)" } ?? action.help, row.width, .muted),
        ]
        var x = row.x
        for cell in cells {
            let room = max(min(cell.width - 1, row.right - x), 0)
            let cut = TerminalText.truncated(cell.text, columns: room, glyphs: state.glyphs)
            let style = theme.style([cell.role] + overlaid)
            buffer.put(cut, x: x, y: row.y, style: style, maxWidth: room)
            x += cell.width
        }
    }

    private func put(
        _ text: String,
        _ role: ThemeRole,
        in area: Rect,
        _ buffer: inout CellBuffer
    ) {
        guard !area.isEmpty else { return }
        buffer.put(text, x: area.x, y: area.y, style: theme.style(role), maxWidth: area.width)
    }
}
