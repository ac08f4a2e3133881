// SPDX-License-Identifier: Apache-2.0

/// A phrase with wildcards, looked for anywhere in what somebody said.
///
/// Words compare without case and punctuation. `*` stands for one or more words and is captured;
/// a `*` at the end runs to the end of the sentence. `hi|hello` matches either word, and
/// `[please]` a word that may be missing. No match crosses the end of a sentence.
package struct WordPattern: Sendable, Equatable {
    /// More wildcards than this would make the search slow on long texts.
    package static let maximumWildcards = 4

    private enum Element: Sendable, Equatable {
        case word([String], isOptional: Bool)
        case wildcard
    }

    /// As it was written.
    package let source: String
    private let elements: [Element]

    package var hasWildcard: Bool { elements.contains(.wildcard) }

    /// Reads a pattern.
    ///
    /// - Throws: `WordPatternError` when it is empty or has too many wildcards.
    package init(_ source: String) throws(WordPatternError) {
        var elements: [Element] = []
        for token in source.split(whereSeparator: \.isWhitespace) {
            if token == "*" {
                elements.append(.wildcard)
                continue
            }
            let isOptional = token.hasPrefix("[") && token.hasSuffix("]")
            let inner = isOptional ? token.dropFirst().dropLast() : token
            let words = inner.split(separator: "|").map { Utterance.normalized($0) }
                .filter { !$0.isEmpty }
            if !words.isEmpty { elements.append(.word(words, isOptional: isOptional)) }
        }
        guard elements.contains(where: { $0 != .wildcard }) else { throw .noWords }
        guard elements.count(where: { $0 == .wildcard }) <= Self.maximumWildcards else {
            throw .tooManyWildcards
        }
        self.elements = elements
        self.source = source
    }

    /// The captured texts of the leftmost match, or nil when the phrase does not occur.
    package func captures(in utterance: Utterance) -> [String]? {
        var search = Search(elements: elements, words: utterance.words)
        for start in utterance.words.indices {
            if let found = search.match(0, at: start, isFirst: true) {
                return found.map { utterance.text(of: $0) }
            }
        }
        return nil
    }

    /// One search through one text.
    private struct Search {
        let elements: [Element]
        let words: [Utterance.Word]
        /// Places that were tried in vain; without them the search would try again and again.
        private var failures: Set<Place> = []

        private struct Place: Hashable {
            var element: Int
            var word: Int
        }

        init(elements: [Element], words: [Utterance.Word]) {
            self.elements = elements
            self.words = words
        }

        /// The ranges of the wildcards from this element on, matched from this word on.
        mutating func match(_ element: Int, at word: Int, isFirst: Bool = false) -> [Range<Int>]? {
            guard element < elements.count else { return [] }
            let place = Place(element: element, word: word)
            if !isFirst, failures.contains(place) { return nil }
            let isReachable = word < words.count && (isFirst || !words[word - 1].endsSentence)
            let found =
                switch elements[element] {
                case .wildcard:
                    isReachable ? matchWildcard(element, at: word) : nil
                case .word(let alternatives, let isOptional):
                    matchWord(alternatives, element, at: isReachable ? word : nil)
                        ?? (isOptional ? match(element + 1, at: word, isFirst: isFirst) : nil)
                }
            if found == nil, !isFirst { failures.insert(place) }
            return found
        }

        private mutating func matchWord(
            _ alternatives: [String],
            _ element: Int,
            at word: Int?
        ) -> [Range<Int>]? {
            guard let word, alternatives.contains(words[word].key) else { return nil }
            return match(element + 1, at: word + 1)
        }

        private mutating func matchWildcard(_ element: Int, at word: Int) -> [Range<Int>]? {
            let last = words[word...].firstIndex(where: \.endsSentence) ?? words.count - 1
            if element == elements.count - 1 { return [word..<(last + 1)] }
            for end in (word + 1)...(last + 1) {
                if let found = match(element + 1, at: end) { return [word..<end] + found }
            }
            return nil
        }
    }
}

/// Why a text is no `WordPattern`.
package enum WordPatternError: Error, Sendable, Equatable {
    case noWords
    case tooManyWildcards
}

extension WordPatternError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noWords: "a pattern with at least one word that is not `*`"
        case .tooManyWildcards: "at most \(WordPattern.maximumWildcards) `*` in one pattern"
        }
    }
}
