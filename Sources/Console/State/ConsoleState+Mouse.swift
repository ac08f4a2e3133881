// SPDX-License-Identifier: Apache-2.0

import TerminalUI

// MARK: - The mouse

extension ConsoleState {
    /// Rows that the wheel moves at a time.
    private static let wheelRows = 3

    mutating func toggleMouse() -> [ConsoleEffect] {
        isMouseCaptured.toggle()
        drag = nil
        let how = "mouse on: a click focuses, the wheel scrolls; Shift-drag selects text"
        show(isMouseCaptured ? how : "mouse off: the terminal selects text", .muted)
        return [.captureMouse(isMouseCaptured)]
    }

    mutating func take(_ event: MouseEvent) {
        switch event.action {
        case .press(.left): click(at: event.position)
        case .drag(.left): drag(to: event.position)
        case .release: drag = nil
        case .wheelUp: wheel(.up, at: event.position)
        case .wheelDown: wheel(.down, at: event.position)
        case .press, .drag: break
        }
    }

    private mutating func click(at point: Point) {
        if let overlay = overlays.last { return click(on: overlay, at: point) }
        let layout = layout
        if layout.input.contains(point), replay == nil {
            isTyping = true
            return
        }
        guard let placement = layout.placements.first(where: { $0.area.contains(point) }) else {
            return
        }
        isTyping = false
        pane = placement.pane
        if layout.hasTabs, point.y == placement.area.y,
            let tab = PaneFrame(placement: placement, layout: layout, state: self).pane(at: point)
        {
            pane = tab
            return
        }
        guard let content = layout.content(of: pane), content.contains(point) else { return }
        shown[pane].select(row: point.y - content.y, viewport: content.size)
        if pane == .lanes {
            shown.lanes.selection = nil
            drag = time(at: point, in: content)
        }
    }

    /// Selects the row of a list that stands over the panes; beside its box, closes it.
    private mutating func click(on overlay: Overlay, at point: Point) {
        guard let rows = overlay.rows(in: self) else { return }
        if let row = rows.row(at: point) {
            overlays[overlays.count - 1].select(row: row, in: self)
        } else if !rows.box.contains(point) {
            goBack()
        }
    }

    private mutating func drag(to point: Point) {
        guard pane == .lanes, let start = drag, let content = layout.content(of: .lanes) else {
            return
        }
        let x = min(max(point.x, content.x + Lanes.labelWidth), content.right - 1)
        guard let end = time(at: Point(x: x, y: point.y), in: content) else { return }
        shown.lanes.selection = min(start, end)...max(start, end)
    }

    private func time(at point: Point, in content: Rect) -> Duration? {
        let column = point.x - content.x - Lanes.labelWidth
        return shown.lanes.time(at: column, of: content.width - Lanes.labelWidth)
    }

    private mutating func wheel(_ motion: ScrollMotion, at point: Point) {
        guard overlays.isEmpty else {
            for _ in 0..<Self.wheelRows { scroll(motion) }
            return
        }
        let under = layout.placements.first { $0.area.contains(point) }?.pane
        guard let under, let viewport = layout.content(of: under)?.size else { return }
        for _ in 0..<Self.wheelRows { shown[under].scroll(motion, viewport: viewport) }
    }
}
