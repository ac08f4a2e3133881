// SPDX-License-Identifier: Apache-2.0

/// Cuts a text where a speaker would breathe, so that the first sound is early.
enum SpokenPieces {
    /// Beyond this many characters a piece ends at the next comma.
    private static let clauseLength = 60
    /// Beyond this many it ends at the next space.
    private static let wrapLength = 160
    /// Beyond this many it ends wherever it is.
    private static let maximumLength = 240

    /// Sentences, or clauses of long ones, without control characters and silent pieces.
    static func of(_ text: String) -> [String] {
        var pieces: [String] = []
        var piece = Piece()
        for character in text {
            guard character.isWhitespace || character.isControl else {
                piece.append(character)
                if "。！？".contains(character) || piece.length >= maximumLength {
                    piece.move(to: &pieces)
                }
                continue
            }
            if character.isNewline || piece.endsSentence || piece.length > wrapLength
                || piece.length > clauseLength && piece.endsClause
            {
                piece.move(to: &pieces)
            } else {
                piece.appendSpace()
            }
        }
        piece.move(to: &pieces)
        return pieces
    }

    private struct Piece {
        private var text = ""
        private(set) var length = 0

        mutating func append(_ character: Character) {
            text.append(character)
            length += 1
        }

        mutating func appendSpace() {
            if let last = text.last, last != " " { append(" ") }
        }

        mutating func move(to pieces: inout [String]) {
            let isAudible = text.contains { !$0.isPunctuation && !$0.isWhitespace }
            if isAudible { pieces.append(text) }
            self = Piece()
        }

        var endsSentence: Bool {
            let bare = withoutClosingMarks
            guard let mark = bare.last, ".!?…".contains(mark) else { return false }
            guard mark == "." else { return true }
            let word = bare.dropLast().split(separator: " ").last.map { $0.lowercased() } ?? ""
            return !abbreviations.contains(word)
                && !(word.count == 1 && word.allSatisfy(\.isLetter))
        }

        var endsClause: Bool {
            withoutClosingMarks.last.map { ",;:–—，、；：".contains($0) } ?? false
        }

        private var withoutClosingMarks: Substring {
            var bare = text[...]
            while let last = bare.last, "\"')]}”’»".contains(last) { bare.removeLast() }
            return bare
        }
    }

    private static let abbreviations: Set = [
        "dr", "e.g", "etc", "i.e", "jr", "mr", "mrs", "ms", "no", "prof", "sr", "st", "vs",
    ]
}

extension Character {
    fileprivate var isControl: Bool {
        unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }
}
