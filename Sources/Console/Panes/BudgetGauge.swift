// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// One limited thing in one row: its name, how much of it is used, and the amount in words.
struct BudgetGauge: Widget {
    let label: String
    /// Nil without a limit.
    let share: Double?
    let amount: String
    /// Where something happens before the limit.
    var marker: Double?
    let theme: Theme
    let glyphs: GlyphSet

    /// The columns of a row's name and of its amount.
    static let labelWidth = 8
    private static let amountWidth = 17
    /// A shorter bar tells nothing.
    private static let leastBar = 8

    func render(in area: Rect, into buffer: inout CellBuffer) {
        let look = AlarmLook(share.flatMap(AlarmLevel.init(share:)))
        buffer.put(label, x: area.x, y: area.y, style: theme.style(.muted), maxWidth: area.width)
        var x = area.x + Self.labelWidth
        let width = area.width - Self.labelWidth - Self.amountWidth - 1
        if width >= Self.leastBar {
            Gauge(
                ratio: share ?? 0,
                marker: marker,
                fillStyles: look.fills(theme),
                trackStyle: theme.style(.gaugeTrack),
                markerStyle: theme.style(.gaugeTick),
                glyphs: glyphs
            )
            .render(in: Rect(x: x, y: area.y, width: width, height: 1), into: &buffer)
            x += width + 1
        }
        buffer.put(
            amount + look.mark,
            x: x,
            y: area.y,
            style: theme.style(look.role),
            maxWidth: max(area.right - x, 0)
        )
    }
}

/// How near something is to its limit; said by a mark as well as by colour.
struct AlarmLook {
    private let level: AlarmLevel?

    init(_ level: AlarmLevel?) {
        self.level = level
    }

    var mark: String {
        switch level {
        case nil: ""
        case .high: " !"
        case .critical: " !!"
        }
    }

    var role: ThemeRole {
        switch level {
        case nil: .foreground
        case .high: .gaugeWarn
        case .critical: .gaugeCritical
        }
    }

    func fills(_ theme: Theme) -> [Style] {
        guard level == nil else { return [theme.style(role)] }
        return stride(from: 0.0, through: 1, by: 0.1).map { theme.style(.gaugeOK, at: $0) }
    }
}
