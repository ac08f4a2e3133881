// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// What is done to the answers of functions on purpose: how late they come, and how many fail.
package struct ToolStrainMenu: Sendable, Equatable {
    static let delays: [Duration] = [0, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000].map {
        .milliseconds($0)
    }
    static let errorRates = [0, 10, 25, 50, 75, 100]

    private var delayIndex = 0
    private var rateIndex = 0
    /// Whether the second row is selected.
    var isRateSelected = false

    init() {}

    var delay: Duration { Self.delays[delayIndex] }

    /// The share of calls that fail, 0 to 1.
    var errorRate: Double { Double(percentage) / 100 }

    private var percentage: Int { Self.errorRates[rateIndex] }

    /// It in a few words; empty when nothing is done.
    var words: String {
        let late = delay > .zero ? ["+\(TimeText.latency(delay))"] : []
        return (late + (percentage > 0 ? ["err \(percentage) %"] : [])).joined(separator: " ")
    }

    mutating func move(_ motion: ScrollMotion) {
        switch motion {
        case .up, .top: isRateSelected = false
        case .down, .bottom: isRateSelected = true
        case .left: change(by: -1)
        case .right: change(by: 1)
        default: break
        }
    }

    private mutating func change(by step: Int) {
        if isRateSelected {
            rateIndex = min(max(rateIndex + step, 0), Self.errorRates.count - 1)
        } else {
            delayIndex = min(max(delayIndex + step, 0), Self.delays.count - 1)
        }
    }

    /// The menu, drawn.
    func box(_ theme: Theme, _ glyphs: GlyphSet, _ footer: String) -> ChoiceBox {
        let arrows = "\(glyphs.table.leftArrow)\(glyphs.table.rightArrow) "
        func row(_ title: String, _ value: String, _ help: String) -> Line {
            Line([
                Span(title.padded(to: 10), theme.style(.foreground)),
                Span(arrows, theme.style(.keyHint)),
                Span(value.padded(to: 10), theme.style(.warn)),
                Span(help, theme.style(.muted)),
            ])
        }
        return ChoiceBox(
            title: "Answers of functions",
            footer: footer,
            rows: [
                row("delay", TimeText.latency(delay), "waited before a call is carried out"),
                row("errors", "\(percentage) %", "of the calls fail instead"),
            ],
            selected: isRateSelected ? 1 : 0,
            theme: theme,
            glyphs: glyphs,
            width: 72
        )
    }
}
