// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// A pane within its border, or without one on small screens.
struct PaneFrame: Widget {
    let placement: ConsoleLayout.Placement
    let layout: ConsoleLayout
    let state: ConsoleState
    let scene: Scene

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let widget = state.shown[placement.pane].widget(scene)
        guard layout.hasBorders else {
            widget.render(in: area, into: &buffer)
            return
        }
        let block = Block(
            title: layout.hasTabs
                ? tabs(columns: area.width - 8 - TextWidth.columns(of: widget.status))
                : Line(name(placement.pane, widget.heading)),
            titleRight: Line(widget.status, theme.style(.muted)),
            footer: Line(widget.footer, theme.style(.muted)),
            borderStyle: theme.style(isFocused ? .borderFocus : .border),
            glyphs: scene.glyphs
        )
        block.render(in: area, into: &buffer)
        widget.render(in: block.inner(of: area), into: &buffer)
    }

    private var theme: Theme { scene.theme }

    /// While a message is typed the keys go to the input line, so no pane shows the focus.
    private var isFocused: Bool {
        placement.pane == state.pane && !state.isTyping
    }

    /// The titles of all panes, with as much of them as leaves room for the status.
    private func tabs(columns: Int) -> Line {
        let wide = Span(" \(scene.table.divider) ", theme.style(.border))
        let narrow = Span(" ", theme.style(.border))
        let full = PaneID.allCases.map { pane in
            name(pane, state.shown[pane].widget(scene).heading)
        }
        let names = PaneID.allCases.map { name($0, "") }
        let digits = PaneID.allCases.map { pane in
            pane == placement.pane
                ? name(pane, "") : [Span("\(pane.rawValue)", theme.style(.muted))]
        }
        let lines = [(full, wide), (names, wide), (names, narrow), (digits, narrow)].map {
            Line(Array($0.joined(separator: [$1])))
        }
        return lines.first { TextWidth.columns(of: $0.text) <= columns } ?? lines[3]
    }

    /// The name of a pane; the one shown among tabs stands in brackets, not in colour alone.
    private func name(_ pane: PaneID, _ heading: String) -> [Span] {
        let isShown = pane == placement.pane
        let text = "\(pane.rawValue) \(pane.title)"
        return [
            Span(
                isShown && layout.hasTabs ? "[\(text)]" : text,
                theme.style(isShown ? .title : .muted)
            ),
            Span(heading.isEmpty ? "" : " \(heading)", theme.style(.muted)),
        ]
    }
}
