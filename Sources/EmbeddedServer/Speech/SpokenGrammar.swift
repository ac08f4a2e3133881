// SPDX-License-Identifier: Apache-2.0

/// What a recognizer listens for: the phrases of a script, and any other sound.
///
/// A free choice among all words would mishear most of them; among the phrases that have an answer,
/// most are told apart. What fits none of them better than a mere row of phones is no phrase.
package struct SpokenGrammar: Sendable {
    /// Phrases as in a script's `when`, with slots such as `<number>` in place of `*`.
    package let phrases: [String]

    /// How much less likely each phone of an unknown sound is than a phone of a phrase: found by
    /// trying, so that few phrases are missed and little else is taken for one.
    private static let phonePenalty = 1e-12

    private static let digits = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ]
    private static let teens = [
        "zero", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
        "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    private static let names = [
        "Ada", "Alan", "Alice", "Andrew", "Anna", "Ben", "Bob", "Carol", "Charles", "Daniel",
        "David", "Diana", "Edward", "Elizabeth", "Emily", "Emma", "Eric", "Eva", "Frank", "George",
        "Grace", "Hannah", "Helen", "Henry", "Jack", "James", "Jane", "Jennifer", "John", "Julia",
        "Kate", "Karen", "Laura", "Linda", "Lisa", "Lucy", "Maria", "Mark", "Martin", "Mary",
        "Michael", "Nina", "Oliver", "Paul", "Peter", "Richard", "Robert", "Sam", "Sarah", "Simon",
        "Sophie", "Steven", "Susan", "Thomas", "Tom", "Victor", "William",
    ]
    private static let slots = ["<number>", "<sum>", "<name>"]
    /// The phones of English, as the dictionary of the models writes them.
    private static let phones = [
        "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH",
        "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH",
        "UH", "UW", "V", "W", "Y", "Z", "ZH",
    ]
    /// Starts the made-up words that stand for single phones.
    private static let soundPrefix = "xx"

    package init(phrases: [String]) {
        self.phrases = phrases
    }

    /// The phrases of a script: what it says to listen for, and its rules' that have no `*`.
    package init(_ script: Script) {
        var phrases = script.hear
        for case .words(let pattern) in script.rules.flatMap(\.matchers)
        where !pattern.hasWildcard {
            phrases.append(pattern.source)
        }
        self.init(phrases: phrases)
    }

    /// What a phrase would have to hold to be listened for as it is; nil when it is.
    static func expectation(missedBy phrase: String) -> String? {
        for token in phrase.split(whereSeparator: \.isWhitespace) {
            let isSlot = slots.contains(String(token))
            if !isSlot, token.contains(where: "<>*{}".contains) {
                return "words and the slots \(slots.joined(separator: ", ")), found \(token)"
            }
        }
        let hasWord = phrase.contains { $0.isASCII && $0.isLetter }
        return hasWord ? nil : "a phrase of English words, found \(phrase.debugDescription)"
    }

    /// The words the grammar needs beside the dictionary's, with their phones.
    static var sounds: [(word: String, phones: String)] {
        // The unlikely one takes the rest of the phones' probability.
        [(soundPrefix, Array(repeating: "ZH", count: 9).joined(separator: " "))]
            + phones.map { (soundPrefix + $0.lowercased(), $0) }
    }

    /// The grammar in JSGF, of words that the dictionary has; nil when no phrase remains.
    func jsgf(knows: (String) -> Bool) -> String? {
        func rule(_ name: String, _ words: [String]) -> String {
            "<\(name)> = \(words.map { $0.lowercased() }.filter(knows).joined(separator: "|"));\n"
        }
        let phrases = phrases.compactMap { Self.jsgf($0, knows) }
        guard !phrases.isEmpty else { return nil }
        let sounds = Self.phones.map {
            "/\(Self.phonePenalty)/ \(Self.soundPrefix)\($0.lowercased())"
        }
        return "#JSGF V1.0;\ngrammar phrases;\n"
            + rule("digit", Self.digits) + rule("teen", Self.teens) + rule("tens", Self.tens)
            + rule("name", Self.names)
            + "<number> = <digit>|<teen>|<tens> [<digit>]|(a|<digit>) hundred;\n"
            + "<sum> = <number> (plus|minus|times|divided by|multiplied by) <number>;\n"
            + "<phrase> = \(phrases.joined(separator: "|"));\n"
            + "<sound> = /1/ \(Self.soundPrefix)|\(sounds.joined(separator: "|"));\n"
            + "public <utterance> = <phrase>|<sound>+;\n"
    }

    /// What a recognizer found, as people write it; empty when it was no phrase.
    static func text(of hypothesis: String) -> String {
        let words = hypothesis.split(separator: " ").map(String.init)
        guard !words.contains(where: { $0.hasPrefix(soundPrefix) }) else { return "" }
        return words.map { spelling[$0] ?? $0 }.joined(separator: " ")
    }

    private static let spelling = Dictionary(
        (names + ["I", "I'm"]).map { ($0.lowercased(), $0) },
        uniquingKeysWith: { first, _ in first }
    )

    private static func jsgf(_ phrase: String, _ knows: (String) -> Bool) -> String? {
        var pieces: [String] = []
        for token in phrase.split(whereSeparator: \.isWhitespace) {
            if slots.contains(String(token)) {
                pieces.append(String(token))
                continue
            }
            let isOptional = token.hasPrefix("[") && token.hasSuffix("]")
            let inner = isOptional ? token.dropFirst().dropLast() : token
            let words = inner.split(separator: "|").map { Utterance.normalized($0) }
                .filter { isWord($0) && knows($0) }
            if !words.isEmpty {
                let choice = words.joined(separator: "|")
                pieces.append(isOptional ? "[\(choice)]" : "(\(choice))")
            } else if !isOptional {
                return nil
            }
        }
        return pieces.isEmpty ? nil : pieces.joined(separator: " ")
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isLetter || $0 == "'" }
    }
}
