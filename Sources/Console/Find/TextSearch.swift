// SPDX-License-Identifier: Apache-2.0

/// What is looked for in a pane, and where it was found.
package struct TextSearch: Sendable {
    package let query: TextQuery
    /// The pane that is searched.
    package private(set) var pane: PaneID
    /// The numbers of the entries that it stands in, oldest first; those let go of may stand before
    /// them.
    private var found: [Int]
    private var start: Int
    /// The entry that was gone to last.
    private(set) var current: Int?

    /// Entries before the end whose words may still change.
    private static let liveTail = 24

    init(_ query: TextQuery, in pane: PaneID, _ state: any PaneState) {
        self.query = query
        self.pane = pane
        found = state.entries(matching: query, from: state.searchedEntries.lowerBound)
        start = state.searchedEntries.lowerBound
        current = state.selectedEntry.flatMap { matches.contains($0) ? $0 : nil }
    }

    /// The entries that hold the query, oldest first.
    var matches: ArraySlice<Int> { found[found.firstSortedIndex(atOrAfter: start)...] }

    /// Takes in what has come to the pane since.
    mutating func extend(_ state: any PaneState) {
        let range = state.searchedEntries
        start = range.lowerBound
        let tail = max(range.upperBound - Self.liveTail, range.lowerBound)
        found.removeSubrange(found.firstSortedIndex(atOrAfter: tail)...)
        found += state.entries(matching: query, from: tail)
        let gone = found.firstSortedIndex(atOrAfter: start)
        if gone > 1024 { found.removeFirst(gone) }
    }

    /// Where a search leads, and whether it went round an end to get there.
    struct Step: Equatable {
        var entry: Int
        var isRound: Bool
    }

    /// Goes to the next match, or the one before; nil without any.
    mutating func go(forward: Bool) -> Step? {
        let matches = matches
        guard let first = matches.first, let last = matches.last else { return nil }
        var step = Step(entry: forward ? first : last, isRound: current != nil)
        if let current {
            let place = matches.firstSortedIndex(atOrAfter: forward ? current + 1 : current)
            let target = forward ? place : place - 1
            if matches.indices.contains(target) {
                step = Step(entry: matches[target], isRound: false)
            }
        }
        current = step.entry
        return step
    }

    /// Goes to the first match at or behind an entry, else to the last one; nil without any.
    mutating func go(from entry: Int?) -> Step? {
        let matches = matches
        guard let last = matches.last else { return nil }
        let place = entry.map { matches.firstSortedIndex(atOrAfter: $0) } ?? matches.endIndex
        let target = matches.indices.contains(place) ? matches[place] : last
        current = target
        return Step(entry: target, isRound: false)
    }

    /// Which match is in view and how many there are: `2/17 /rain`.
    var words: String {
        let matches = matches
        let index = current.flatMap { matches.firstIndex(of: $0) }.map {
            $0 - matches.startIndex + 1
        }
        let place = index.map { "\(TimeText.grouped($0))/" } ?? ""
        return "\(place)\(TimeText.grouped(matches.count)) /\(query.text)"
    }
}
