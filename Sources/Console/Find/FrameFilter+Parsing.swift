// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// Why an expression is no filter, and which of its words is wrong.
package struct FilterError: Error, Sendable, Equatable {
    /// Characters of the expression.
    package var place: Range<Int>
    package var reason: String
}

extension FrameFilter {
    /// Reads an expression such as `type:toolCall dir:s2c !size:>4k "two words"`; what is empty
    /// lets every frame pass.
    package init(parsing text: String) throws(FilterError) {
        var terms: [Term] = []
        for word in try Self.words(of: text) { terms.append(try word.term()) }
        self.init(text: terms.isEmpty ? "" : text, terms: terms)
    }

    /// The words of an expression; blanks between quotes do not part them.
    private static func words(of text: String) throws(FilterError) -> [FilterWord] {
        var words: [FilterWord] = []
        var characters: [FilterWord.Piece] = []
        var start = 0
        var quote: Int?
        func finish(at end: Int) {
            if start < end { words.append(FilterWord(pieces: characters, place: start..<end)) }
        }
        var count = 0
        for character in text {
            if character == "\"" {
                quote = quote == nil ? count : nil
                characters.append(.init(character: nil))
            } else if character.isWhitespace, quote == nil {
                finish(at: count)
                characters = []
                start = count + 1
            } else {
                characters.append(.init(character: character, isQuoted: quote != nil))
            }
            count += 1
        }
        if let quote { throw FilterError(place: quote..<count, reason: "the quote is not closed") }
        finish(at: count)
        return words
    }
}

/// One word of an expression, on its way to a term.
private struct FilterWord {
    /// A character; nil for a quote.
    struct Piece {
        var character: Character?
        var isQuoted = false
    }

    var pieces: [Piece]
    var place: Range<Int>

    func term() throws(FilterError) -> FrameFilter.Term {
        var pieces = pieces[...]
        let isNegated = pieces.first?.character == "!" && pieces.first?.isQuoted == false
        if isNegated { pieces.removeFirst() }
        let colon = pieces.firstIndex { $0.character == ":" && !$0.isQuoted }
        guard let colon, colon > pieces.startIndex else {
            let word = text(pieces)
            guard !word.isEmpty else { throw error("a word is missing here") }
            return FrameFilter.Term(test: .word(TextQuery(word)), isNegated: isNegated)
        }
        let name = text(pieces[..<colon]).lowercased()
        let value = text(pieces[(colon + 1)...])
        guard !value.isEmpty else { throw error("nothing stands behind \(name):") }
        return FrameFilter.Term(test: try test(name, value), isNegated: isNegated)
    }

    private func text(_ pieces: ArraySlice<Piece>) -> String {
        String(pieces.compactMap(\.character))
    }

    private func error(_ reason: String) -> FilterError {
        FilterError(place: place, reason: reason)
    }

    private func test(_ name: String, _ value: String) throws(FilterError) -> FrameFilter.Test {
        switch name {
        case "type":
            let isPrefix = value.hasSuffix("*")
            return .type(
                (isPrefix ? String(value.dropLast()) : value).lowercased(),
                isPrefix: isPrefix
            )
        case "dir":
            return .direction(try direction(value))
        case "size":
            return .size(try range(value, "a size is like 4k, >4k, <100 or 100-4k"))
        case "turn":
            return .turn(try range(value, "a turn is like 7, >7, <7 or 3-7"))
        case "text":
            let words = value.hasPrefix("~") ? String(value.dropFirst()) : value
            guard !words.isEmpty else { throw error("nothing stands behind text:~") }
            return .text(TextQuery(words))
        case "is":
            guard let trait = FrameFilter.Trait(rawValue: value.lowercased()) else {
                let all = FrameFilter.Trait.allCases.map(\.rawValue).joined(separator: ", ")
                throw error("is: takes \(all)")
            }
            return .trait(trait)
        default:
            throw error("no field \(name): there are type, dir, size, turn, text, is")
        }
    }

    private func direction(_ value: String) throws(FilterError) -> FrameDirection {
        switch value.lowercased() {
        case "c2s", "up", "out": return .clientToServer
        case "s2c", "down", "in": return .serverToClient
        default: throw error("a direction is c2s or s2c")
        }
    }

    private func range(
        _ value: String,
        _ reason: String
    ) throws(FilterError) -> ClosedRange<Int> {
        func number(_ text: Substring) throws(FilterError) -> Int {
            let last = text.last?.lowercased()
            let factor = last == "k" ? 1_000 : last == "m" ? 1_000_000 : 1
            guard let number = Int(factor == 1 ? text : text.dropLast()),
                case let (product, isTooBig) = number.multipliedReportingOverflow(by: factor),
                number >= 0, !isTooBig, product < .max
            else { throw error(reason) }
            return product
        }
        if value.hasPrefix(">=") { return try number(value.dropFirst(2))...(.max) }
        if value.hasPrefix("<=") { return 0...(try number(value.dropFirst(2))) }
        if value.hasPrefix(">") { return try number(value.dropFirst()) + 1...(.max) }
        if value.hasPrefix("<") {
            let limit = try number(value.dropFirst())
            guard limit > 0 else { throw error("nothing is below 0") }
            return 0...limit - 1
        }
        let ends = value.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let low = try number(ends[0])
        let high = ends.count > 1 ? try number(ends[1]) : low
        guard low <= high else { throw error(reason) }
        return low...high
    }
}
