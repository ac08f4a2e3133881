// SPDX-License-Identifier: Apache-2.0

/// Which panes stand side by side, for a kind of work.
package enum LayoutPreset: String, Sendable, CaseIterable {
    /// The conversation and nothing else.
    case talk
    /// Everything at once; the default.
    case debug
    /// The frames on the wire.
    case wire

    /// One pane of a column, and how it shares the column's height.
    struct Part {
        var pane: PaneID
        var height: Height

        enum Height {
            /// This many rows with the border, at 120 columns and on a wall.
            case fixed(wide: Int, wall: Int)
            case flexible
        }
    }

    /// A column of panes from top to bottom.
    struct Column {
        /// Its share of the width.
        var weight: Int
        var parts: [Part]
    }

    /// The columns from left to right.
    var columns: [Column] {
        switch self {
        case .talk:
            [Column(weight: 1, parts: [Part(pane: .transcript, height: .flexible)])]
        case .debug:
            [
                Column(weight: 1, parts: [Part(pane: .transcript, height: .flexible)]),
                Column(
                    weight: 1,
                    parts: [
                        Part(pane: .budget, height: .fixed(wide: 8, wall: 11)),
                        Part(pane: .frames, height: .flexible),
                    ]
                ),
            ]
        case .wire:
            [Column(weight: 1, parts: [Part(pane: .frames, height: .flexible)])]
        }
    }

    /// The panes of the preset by number.
    package var panes: [PaneID] {
        columns.flatMap { $0.parts.map(\.pane) }.sorted { $0.rawValue < $1.rawValue }
    }

    /// The preset `step` places further, round and round.
    func advanced(by step: Int) -> LayoutPreset {
        let all = Self.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[(index + step + all.count) % all.count]
    }
}
