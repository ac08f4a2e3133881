// SPDX-License-Identifier: Apache-2.0

extension MentionScanner {
    /// "an hour and 20 minutes", "90s", "half an hour", "5-minute".
    func duration(at start: Int) -> Mention? {
        var parts: [(unit: Mention.TimeUnit, amount: Double)] = []
        var index = start
        while let (unit, amount, count) = durationPart(at: index),
            parts.last.map({ $0.unit.rawValue > unit.rawValue }) ?? true
        {
            parts.append((unit, amount))
            index += count
            if key(index) == "and", key(index + 1) == "a", key(index + 2) == "half" {
                parts[parts.count - 1].amount += 0.5
                index += 3
            }
            guard !words[index - 1].endsSentence else { break }
            if key(index) == "and", durationPart(at: index + 1) != nil { index += 1 }
        }
        // "two hours and ten minutes" took the "and" only if minutes followed.
        while index > start, key(index - 1) == "and" { index -= 1 }
        return parts.isEmpty ? nil : found(start, index - start, .duration(parts))
    }

    private func durationPart(
        at index: Int
    ) -> (unit: Mention.TimeUnit, amount: Double, count: Int)? {
        if key(index) == "half", ["a", "an"].contains(key(index + 1)),
            let unit = Mention.TimeUnit(word: key(index + 2))
        {
            return (unit, 0.5, 3)
        }
        if ["a", "an", "one"].contains(key(index)),
            let unit = Mention.TimeUnit(word: key(index + 1)), unit != .day || key(index) == "one"
        {
            return (unit, 1, 2)
        }
        // "5-minute" and "90s".
        let digits = key(index).prefix { $0.isNumber || $0 == "." }
        let rest = key(index).dropFirst(digits.count)
        if let amount = Double(digits), !rest.isEmpty,
            let unit = Mention.TimeUnit(word: String(rest.drop { $0 == "-" }))
        {
            return (unit, amount, 1)
        }
        guard let (amount, count) = number(at: index),
            let unit = Mention.TimeUnit(word: key(index + count))
        else { return nil }
        return (unit, amount, count + 1)
    }

    /// Numbers, with their percent sign or currency.
    func amount(at index: Int) -> Mention? {
        guard let (value, count) = number(at: index) else { return symbolic(at: index) }
        let next = key(index + count)
        if ["percent", "%"].contains(next) { return found(index, count + 1, .percent(value)) }
        if let code = Currency.code(of: next) {
            return found(index, count + 1, .money(value, currency: code))
        }
        return found(index, count, .number(value))
    }

    /// "30%", "$5", "21°C".
    private func symbolic(at index: Int) -> Mention? {
        var text = key(index)[...]
        let code = text.first.flatMap { Currency.code(of: String($0)) }
        if code != nil { text = text.dropFirst() }
        let digits = text.prefix { $0.isNumber || ".,-".contains($0) }
        guard let value = Self.decimal(digits) else { return nil }
        let rest = text.dropFirst(digits.count)
        if let code, rest.isEmpty { return found(index, 1, .money(value, currency: code)) }
        if rest == "%" { return found(index, 1, .percent(value)) }
        if let code = Currency.code(of: String(rest)) {
            return found(index, 1, .money(value, currency: code))
        }
        return rest.first == "\u{B0}" ? found(index, 1, .number(value)) : nil
    }

    /// A number in digits or words, and how many words it takes.
    func number(at index: Int) -> (value: Double, count: Int)? {
        let first = key(index)
        if first == "minus" || first == "negative" {
            return number(at: index + 1).map { (-$0.value, $0.count + 1) }
        }
        if first == "one", isPronoun(index) { return nil }
        var value: Double
        var count: Int
        if let digits = Self.decimal(first[...]) {
            (value, count) = (digits, 1)
        } else if words.indices.contains(index),
            let spelled = NumberWords.prefix(of: words[index...].prefix(12).map(\.key)[...])
        {
            (value, count) = (Double(spelled.value), spelled.count)
        } else {
            return nil
        }
        if key(index + count) == "point",
            let (fraction, length) = number(at: index + count + 1), (0...9).contains(fraction)
        {
            value += fraction / 10
            count += length + 1
        }
        if key(index + count) == "and", key(index + count + 1) == "a",
            key(index + count + 2) == "half"
        {
            value += 0.5
            count += 3
        }
        return (value, count)
    }

    /// The "one" of "this one" and "one of them" counts nothing.
    private func isPronoun(_ index: Int) -> Bool {
        let before = ["this", "that", "the", "which", "another", "no", "any", "each", "every"]
        return index > 0 && before.contains(key(index - 1)) || key(index + 1) == "of"
    }

    private static func decimal(_ text: Substring) -> Double? {
        guard let last = text.last, last.isNumber, text.count <= 15,
            text.first.map({ $0.isNumber || "-+.".contains($0) }) == true
        else { return nil }
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        let isGrouped =
            groups.count > 1
            && groups.dropFirst().allSatisfy {
                $0.prefix(4).count == 3
                    || $0.dropFirst(3).first == "."
            }
        guard groups.count == 1 || isGrouped else { return nil }
        return Double(groups.joined())
    }
}

/// Names of the currencies people ask for most.
enum Currency {
    private static let names: [String: String] = [
        "dollar": "USD", "dollars": "USD", "usd": "USD", "$": "USD", "bucks": "USD",
        "euro": "EUR", "euros": "EUR", "eur": "EUR", "\u{20AC}": "EUR",
        "pound": "GBP", "pounds": "GBP", "gbp": "GBP", "\u{A3}": "GBP", "yen": "JPY", "jpy": "JPY",
        "\u{A5}": "JPY", "franc": "CHF", "francs": "CHF", "chf": "CHF", "yuan": "CNY", "cny": "CNY",
        "rupee": "INR", "rupees": "INR", "inr": "INR", "nok": "NOK", "sek": "SEK", "dkk": "DKK",
        "cad": "CAD", "aud": "AUD", "zloty": "PLN", "pln": "PLN", "lira": "TRY",
    ]

    /// The ISO 4217 code of a name, a code or a sign.
    static func code(of word: String) -> String? { names[word.lowercased()] }
}
