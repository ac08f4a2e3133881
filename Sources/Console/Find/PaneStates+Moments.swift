// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

// How each pane shows a moment.

extension FramesState {
    package mutating func reveal(_ moment: Moment, viewport: Size) {
        let elements = ring.elements
        let place =
            switch moment {
            case .turn(let turn, _): elements.startOfTurn(turn, turn: \.turn)
            case .time(let time, _): elements.lastIndex { $0.time <= time }
            }
        guard let place else { return }
        let number = ring.start + elements.distance(from: elements.startIndex, to: place)
        select(number, height: max(viewport.height - 1, 1))
    }

    /// The turn of the selected frame; nil while the list follows.
    var selectedTurn: Int? {
        guard let position, ring.indices.contains(position.selected) else { return nil }
        return ring[position.selected].turn
    }
}

extension TranscriptState {
    package mutating func reveal(_ moment: Moment, viewport: Size) {
        let place =
            switch moment {
            case .turn(let turn, _): entries.startOfTurn(turn, turn: \.turn)
            case .time(let time, _): entries.lastIndex { $0.time <= time }
            }
        guard let place else { return }
        let layout = TranscriptLayout(width: viewport.width, glyphs: glyphs)
        let view = TranscriptView(state: self, layout: layout)
        let context = if case .turn = moment { 0 } else { 3 }
        anchor = view.anchor(
            at: place + dropped,
            showing: nil,
            under: context,
            height: viewport.height
        )
    }
}

extension ToolsState {
    package mutating func reveal(_ moment: Moment, viewport: Size) {
        guard let time = moment.time else { return }
        let later = calls.indices.first { calls[$0].calledAt >= time }
        if let number = later ?? calls.indices.last { selected = number }
    }
}

extension TurnsState {
    package mutating func reveal(_ moment: Moment, viewport: Size) {
        if let turn = moment.turn { select(turn: turn) }
    }
}

extension LanesState {
    package mutating func reveal(_ moment: Moment, viewport: Size) {
        guard let time = moment.time else { return }
        // A turn is to be seen from its begin on, a moment with what came before it.
        let share = if case .turn = moment { 0.9 } else { 0.5 }
        let wanted = time + window * share
        end = wanted < now ? wanted : now
    }
}
