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
    /// The levels of both directions, always in view; only on compact screens with sound.
    package private(set) var meters: Rect
    /// Who spoke when, in two rows; only on compact screens with sound.
    package private(set) var lanes: Rect
    package private(set) var input: Rect
    package private(set) var hints: Rect
    /// The panes on the screen, column by column.
    package private(set) var placements: [Placement] = []
    /// The panes that Tab goes through, in the order of their keys.
    package let reachable: [PaneID]
    /// Whether panes have borders.
    package var hasBorders: Bool { sizeClass > .small }
    /// Whether the one pane on the screen carries the titles of all.
    package var hasTabs: Bool { sizeClass == .compact }

    package init(
        size: Size,
        preset: LayoutPreset,
        focus: PaneID,
        zoom: PaneZoom = .normal,
        hasSound: Bool = false,
        hasVideo: Bool = false
    ) {
        sizeClass = SizeClass(size)
        let isWall = sizeClass == .wall
        let bands = preset.bands(hasSound: hasSound, hasVideo: hasVideo, isWall: isWall)
        let panes = LayoutPreset.panes(of: bands)
        reachable = sizeClass < .wide ? PaneID.allCases : panes

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
        let hasStrips = hasSound && sizeClass == .compact
        let meterRows = take(2, when: hasStrips)
        let laneRows = take(2, when: hasStrips)

        func rows(_ y: Int, _ height: Int) -> Rect {
            Rect(x: 0, y: y, width: size.width, height: height)
        }
        let top = statusRows + sizeRows + meterRows
        status = rows(0, statusRows)
        sizeLine = rows(statusRows, sizeRows)
        meters = rows(top - meterRows, meterRows)
        lanes = rows(top + left, laneRows)
        input = rows(top + left + laneRows, inputRows)
        hints = rows(size.height - hintRows, hintRows)
        let body = rows(top, left)

        if sizeClass < .wide || zoom == .full || !panes.contains(focus) || panes.count == 1 {
            placements = [Placement(pane: focus, area: body)]
        } else if zoom == .half {
            let others = bands.flatMap { $0.columns.flatMap(\.parts) }
                .map(\.pane).filter { $0 != focus }
            placements = Self.halves(of: body, focus: focus, others: others)
        } else {
            placements = Self.placements(of: bands, in: body, isWall: isWall)
        }
    }

    /// Whether the focused pane can have half the screen beside others.
    package var canShowHalves: Bool { sizeClass >= .wide && reachable.count > 1 }

    /// The area of a pane inside its border, or nil when it is not on the screen.
    package func content(of pane: PaneID) -> Rect? {
        guard let area = placements.first(where: { $0.pane == pane })?.area else { return nil }
        return hasBorders ? area.inset(by: 1) : area
    }

    /// The rows that flexible bands keep while fixed ones can still shrink.
    private static let leastFlexible = 12
    /// A border and one row.
    private static let leastFixed = 3

    /// The focused pane on the left, the others below each other on the right, as many as fit.
    private static func halves(of body: Rect, focus: PaneID, others: [PaneID]) -> [Placement] {
        let halves = body.split(.horizontal, [.fill(1), .fill(1)])
        let shown = others.prefix(max(body.height / leastShared, 1))
        let areas = halves[1].split(.vertical, shown.map { _ in .fill(1) })
        return [Placement(pane: focus, area: halves[0])]
            + zip(shown, areas).map { Placement(pane: $0, area: $1) }
    }

    /// A border and three rows.
    private static let leastShared = 5

    private static func placements(
        of bands: [LayoutPreset.Band],
        in body: Rect,
        isWall: Bool
    ) -> [Placement] {
        let constraints = bands.map { constraint($0.height, isWall) }
        let heights = shrunk(constraints, to: body.height)
        return zip(bands, body.split(.vertical, heights)).flatMap { band, area in
            let columns = area.split(.horizontal, band.columns.map { .fill($0.share) })
            return zip(band.columns, columns).flatMap { column, area in
                let heights = column.parts.map { constraint($0.height, isWall) }
                return zip(column.parts, area.split(.vertical, heights))
                    .map { Placement(pane: $0.pane, area: $1) }
            }
        }
    }

    private static func constraint(_ height: LayoutPreset.Height, _ isWall: Bool) -> Constraint {
        switch height {
        case .fixed(let wide, let wall): .length(isWall ? wall : wide)
        case .flexible: .fill(1)
        }
    }

    /// On low screens the tallest fixed bands give way a row at a time.
    private static func shrunk(_ constraints: [Constraint], to height: Int) -> [Constraint] {
        var lengths = constraints.map { constraint -> Int in
            if case .length(let rows) = constraint { rows } else { 0 }
        }
        let room = max(height - leastFlexible, 0)
        while lengths.reduce(0, +) > room {
            guard let tallest = lengths.indices.max(by: { lengths[$0] < lengths[$1] }),
                lengths[tallest] > leastFixed
            else { break }
            lengths[tallest] -= 1
        }
        return zip(constraints, lengths).map { constraint, rows in
            if case .length = constraint { .length(rows) } else { constraint }
        }
    }
}
