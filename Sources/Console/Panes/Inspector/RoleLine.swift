// SPDX-License-Identifier: Apache-2.0

import TerminalUI

/// One row of text by the roles it is drawn in.
struct RoleLine: Equatable {
    struct Piece: Equatable {
        var text: String
        var role: ThemeRole
    }

    var pieces: [Piece]

    init(_ pieces: [(String, ThemeRole)] = []) {
        self.pieces = pieces.map { Piece(text: $0, role: $1) }
    }

    init(_ text: String, _ role: ThemeRole) {
        self.init([(text, role)])
    }

    /// The text without its roles.
    var text: String { pieces.map(\.text).joined() }

    func line(_ theme: Theme) -> Line {
        Line(pieces.map { Span($0.text, theme.style($0.role)) })
    }

    /// A sentence broken between words.
    static func wrapped(_ text: String, _ role: ThemeRole, width: Int) -> [RoleLine] {
        Paragraph(Text(text)).lines(width: max(width, 1)).map { RoleLine($0.text, role) }
    }
}
