// SPDX-License-Identifier: Apache-2.0

/// Which panes stand side by side, for a kind of work.
package enum LayoutPreset: String, Sendable, CaseIterable {
    /// The conversation, with its sound where there is any.
    case talk
    /// Everything at once; the default.
    case debug
    /// The frames on the wire.
    case wire
    /// How long turns take, and what was heard.
    case latency

    /// How a band or a pane shares the height there is.
    enum Height {
        /// This many rows with the border, at 120 columns and on a wall.
        case fixed(wide: Int, wall: Int)
        case flexible
    }

    /// One pane of a column.
    struct Part {
        var pane: PaneID
        var height = Height.flexible
    }

    /// Rows all across the screen: columns of equal width, each with its panes from the top.
    struct Band {
        var height = Height.flexible
        var columns: [[Part]]
    }

    private static let lanes = Band(
        height: .fixed(wide: 6, wall: 7),
        columns: [[Part(pane: .lanes)]]
    )

    private static let toolsAndTurns = Band(
        height: .fixed(wide: 8, wall: 13),
        columns: [[Part(pane: .tools)], [Part(pane: .turns)]]
    )

    /// The bands from top to bottom; panes of sound stand only where a run has any.
    func bands(hasSound: Bool) -> [Band] {
        switch (self, hasSound) {
        case (.talk, false):
            [Band(columns: [[Part(pane: .transcript)]])]
        case (.talk, true):
            [
                Band(height: .fixed(wide: 12, wall: 14), columns: [[Part(pane: .audio)]]),
                Band(columns: [[Part(pane: .transcript)]]),
                Self.lanes,
            ]
        case (.debug, false):
            [
                Band(columns: [
                    [Part(pane: .transcript)],
                    [
                        Part(pane: .budget, height: .fixed(wide: 8, wall: 11)),
                        Part(pane: .frames),
                    ],
                ]),
                Self.toolsAndTurns,
            ]
        case (.debug, true):
            [
                Band(
                    height: .fixed(wide: 8, wall: 14),
                    columns: [[Part(pane: .audio)], [Part(pane: .budget)]]
                ),
                Band(columns: [[Part(pane: .transcript)], [Part(pane: .frames)]]),
                Self.toolsAndTurns,
                Self.lanes,
            ]
        case (.wire, _):
            [Band(columns: [[Part(pane: .frames)]])]
        case (.latency, false):
            [
                Band(columns: [[Part(pane: .turns)]]),
                Band(height: .fixed(wide: 14, wall: 20), columns: [[Part(pane: .transcript)]]),
            ]
        case (.latency, true):
            [
                Band(columns: [[Part(pane: .turns)]]),
                Self.lanes,
                Band(
                    height: .fixed(wide: 12, wall: 18),
                    columns: [[Part(pane: .audio)], [Part(pane: .transcript)]]
                ),
            ]
        }
    }

    /// The panes of the preset by number.
    package func panes(hasSound: Bool) -> [PaneID] {
        bands(hasSound: hasSound).flatMap { $0.columns.joined().map(\.pane) }
            .sorted { $0.rawValue < $1.rawValue }
    }

    /// The preset `step` places further, round and round.
    func advanced(by step: Int) -> LayoutPreset {
        let all = Self.allCases
        let index = all.firstIndex(of: self) ?? 0
        return all[(index + step + all.count) % all.count]
    }
}
