// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// One row of the transcript: text by the roles it is drawn in.
struct TranscriptRow: Equatable {
    struct Piece: Equatable {
        var text: String
        var roles: [ThemeRole]
    }

    var pieces: [Piece]
}

/// Breaks entries into rows for one width.
struct TranscriptLayout {
    var width: Int
    var glyphs: GlyphSet
    var timeOfDayAtStart: Duration = .zero

    /// The columns of `14:02:11 ` and of `Model `; narrow panes go without them.
    static let timeWidth = 9
    private static let labelWidth = 6

    static let minimumWidthForTime = 48

    private var hasTime: Bool { width >= Self.minimumWidthForTime }
    private var hasLabels: Bool { width >= 28 }
    private var timeWidth: Int { hasTime ? Self.timeWidth : 0 }

    /// The rows of an entry, at least one.
    func rows(of entry: TranscriptEntry) -> [TranscriptRow] {
        let table = glyphs.table
        switch entry.kind {
        case .typed(let delivery):
            return speech(entry, "You", .user, []) + note(on: delivery)
        case .heard:
            return speech(entry, "You", .user, entry.isOpen ? [.partial] : [])
        case .model(.thought):
            return speech(entry, "think", .system, [.thought])
        case .model:
            return speech(entry, "Model", .model, [])
        case .tool:
            return remark(entry.text, mark: table.branch, [.tool], tail: entry.tail)
        case .interrupted:
            return remark(entry.text, mark: table.interrupted, [.interrupted])
        case .turnEnd:
            return remark(entry.text, mark: table.ok, [.muted])
        case .session(let level):
            let rule = String(repeating: table.horizontalRule, count: 2)
            return timed(entry, "\(rule) \(entry.text) \(rule)", [level.role])
        case .notice(let level):
            return timed(entry, "\(level.mark(table)) \(entry.text)", [level.role])
        case .advice:
            return remark(entry.text, mark: table.rightArrow, [.info])
        }
    }

    private func note(on delivery: SessionEvent.Delivery) -> [TranscriptRow] {
        switch delivery {
        case .sent:
            []
        case .queued:
            remark("waits until the session is ready", mark: glyphs.table.ellipsis, [.staged])
        case .lost:
            remark(
                "not sent: the session ended first; Up brings it back",
                mark: glyphs.table.failed,
                [.error]
            )
        }
    }

    /// Words of a speaker's, behind time and label.
    private func speech(
        _ entry: TranscriptEntry,
        _ label: String,
        _ role: ThemeRole,
        _ extra: [ThemeRole]
    ) -> [TranscriptRow] {
        guard hasLabels else {
            return words(of: entry, after: "\(label): ", indent: 0, [role] + extra)
                .map { TranscriptRow(pieces: $0) }
        }
        let padded = label + String(repeating: " ", count: Self.labelWidth - label.count)
        let indent = timeWidth + Self.labelWidth
        // The model's words are the text of the screen; the label alone carries its colour.
        let roles = role == .model ? extra : [role] + extra
        return words(of: entry, indent: indent, roles).enumerated().map { index, words in
            let lead: [TranscriptRow.Piece] =
                index == 0
                ? [time(entry), .init(text: padded, roles: [.title, role])] : [blank(indent)]
            return TranscriptRow(pieces: lead + words)
        }
    }

    /// What was said, row by row; what was not heard of it is set off.
    private func words(
        of entry: TranscriptEntry,
        after lead: String = "",
        indent: Int,
        _ roles: [ThemeRole]
    ) -> [[TranscriptRow.Piece]] {
        guard let count = entry.heardCharacters else {
            return wrapped(lead + entry.text, indent: indent).map {
                [.init(text: $0, roles: roles)]
            }
        }
        // Terminals without Unicode may not strike text out either, so words say it.
        let braces = glyphs == .ascii ? ("{not heard: ", "}") : ("", "")
        let unheard = Style(modifiers: .strike)
        let heard = entry.text.prefix(count)
        let rest = entry.text.dropFirst(count)
        let blanks = rest.prefix { $0 == " " }
        let line = Line([
            Span(lead + heard + blanks),
            Span(braces.0 + rest.dropFirst(blanks.count) + braces.1, unheard),
        ])
        return Paragraph(Text([line])).lines(width: max(width - indent, 1)).map { row in
            row.spans.map { span in
                let extra: [ThemeRole] = span.style == unheard ? [.unheard] : []
                return .init(text: span.text, roles: roles + extra)
            }
        }
    }

    /// A row about the session, behind its time.
    private func timed(
        _ entry: TranscriptEntry,
        _ text: String,
        _ roles: [ThemeRole]
    ) -> [TranscriptRow] {
        wrapped(text, indent: timeWidth).enumerated().map { index, text in
            let lead = index == 0 ? time(entry) : blank(timeWidth)
            return TranscriptRow(pieces: [lead, .init(text: text, roles: roles)])
        }
    }

    /// A row that belongs to the one above.
    private func remark(
        _ text: String,
        mark: Character,
        _ roles: [ThemeRole],
        tail: TranscriptEntry.Tail? = nil
    ) -> [TranscriptRow] {
        let indent = hasTime ? timeWidth + 1 : 0
        var rows = wrapped(text, indent: indent + 2).enumerated().map { index, text in
            let lead = index == 0 ? "\(mark) " : "  "
            return TranscriptRow(pieces: [blank(indent), .init(text: lead + text, roles: roles)])
        }
        if let tail { put(tail, at: &rows) }
        return rows
    }

    /// Puts a tail at the right end of the last row, or of one more where that is full.
    private func put(_ tail: TranscriptEntry.Tail, at rows: inout [TranscriptRow]) {
        let used = rows.last?.pieces.reduce(0) { $0 + TextWidth.columns(of: $1.text) } ?? 0
        let columns = TextWidth.columns(of: tail.text)
        let fits = used + 2 + columns <= width
        let gap = width - columns - (fits ? used : 0)
        let end = [blank(max(gap, 0)), .init(text: tail.text, roles: [tail.role])]
        if fits, !rows.isEmpty {
            rows[rows.count - 1].pieces += end
        } else {
            rows.append(TranscriptRow(pieces: end))
        }
    }

    private func wrapped(_ text: String, indent: Int) -> [String] {
        let lines = Paragraph(Text(text)).lines(width: max(width - indent, 1)).map(\.text)
        return lines.isEmpty ? [""] : lines
    }

    private func time(_ entry: TranscriptEntry) -> TranscriptRow.Piece {
        guard hasTime else { return blank(0) }
        let text = TimeText.clock(timeOfDayAtStart + entry.time)
        return .init(text: text + " ", roles: [.muted])
    }

    private func blank(_ columns: Int) -> TranscriptRow.Piece {
        .init(text: String(repeating: " ", count: columns), roles: [])
    }
}
