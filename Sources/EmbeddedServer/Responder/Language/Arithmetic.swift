// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Works out sums given in signs or in English words.
package enum Arithmetic {
    /// Longer expressions are refused; so is deeper nesting than `maximumDepth`.
    package static let maximumTokens = 64
    package static let maximumDepth = 16

    /// The value of an expression such as "12 times 7" or "(3 + 4) / 2".
    ///
    /// - Returns: nil when the text is no sum, or one without a finite result.
    package static func evaluate(_ text: String) -> Double? {
        guard let tokens = tokens(of: text), tokens.count > 1 else { return nil }
        var parser = Parser(rest: tokens[...])
        guard let value = parser.sum(depth: 0), parser.rest.isEmpty, value.isFinite else {
            return nil
        }
        return value
    }

    /// A number the way people write it: no decimals when whole, at most six otherwise.
    package static func text(of value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        let scaled = value * 1e6
        return abs(scaled) < 1e15 ? "\(scaled.rounded() / 1e6)" : "\(value)"
    }
}

extension Arithmetic {
    fileprivate enum Token: Equatable {
        case number(Double)
        case sign(Character)
        case root
        case percentOf
    }

    private static let phrases: [(words: [String], token: Token)] = [
        (["to", "the", "power", "of"], .sign("^")), (["square", "root", "of"], .root),
        (["divided", "by"], .sign("/")), (["multiplied", "by"], .sign("*")),
        (["percent", "of"], .percentOf), (["%", "of"], .percentOf),
        (["plus"], .sign("+")), (["and"], .sign("+")), (["minus"], .sign("-")),
        (["times"], .sign("*")), (["x"], .sign("*")), (["over"], .sign("/")),
        (["mod"], .sign("%")), (["modulo"], .sign("%")),
    ]
    private static let fillers: Set<String> = ["please", "equal", "equals", "exactly", "the", "="]

    private static func tokens(of text: String) -> [Token]? {
        var words = spaced(text).split(separator: " ").map(String.init)[...]
        guard words.count <= maximumTokens else { return nil }
        var tokens: [Token] = []
        while let word = words.first {
            if let phrase = phrases.first(where: { words.starts(with: $0.words) }) {
                tokens.append(phrase.token)
                words = words.dropFirst(phrase.words.count)
            } else if word.count == 1, let sign = word.first, "+-*/^%()".contains(sign) {
                tokens.append(.sign(sign))
                words = words.dropFirst()
            } else if let value = Double(word), value.isFinite, word.first?.isNumber == true {
                tokens.append(.number(value))
                words = words.dropFirst()
            } else if let (value, count) = NumberWords.prefix(of: words) {
                tokens.append(.number(Double(value)))
                words = words.dropFirst(count)
            } else if fillers.contains(word) {
                words = words.dropFirst()
            } else {
                return nil
            }
        }
        return tokens
    }

    /// Lower case, with spaces around signs and without commas between digits.
    private static func spaced(_ text: String) -> String {
        var result = ""
        for character in text.prefix(1_000).lowercased() {
            switch character {
            // The hyphen of "twenty-five" is no minus.
            case "-" where result.last?.isLetter == true: result += " "
            case "\u{00D7}": result += " * "
            case "\u{00F7}": result += " / "
            case "\u{2212}": result += " - "
            case "+", "-", "*", "/", "^", "%", "(", ")", "=": result += " \(character) "
            case ",", "?", "!": break
            default: result.append(character.isWhitespace ? " " : character)
            }
        }
        return result
    }

    private struct Parser {
        var rest: ArraySlice<Token>

        mutating func sum(depth: Int) -> Double? {
            guard depth < maximumDepth, var value = product(depth: depth) else { return nil }
            while case .sign(let sign)? = rest.first, sign == "+" || sign == "-" {
                rest.removeFirst()
                guard let right = product(depth: depth) else { return nil }
                value = sign == "+" ? value + right : value - right
            }
            return value
        }

        private mutating func product(depth: Int) -> Double? {
            guard var value = power(depth: depth) else { return nil }
            while let token = rest.first {
                switch token {
                case .sign("*"), .sign("/"), .sign("%"), .percentOf: rest.removeFirst()
                default: return value
                }
                guard let right = power(depth: depth) else { return nil }
                switch token {
                case .sign("*"): value *= right
                case .sign("/"): value /= right
                case .sign("%"): value = value.truncatingRemainder(dividingBy: right)
                default: value = value / 100 * right
                }
            }
            return value
        }

        private mutating func power(depth: Int) -> Double? {
            guard let base = operand(depth: depth) else { return nil }
            guard rest.first == .sign("^") else { return base }
            rest.removeFirst()
            guard depth < maximumDepth, let exponent = power(depth: depth + 1) else { return nil }
            return pow(base, exponent)
        }

        private mutating func operand(depth: Int) -> Double? {
            guard depth < maximumDepth, let token = rest.popFirst() else { return nil }
            switch token {
            case .number(let value): return value
            case .sign("-"): return operand(depth: depth + 1).map { -$0 }
            case .root: return operand(depth: depth + 1).map { $0.squareRoot() }
            case .sign("("):
                guard let value = sum(depth: depth + 1), rest.popFirst() == .sign(")") else {
                    return nil
                }
                return value
            default: return nil
            }
        }
    }
}
