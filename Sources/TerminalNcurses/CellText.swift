// SPDX-License-Identifier: Apache-2.0

import CNcurses

/// Turns cell text into wide characters whose widths ncurses and terminals agree on.
///
/// A cluster keeps its first scalar and combining marks. Joiners, variation selectors and what a
/// joiner joins are dropped: terminals disagree on the width of such sequences, and one that
/// moves its cursor further than ncurses believes shifts the rest of the row.
enum CellText {
    /// A curses cell holds its character and at most this many marks.
    static let maximumMarks = 4

    /// Appends one cluster that fills exactly `columns` columns, 1 or 2.
    ///
    /// Widths are those of the C library in the current locale, which are the ones ncurses uses.
    static func append(_ cluster: Character, columns: Int, to text: inout [wchar_t]) {
        let scalars = cluster.unicodeScalars
        guard let base = scalars.first else { return }
        if base.isASCII, scalars.count == 1, base.value >= 0x20, base.value < 0x7F {
            text.append(wchar_t(base.value))
            pad(columns - 1, &text)
            return
        }
        let width = Int(cncurses_columns(wchar_t(base.value)))
        guard (1...max(1, columns)).contains(width) else {
            text.append(replacement)
            pad(columns - 1, &text)
            return
        }
        text.append(wchar_t(base.value))
        var marks = 0
        for mark in scalars.dropFirst() where marks < maximumMarks {
            if mark.properties.isJoinControl { break }
            if mark.properties.isVariationSelector || cncurses_columns(wchar_t(mark.value)) != 0 {
                continue
            }
            text.append(wchar_t(mark.value))
            marks += 1
        }
        pad(columns - width, &text)
    }

    private static func pad(_ columns: Int, _ text: inout [wchar_t]) {
        for _ in 0..<max(0, columns) { text.append(wchar_t(0x20)) }
    }

    /// Stands for what the locale cannot print.
    private static var replacement: wchar_t {
        cncurses_columns(0xFFFD) == 1 ? 0xFFFD : 0x3F
    }
}
