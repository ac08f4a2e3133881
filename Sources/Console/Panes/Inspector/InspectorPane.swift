// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// Pane 0: all that is known of one frame.
struct InspectorPane: PaneWidget {
    let state: InspectorState
    let scene: Scene

    /// Lower panes go without the row of tabs.
    private static let leastWithTabs = 3

    /// The rows below the tabs in a pane of some height.
    static func rows(in height: Int) -> Int {
        max(height - (height >= leastWithTabs ? 1 : 0), 1)
    }

    var heading: String { state.frame.map { "#\($0.entry.number)" } ?? "" }

    var status: String { scene.followWords(state.isFollowingFrames) }

    var footer: String {
        guard let entry = state.frame?.entry else { return "" }
        let size = "\(TimeText.grouped(entry.size)) B"
        return state.frame?.isMarked == true ? "* marked  \(size)" : size
    }

    func render(in area: Rect, into buffer: inout CellBuffer) {
        var body = area
        if area.height >= Self.leastWithTabs {
            drawTabs(in: area.row(0), into: &buffer)
            body = Rect(x: area.x, y: area.y + 1, width: area.width, height: area.height - 1)
        }
        guard !body.isEmpty else { return }
        let content = state.content(in: body.size)
        let (offset, selected) = state.place(of: content, height: body.height)
        for index in 0..<min(body.height, max(content.count - offset, 0)) {
            let row = body.row(index)
            let line = content.line(offset + index, scene.theme)
            buffer.put(
                line.truncated(to: row.width, glyphs: scene.glyphs),
                x: row.x,
                y: row.y,
                maxWidth: row.width
            )
            if offset + index == selected {
                buffer.setStyle(scene.theme.overlay(.cursorLine), in: row)
                buffer.put(
                    String(scene.table.pointer),
                    x: row.x,
                    y: row.y,
                    style: scene.theme.style(.title, .cursorLine),
                    maxWidth: row.width
                )
            }
        }
    }

    /// The selected tab stands in brackets, not in colour alone.
    private func drawTabs(in row: Rect, into buffer: inout CellBuffer) {
        let titles = InspectorTab.allCases.map { tab in
            Line(tab == state.tab ? "[\(tab.title)]" : tab.title)
        }
        let theme = scene.theme
        let tabs = Tabs(
            titles,
            selected: state.tab.rawValue,
            style: theme.style(.muted),
            selectedStyle: theme.style(.title),
            glyphs: scene.glyphs
        )
        if tabs.width <= row.width {
            tabs.render(in: row, into: &buffer)
            return
        }
        // Where not all fit, blanks are divider enough.
        var x = row.x
        let first = state.tab.rawValue > 2 ? state.tab.rawValue - 2 : 0
        for (index, title) in titles.enumerated().dropFirst(first) where x < row.right {
            let style = theme.style(index == state.tab.rawValue ? .title : .muted)
            x += buffer.put(title.text, x: x, y: row.y, style: style, maxWidth: row.right - x) + 1
        }
    }
}
