// SPDX-License-Identifier: Apache-2.0

import LiveEngine
package import TerminalUI

// What each pane offers to a search.

extension FramesState {
    package var isSearchable: Bool { true }

    package var searchedEntries: Range<Int> { ring.indices }

    package func entries(matching query: TextQuery, from start: Int) -> [Int] {
        let listed = listed
        return (listed.row(atOrAfter: start)..<listed.count).compactMap { row in
            let number = listed[row]
            let summary = ring[number].summary
            return query.matches(summary.note) || query.matches(summary.type) ? number : nil
        }
    }

    package var selectedEntry: Int? { position?.selected }

    package mutating func select(_ entry: Int, showing query: TextQuery?, viewport: Size) {
        select(entry, height: max(viewport.height - 1, 1))
    }
}

extension TranscriptState {
    package var isSearchable: Bool { true }

    package var searchedEntries: Range<Int> { dropped..<dropped + entries.count }

    package func entries(matching query: TextQuery, from start: Int) -> [Int] {
        (max(start, dropped)..<max(dropped + entries.count, start)).filter {
            query.matches(entries[$0 - dropped].text)
        }
    }

    package var selectedEntry: Int? { anchor?.entry }

    package mutating func select(_ entry: Int, showing query: TextQuery?, viewport: Size) {
        let layout = TranscriptLayout(width: viewport.width, glyphs: glyphs)
        let view = TranscriptView(state: self, layout: layout)
        anchor = view.anchor(at: entry, showing: query, height: viewport.height)
    }
}

extension ToolsState {
    package var isSearchable: Bool { true }

    package var searchedEntries: Range<Int> { calls.indices }

    package func entries(matching query: TextQuery, from start: Int) -> [Int] {
        (max(start, calls.start)..<max(calls.end, start)).filter { number in
            query.matches(calls[number].name) || query.matches(calls[number].summary)
        }
    }

    package var selectedEntry: Int? { isFollowing == true ? nil : current }

    package mutating func select(_ entry: Int, showing query: TextQuery?, viewport: Size) {
        selected = entry
    }
}

extension TurnsState {
    package var isSearchable: Bool { true }

    package var searchedEntries: Range<Int> {
        guard let first = timelines.turns.first, let last = timelines.turns.last else {
            return 0..<0
        }
        return first.turn..<last.turn + 1
    }

    package func entries(matching query: TextQuery, from start: Int) -> [Int] {
        timelines.turns.filter { $0.turn >= start && query.matches(words(of: $0)) }.map(\.turn)
    }

    private func words(of turn: TurnTimeline) -> String {
        let verdict = turn.verdict(slowAbove: timelines.patience.slowReply)
        let cut = turn.interrupted == nil ? "" : " cut"
        return "\(turn.turn) \(verdict.words)\(cut) \(turn.end?.reason ?? "")"
    }

    package var selectedEntry: Int? { isFollowing == true ? nil : selected?.turn }

    package mutating func select(_ entry: Int, showing query: TextQuery?, viewport: Size) {
        select(turn: entry)
    }
}
