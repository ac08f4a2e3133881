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

    private let elements: [Element]

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
    }

    /// The captured texts of the leftmost match, or nil when the phrase does not occur.
    package func captures(in utterance: Utterance) -> [String]? {
        for start in utterance.words.indices {
            if let found = match(elements[...], utterance, at: start, isFirst: true) {
                return found.map { utterance.text(of: $0) }
            }
        }
        return nil
    }

    private func match(
        _ rest: ArraySlice<Element>,
        _ utterance: Utterance,
        at index: Int,
        isFirst: Bool = false
    ) -> [Range<Int>]? {
        guard let element = rest.first else { return [] }
        let next = rest.dropFirst()
        let words = utterance.words
        let isReachable =
            index < words.count && (isFirst || !words[index - 1].endsSentence)
        switch element {
        case .word(let alternatives, let isOptional):
            if isReachable, alternatives.contains(words[index].key),
                let found = match(next, utterance, at: index + 1)
            {
                return found
            }
            return isOptional ? match(next, utterance, at: index, isFirst: isFirst) : nil
        case .wildcard:
            guard isReachable else { return nil }
            let sentenceEnd = words[index...].firstIndex(where: \.endsSentence) ?? words.count - 1
            if next.isEmpty { return [index..<(sentenceEnd + 1)] }
            for end in (index + 1)...(sentenceEnd + 1) {
                if let found = match(next, utterance, at: end) { return [index..<end] + found }
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
