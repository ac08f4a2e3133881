// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The list of what went wrong, newest first.
package struct ProblemSheet: Sendable {
    /// The problem's number.
    var selected: Int

    mutating func move(_ motion: ScrollMotion, within numbers: Range<Int>) {
        guard let last = numbers.last else { return }
        switch motion {
        case .top: selected = last
        case .bottom: selected = numbers.lowerBound
        default: selected -= motion.rows(height: 10) ?? 0
        }
        selected = min(max(selected, numbers.lowerBound), last)
    }

    /// The list, drawn for some problems.
    func box(_ problems: Problems, _ state: ConsoleState, _ theme: Theme) -> ChoiceBox {
        let ring = problems.ring
        let rows = ring.indices.reversed().map { number in
            let problem = ring[number]
            let mark = problem.level.mark(state.glyphs.table)
            let turn = problem.turn.map { "turn \($0) " } ?? ""
            return Line([
                Span(
                    TimeText.clock(state.timeOfDayAtStart + problem.time) + " ",
                    theme.style(.muted)
                ),
                Span("\(mark) ", theme.style(problem.level.role)),
                Span(turn, theme.style(.muted)),
                Span(problem.text, theme.style(.foreground)),
            ])
        }
        return ChoiceBox(
            title: "Problems \(TimeText.grouped(ring.end))",
            footer: state.words(
                for: [(.goToProblem, "goes there"), (.back, "closes")],
                in: .problems
            ),
            rows: rows,
            selected: ring.end - 1 - selected,
            theme: theme,
            glyphs: state.glyphs,
            width: 110
        )
    }
}
