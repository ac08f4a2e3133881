// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import TerminalUI

/// The Diff tab: what differs between the two marked frames.
struct FrameComparison {
    let frame: InspectedFrame
    let glyphs: GlyphSet

    func rows(width: Int) -> ListedRows {
        guard let pair = frame.compared else {
            let text =
                frame.marks == 2
                ? "A marked frame was let go of or is not listed now: mark another with *."
                : "Mark two frames with * in pane 3, then D compares them. Marked: \(frame.marks)."
            return ListedRows(rows: RoleLine.wrapped(text, .muted, width: width))
        }
        return ListedRows(rows: heading(pair) + body(pair, width: width))
    }

    private func heading(_ pair: InspectedFrame.Pair) -> [RoleLine] {
        [
            RoleLine("- #\(pair.first.number) \(pair.first.summary.type)", .diffRemoved),
            RoleLine("+ #\(pair.second.number) \(pair.second.summary.type)", .diffAdded),
        ]
    }

    private func body(_ pair: InspectedFrame.Pair, width: Int) -> [RoleLine] {
        guard let old = pair.first.payload, let new = pair.second.payload else {
            let text = "A payload was let go of: newer frames take its room."
            return RoleLine.wrapped(text, .muted, width: width)
        }
        do throws(JSONText.Failure) {
            let diff = JSONDiff(
                try JSONText.value(of: pair.first, old),
                try JSONText.value(of: pair.second, new)
            )
            let rows = diff.rows.map { row in
                RoleLine(row.words(glyphs), row.change.role)
            }
            let cut = old.missing + new.missing > 0
            let note = "Base64 is compared by its beginning and end: the rest is not kept."
            let isSame = diff.rows.allSatisfy { $0.change == .same }
            return rows
                + (isSame ? [RoleLine("Nothing differs.", .muted)] : [])
                + (cut ? RoleLine.wrapped(note, .muted, width: width) : [])
        } catch {
            return RoleLine.wrapped(error.words, .muted, width: width)
        }
    }
}

extension JSONDiff.Change {
    var role: ThemeRole {
        switch self {
        case .same: .diffSame
        case .changed: .diffChanged
        case .added: .diffAdded
        case .removed: .diffRemoved
        }
    }

    /// The mark that tells the change without colour.
    var mark: String {
        switch self {
        case .same: " "
        case .changed: "~"
        case .added: "+"
        case .removed: "-"
        }
    }
}

extension JSONDiff.Row {
    /// The row as text, fit for the terminal.
    func words(_ glyphs: GlyphSet) -> String {
        let text = TerminalText.sanitized(text, glyphs: glyphs, newlines: .marked)
        return change.mark + " " + String(repeating: " ", count: 2 * depth) + text
    }
}
