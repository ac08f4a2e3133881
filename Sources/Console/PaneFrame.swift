// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// A pane within its border, or without one on small screens.
struct PaneFrame: Widget {
    let placement: ConsoleLayout.Placement
    let layout: ConsoleLayout
    let state: ConsoleState
    let scene: Scene

    init(
        placement: ConsoleLayout.Placement,
        layout: ConsoleLayout,
        state: ConsoleState,
        scene: Scene? = nil
    ) {
        self.placement = placement
        self.layout = layout
        self.state = state
        self.scene =
            scene
            ?? Scene(
                state,
                theme: state.theme,
                glyphs: state.glyphs,
                sizeClass: layout.sizeClass
            )
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let widget = state.shown[placement.pane].widget(scene)
        guard layout.hasBorders else {
            render(widget, in: area, &buffer)
            return
        }
        let status = status(of: widget, columns: area.width - 4)
        let block = Block(
            title: layout.hasTabs
                ? tabLine(status.text) : Line(name(placement.pane, widget.heading)),
            titleRight: status,
            footer: Line(widget.footer, theme.style(.muted)),
            borderStyle: theme.style(isFocused ? .borderFocus : .border),
            glyphs: scene.glyphs
        )
        block.render(in: area, into: &buffer)
        render(widget, in: block.inner(of: area), &buffer)
    }

    /// Draws the inside of the pane, with what is looked for set off.
    private func render(_ widget: any PaneWidget, in area: Rect, _ buffer: inout CellBuffer) {
        widget.render(in: area, into: &buffer)
        guard let search = state.search, search.pane == placement.pane else { return }
        SearchHighlight(query: search.query, style: theme.overlay(.match))
            .apply(in: widget.searchedArea(in: area), of: &buffer)
    }

    private var searchWords: String {
        guard let search = state.search, search.pane == placement.pane else { return "" }
        return search.words
    }

    private var theme: Theme { scene.theme }

    /// What the right end of the title says: what is looked for, and as much more as fits.
    private func status(of widget: any PaneWidget, columns: Int) -> Line {
        let name = name(placement.pane, widget.heading).reduce(0) {
            $0 + TextWidth.columns(of: $1.text)
        }
        let search = Span(searchWords, theme.style(.match))
        let gap = Span(searchWords.isEmpty ? "" : " ")
        let room = columns - (layout.hasTabs ? 24 : name)
        func line(_ words: String) -> Line {
            Line([search, gap, Span(words, theme.style(.muted))])
        }
        let fitting = [widget.status, widget.shortStatus].map(line).first { $0.width < room }
        if let fitting { return fitting }
        let left = room - 1 - TextWidth.columns(of: search.text + gap.text)
        guard left > 8, !searchWords.isEmpty || widget.shortStatus != widget.status else {
            return searchWords.isEmpty ? line(widget.status) : Line([search])
        }
        let words = widget.shortStatus
        return line(TerminalText.truncated(words, columns: left, glyphs: scene.glyphs))
    }

    /// While a message is typed the keys go to the input line, so no pane shows the focus.
    private var isFocused: Bool {
        placement.pane == state.pane && !state.isTyping
    }

    /// The titles of all panes, with as much of them as leaves room for the status.
    private func tabs(columns: Int) -> (names: [(pane: PaneID, spans: [Span])], divider: Span) {
        let wide = Span(" \(scene.table.divider) ", theme.style(.border))
        let narrow = Span(" ", theme.style(.border))
        let full = PaneID.allCases.map { pane in
            (pane, name(pane, state.shown[pane].widget(scene).heading))
        }
        let names = PaneID.allCases.map { ($0, name($0, "")) }
        let digits = PaneID.allCases.map { pane in
            let digit = [Span(pane.key, theme.style(.muted))]
            return (pane, pane == placement.pane ? name(pane, "") : digit)
        }
        let choices = [(full, wide), (names, wide), (names, narrow), (digits, narrow)]
        let fitting = choices.first { choice in
            let line = Line(Array(choice.0.map(\.1).joined(separator: [choice.1])))
            return TextWidth.columns(of: line.text) <= columns
        }
        return fitting ?? choices[3]
    }

    private func tabLine(_ status: String) -> Line {
        let (names, divider) = tabs(columns: columnsForTabs(status))
        return Line(Array(names.map(\.spans).joined(separator: [divider])))
    }

    private func columnsForTabs(_ status: String) -> Int {
        placement.area.width - 8 - TextWidth.columns(of: status)
    }

    /// The pane whose tab stands at a point; nil where none does.
    func pane(at point: Point) -> PaneID? {
        let widget = state.shown[placement.pane].widget(scene)
        let status = status(of: widget, columns: placement.area.width - 4)
        let (names, divider) = tabs(columns: columnsForTabs(status.text))
        // A corner and a blank stand before the title.
        var x = placement.area.x + 2
        for (pane, spans) in names {
            let width = TextWidth.columns(of: Line(spans).text)
            if (x..<x + width).contains(point.x) { return pane }
            x += width + TextWidth.columns(of: divider.text)
        }
        return nil
    }

    /// The name of a pane; the one shown among tabs stands in brackets, not in colour alone.
    private func name(_ pane: PaneID, _ heading: String) -> [Span] {
        let isShown = pane == placement.pane
        let text = "\(pane.key) \(pane.title)"
        return [
            Span(
                isShown && layout.hasTabs ? "[\(text)]" : text,
                theme.style(isShown ? .title : .muted)
            ),
            Span(heading.isEmpty ? "" : " \(heading)", theme.style(.muted)),
        ]
    }
}
