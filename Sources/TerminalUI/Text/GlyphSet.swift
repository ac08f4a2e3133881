// SPDX-License-Identifier: Apache-2.0

/// Which characters the console draws with.
package enum GlyphSet: Hashable, Sendable, CaseIterable {
    case unicode
    /// Only ASCII, for terminals or locales without UTF-8.
    case ascii

    /// The characters of this set.
    package var table: GlyphTable {
        switch self {
        case .unicode: .unicode
        case .ascii: .ascii
        }
    }
}

extension GlyphTable {
    fileprivate static let unicode = GlyphTable(
        rounded: Border(
            topLeft: "╭",
            topRight: "╮",
            bottomLeft: "╰",
            bottomRight: "╯",
            horizontal: "─",
            vertical: "│"
        ),
        plain: Border(
            topLeft: "┌",
            topRight: "┐",
            bottomLeft: "└",
            bottomRight: "┘",
            horizontal: "─",
            vertical: "│"
        ),
        horizontalSteps: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
        verticalSteps: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        track: "·",
        leftCap: "▕",
        rightCap: "▏",
        marker: "┃",
        shades: ["░", "▒", "▓", "█"],
        scrollTrack: "│",
        scrollThumb: "█",
        divider: "│",
        horizontalRule: "─",
        ellipsis: "…",
        upArrow: "↑",
        downArrow: "↓",
        leftArrow: "←",
        rightArrow: "→",
        pointer: "▶",
        branch: "▸",
        openBranch: "▾",
        bullet: "●",
        dot: "·",
        recording: "⏺",
        ok: "✓",
        failed: "✗",
        cancelled: "⊘",
        held: "‖",
        injected: "⊕",
        warning: "⚠",
        interrupted: "╳",
        delta: "Δ"
    )

    fileprivate static let ascii = GlyphTable(
        rounded: Border(
            topLeft: "+",
            topRight: "+",
            bottomLeft: "+",
            bottomRight: "+",
            horizontal: "-",
            vertical: "|"
        ),
        plain: Border(
            topLeft: "+",
            topRight: "+",
            bottomLeft: "+",
            bottomRight: "+",
            horizontal: "-",
            vertical: "|"
        ),
        horizontalSteps: [" ", "#"],
        verticalSteps: [" ", ".", ":", "=", "#"],
        track: ".",
        leftCap: "[",
        rightCap: "]",
        marker: "|",
        shades: [".", "-", "=", "#"],
        scrollTrack: "|",
        scrollThumb: "#",
        divider: "|",
        horizontalRule: "-",
        ellipsis: "~",
        upArrow: "^",
        downArrow: "v",
        leftArrow: "<",
        rightArrow: ">",
        pointer: ">",
        branch: ">",
        openBranch: "v",
        bullet: "*",
        dot: ".",
        recording: "R",
        ok: "+",
        failed: "x",
        cancelled: "o",
        held: "H",
        injected: "+",
        warning: "!",
        interrupted: "X",
        delta: "d"
    )
}
