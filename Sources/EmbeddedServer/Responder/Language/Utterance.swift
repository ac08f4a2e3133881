// SPDX-License-Identifier: Apache-2.0

/// What somebody said, cut into words for matching.
package struct Utterance: Sendable, Equatable {
    /// Words beyond this are not looked at.
    package static let maximumWords = 400

    package struct Word: Sendable, Equatable {
        /// Lower case, without the punctuation around it.
        package var key: String
        /// As it was said, without the punctuation around it.
        package var text: String
        package var endsSentence: Bool
        /// A comma, colon or dash follows.
        package var pauses = false
        package var opensQuote = false
        package var closesQuote = false
    }

    package let words: [Word]

    package init(_ text: String) {
        var words: [Word] = []
        for token in text.split(whereSeparator: \.isWhitespace) {
            guard words.count < Self.maximumWords else { break }
            let bare = Self.bare(token)
            let isHalfDay = ["a.m", "p.m"].contains(bare.lowercased())
            let last = token.last { !Self.isClosing($0) }
            let endsSentence = !isHalfDay && last.map(Self.isStop) ?? false
            if bare.isEmpty {
                if endsSentence, !words.isEmpty { words[words.count - 1].endsSentence = true }
                continue
            }
            words.append(
                Word(
                    key: Self.normalized(token),
                    text: String(bare),
                    endsSentence: endsSentence,
                    pauses: last.map { ",:\u{2013}\u{2014}".contains($0) } ?? false,
                    opensQuote: token.first.map { "\"\u{201C}\u{AB}".contains($0) } ?? false,
                    closesQuote: token[bare.endIndex...].contains {
                        "\"\u{201D}\u{BB}".contains($0)
                    }
                )
            )
        }
        self.words = words
    }

    /// The words of a range as they were said, with single spaces.
    package func text(of range: Range<Int>) -> String {
        words[range].map(\.text).joined(separator: " ")
    }

    /// A word as patterns see it: lower case, typographic apostrophes straightened.
    package static func normalized(_ token: some StringProtocol) -> String {
        String(bare(Substring(token))).lowercased().split(
            separator: "\u{2019}",
            omittingEmptySubsequences: false
        ).joined(separator: "'")
    }

    /// Signs of arithmetic stay, so that "12 * 7" is three words.
    private static func bare(_ token: Substring) -> Substring {
        func isKept(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || character.isSymbol
                || "+-*/^%()".contains(character)
        }
        guard let first = token.firstIndex(where: isKept),
            let last = token.lastIndex(where: isKept)
        else { return "" }
        return token[first...last]
    }

    private static func isStop(_ character: Character) -> Bool {
        ".!?;\u{2026}".contains(character)
    }

    private static func isClosing(_ character: Character) -> Bool {
        "\"')]\u{201D}\u{2019}".contains(character)
    }
}
