// SPDX-License-Identifier: Apache-2.0

/// English number words up to 999,999.
package enum NumberWords {
    private static let small: [String: Int] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
        "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
        "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
        "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90,
    ]

    /// A whole number in digits or in words, with nothing else around it.
    package static func value(of text: String) -> Int? {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        if words.count == 1, let value = Int(words[0]) { return value }
        guard let (value, count) = prefix(of: words[...]), count == words.count else { return nil }
        return value
    }

    /// The number that the first words spell, and how many words that took.
    package static func prefix(of words: ArraySlice<String>) -> (value: Int, count: Int)? {
        var thousands = 0
        var group = 0
        var count = 0
        var hasDigits = false
        for word in words.prefix(12) {
            if word == "hundred", hasDigits, (1...9).contains(group) {
                group *= 100
            } else if word == "thousand", hasDigits, thousands == 0, group > 0 {
                thousands = group * 1_000
                group = 0
            } else if let value = compound(word), fits(value, after: group, isFirst: !hasDigits) {
                group += value
                hasDigits = true
            } else {
                break
            }
            count += 1
        }
        return hasDigits ? (thousands + group, count) : nil
    }

    private static func compound(_ word: String) -> Int? {
        if let value = small[word] { return value }
        let parts = word.split(separator: "-").map(String.init)
        guard parts.count == 2, let tens = small[parts[0]], let ones = small[parts[1]],
            tens >= 20, (1...9).contains(ones)
        else { return nil }
        return tens + ones
    }

    /// "twenty" takes a following "two", "two" takes nothing but "hundred" and "thousand".
    private static func fits(_ value: Int, after group: Int, isFirst: Bool) -> Bool {
        if isFirst || group == 0 { return true }
        if group % 100 == 0 { return value < 100 }
        return group % 100 >= 20 && group % 10 == 0 && (1...9).contains(value)
    }
}
