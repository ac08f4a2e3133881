// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// The faults that the server inside this program can be asked for.
package struct FaultMenu: Sendable {
    /// One line of the menu: a fault in one or several measures.
    struct Row: Sendable {
        var title: String
        var help: String
        var measures: [ServerFault]
        /// The measure that Enter takes.
        var chosen = 0

        var fault: ServerFault { measures[chosen] }
    }

    private(set) var rows: [Row]
    var selected = 0

    init() {
        rows = [
            Row(
                title: "goAway now",
                help: "announce the connection's end, and keep to it",
                measures: [10, 30, 60, 3].map { .goAway(timeLeft: .seconds($0)) }
            ),
            Row(
                title: "close",
                help: "end the connection with a code",
                measures: [
                    .close(code: 1011, reason: "Internal error encountered."),
                    .close(code: 1008, reason: "Operation is not supported."),
                    .close(code: 1007, reason: "Request contains an invalid argument."),
                    .close(code: 1000, reason: ""),
                ]
            ),
            Row(title: "drop", help: "end it without a close frame (1006)", measures: [.drop]),
            Row(
                title: "stall",
                help: "send nothing for a while",
                measures: [5, 10, 30, 2].map { .stall(.seconds($0)) }
            ),
            Row(
                title: "delay",
                help: "send everything later, until told otherwise",
                measures: [500, 1_000, 2_000, 200, 0].map { .delay(.milliseconds($0)) }
            ),
            Row(
                title: "lose handles",
                help: "the session cannot be resumed",
                measures: [.loseHandles]
            ),
            Row(title: "garbage", help: "send a frame that is no JSON", measures: [.garbage]),
        ]
    }

    /// What Enter asks for.
    var fault: ServerFault { rows[selected].fault }

    mutating func move(_ motion: ScrollMotion) {
        let count = rows[selected].measures.count
        switch motion {
        case .left: rows[selected].chosen = (rows[selected].chosen + count - 1) % count
        case .right: rows[selected].chosen = (rows[selected].chosen + 1) % count
        case .top: selected = 0
        case .bottom: selected = rows.count - 1
        default: selected = min(max(selected + (motion.rows(height: 4) ?? 0), 0), rows.count - 1)
        }
    }

    /// The menu, drawn.
    func box(_ theme: Theme, _ glyphs: GlyphSet, _ footer: String) -> ChoiceBox {
        let table = glyphs.table
        let lines = rows.map { row in
            let arrows = row.measures.count > 1 ? "\(table.leftArrow)\(table.rightArrow) " : "   "
            return Line([
                Span(row.title.padded(to: 14), theme.style(.foreground)),
                Span(arrows, theme.style(.keyHint)),
                Span(row.fault.words, theme.style(.warn)),
            ])
        }
        return ChoiceBox(
            title: "Faults of the embedded server",
            footer: footer,
            rows: lines,
            selected: selected,
            theme: theme,
            glyphs: glyphs,
            note: rows[selected].help,
            width: 76
        )
    }
}
