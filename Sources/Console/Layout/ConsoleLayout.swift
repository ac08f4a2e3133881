// SPDX-License-Identifier: Apache-2.0

package import TerminalUI

/// Where everything stands: a pure function of size, preset, zoom and focus.
package struct ConsoleLayout: Sendable, Equatable {
    /// A pane and the area it takes, with its border where it has one.
    package struct Placement: Sendable, Equatable {
        package var pane: PaneID
        package var area: Rect
    }

    package let sizeClass: SizeClass
    /// Empty areas are not drawn.
    package private(set) var status: Rect
    /// Says the current and the needed size; only on small screens.
    package private(set) var sizeLine: Rect
    package private(set) var input: Rect
    package private(set) var hints: Rect
    /// The panes on the screen, column by column.
    package private(set) var placements: [Placement] = []
    /// The panes that Tab goes through, by number.
    package let reachable: [PaneID]
    /// Whether panes have borders.
    package var hasBorders: Bool { sizeClass > .small }
    /// Whether the one pane on the screen carries the titles of all.
    package var hasTabs: Bool { sizeClass == .compact }

    package init(size: Size, preset: LayoutPreset, focus: PaneID, isZoomed: Bool) {
        sizeClass = SizeClass(size)
        reachable = sizeClass < .wide ? PaneID.allCases : preset.panes

        // Rows are handed out in the order of what a person can least do without.
        var left = size.height
        func take(_ rows: Int, when isPossible: Bool = true) -> Int {
            let taken = isPossible && left >= rows ? rows : 0
            left -= taken
            return taken
        }
        let inputRows = take(1)
        let statusRows = take(1, when: left > 1)
        let sizeRows = take(1, when: sizeClass == .small && left > 1)
        let hintRows = take(1, when: sizeClass > .small || left > 4)

        func rows(_ y: Int, _ height: Int) -> Rect {
            Rect(x: 0, y: y, width: size.width, height: height)
        }
        status = rows(0, statusRows)
        sizeLine = rows(statusRows, sizeRows)
        hints = rows(size.height - hintRows, hintRows)
        input = rows(size.height - hintRows - inputRows, inputRows)
        let body = rows(statusRows + sizeRows, left)

        if sizeClass < .wide || isZoomed || !preset.panes.contains(focus) {
            placements = [Placement(pane: focus, area: body)]
        } else {
            placements = Self.columns(of: preset, in: body, isWall: sizeClass == .wall)
        }
    }

    /// The area of a pane inside its border, or nil when it is not on the screen.
    package func content(of pane: PaneID) -> Rect? {
        guard let area = placements.first(where: { $0.pane == pane })?.area else { return nil }
        return hasBorders ? area.inset(by: 1) : area
    }

    private static func columns(
        of preset: LayoutPreset,
        in body: Rect,
        isWall: Bool
    ) -> [Placement] {
        let columns = preset.columns
        let areas = body.split(.horizontal, columns.map { .fill($0.weight) })
        return zip(columns, areas).flatMap { column, area in
            let heights = column.parts.map { part -> Constraint in
                switch part.height {
                case .fixed(let wide, let wall): .length(isWall ? wall : wide)
                case .flexible: .fill(1)
                }
            }
            return zip(column.parts, area.split(.vertical, heights))
                .map { Placement(pane: $0.pane, area: $1) }
        }
    }
}
