// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
package import TerminalUI

/// How long the turns took, and where the list is scrolled to.
package struct TurnsState: PaneState {
    /// The times that fit the bars, by choice.
    static let spans: [Duration] = [250, 500, 1_000, 2_000, 5_000, 10_000, 20_000].map {
        .milliseconds($0)
    }

    private(set) var timelines: TurnTimelines
    /// The selected turn; nil while the latest one is.
    private var selectedTurn: Int?
    /// The turn at the top of a list that does not follow.
    private var topTurn: Int?
    private(set) var isDetailed = false
    private var zoom = 3

    init(terms: SessionTerms) {
        timelines = TurnTimelines(patience: terms.patience)
    }

    /// A new session begins; the view stays as it is.
    mutating func sessionOpened(_ terms: SessionTerms) {
        timelines = TurnTimelines(patience: terms.patience)
        (selectedTurn, topTurn) = (nil, nil)
    }

    /// The time that a bar shows.
    var span: Duration { Self.spans[zoom] }

    /// Shows a longer (1) or shorter (-1) time; returns false at either end.
    mutating func zoom(_ step: Int) -> Bool {
        guard Self.spans.indices.contains(zoom + step) else { return false }
        zoom += step
        return true
    }

    mutating func toggleDetail() {
        isDetailed.toggle()
    }

    package mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        // What is found stands in the log as a notice.
        timelines.apply(SessionEvent(offset: time, kind: event))
    }

    package var isFollowing: Bool? {
        get { selectedTurn == nil }
        set { selectedTurn = newValue == true ? nil : selectedTurn ?? timelines.turns.last?.turn }
    }

    /// The selected turn; nil without any.
    var selected: TurnTimeline? {
        let turns = timelines.turns
        return selectedTurn.flatMap { wanted in turns.first { $0.turn >= wanted } } ?? turns.last
    }

    /// Selects a turn, or the first one behind it that is known.
    mutating func select(turn: Int) {
        guard !timelines.turns.isEmpty else { return }
        let index = index(of: turn) ?? timelines.turns.count - 1
        selectedTurn = timelines.turns[index].turn
        topTurn = timelines.turns[max(index - 3, 0)].turn
    }

    /// The turns to show in so many rows.
    func visible(rows: Int) -> ArraySlice<TurnTimeline> {
        let turns = timelines.turns
        let selected = index(of: selectedTurn) ?? turns.count - 1
        let top = index(of: topTurn) ?? turns.count - rows
        let first = min(max(top, selected - rows + 1), selected, max(turns.count - rows, 0))
        return turns[max(first, 0)...].prefix(max(rows, 0))
    }

    private func index(of turn: Int?) -> Int? {
        turn.flatMap { wanted in timelines.turns.firstIndex { $0.turn >= wanted } }
    }

    package mutating func scroll(_ motion: ScrollMotion, viewport: Size) {
        let turns = timelines.turns
        let rows = TurnsPane.listRows(in: viewport, isDetailed: isDetailed)
        let current = index(of: selectedTurn) ?? turns.count - 1
        let top = visible(rows: rows).first?.turn
        switch motion {
        case .top: selectedTurn = turns.first?.turn
        case .bottom: selectedTurn = nil
        default:
            guard let step = motion.rows(height: rows), !turns.isEmpty else { return }
            let target = max(current + step, 0)
            // Going on beyond the last turn means following again.
            selectedTurn = target < turns.count ? turns[target].turn : nil
        }
        topTurn = selectedTurn == nil ? nil : top
    }

    package mutating func select(row: Int, viewport: Size) {
        let rows = TurnsPane.listRows(in: viewport, isDetailed: isDetailed)
        let turns = visible(rows: rows)
        let index = row - (rows > 0 && TurnsPane.hasHeader(in: viewport) ? 1 : 0)
        guard (0..<turns.count).contains(index) else { return }
        topTurn = turns.first?.turn
        selectedTurn = turns[turns.startIndex + index].turn
    }

    package func widget(_ scene: Scene) -> any PaneWidget {
        var state = self
        state.timelines.advance(to: scene.now)
        return TurnsPane(state: state, scene: scene)
    }
}
