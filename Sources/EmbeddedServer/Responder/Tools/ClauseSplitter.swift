// SPDX-License-Identifier: Apache-2.0

/// Cuts what was said into requests: at sentence ends, and at an "and" after which another
/// function is asked for.
struct ClauseSplitter {
    /// Later words of a sentence are not looked at.
    static let maximumWords = 120
    /// Later clauses are not looked at.
    static let maximumClauses = 16

    let chooser: FunctionChooser

    func clauses(of utterance: Utterance) -> [Clause] {
        var clauses: [Clause] = []
        for sentence in sentences(utterance.words) {
            var rest = sentence.prefix(Self.maximumWords)
            while !rest.isEmpty, clauses.count < Self.maximumClauses {
                let (head, tail) = split(rest)
                clauses.append(Clause(head))
                rest = tail
            }
        }
        return clauses
    }

    private func sentences(_ words: [Utterance.Word]) -> [ArraySlice<Utterance.Word>] {
        var sentences: [ArraySlice<Utterance.Word>] = []
        var start = words.startIndex
        var isQuoted = false
        for (index, word) in words.enumerated() {
            if word.opensQuote { isQuoted = true }
            let isInside = isQuoted
            if word.closesQuote { isQuoted = false }
            guard word.endsSentence, !isInside else { continue }
            sentences.append(words[start...index])
            start = index + 1
        }
        if start < words.count { sentences.append(words[start...]) }
        return sentences
    }

    /// The first request of a sentence, and the words from the next one on.
    private func split(
        _ words: ArraySlice<Utterance.Word>
    ) -> (ArraySlice<Utterance.Word>, ArraySlice<Utterance.Word>) {
        let left = Clause(words)
        let mentions = MentionScanner(words: Array(words), today: chooser.today).mentions()
        let inner = Set(mentions.flatMap { $0.words.dropFirst() }.map { $0 + words.startIndex })
        var isQuoted = false
        for index in words.indices.dropFirst() {
            if words[index - 1].opensQuote { isQuoted = true }
            if words[index - 1].closesQuote { isQuoted = false }
            let isJoint = Self.joints.contains(words[index].key) || words[index - 1].pauses
            guard isJoint, !isQuoted, !inner.contains(index) else { continue }
            let rest = words[index...].drop { Self.joints.contains($0.key) }
            guard let first = rest.first, !Self.joints.contains(words[index - 1].key) else {
                continue
            }
            let next = rest.dropFirst().firstIndex { Self.joints.contains($0.key) }
            let right = rest[..<(next ?? rest.endIndex)]
            let carried = carried(from: left, to: right)
            let isFirst = isRequest(words[..<index])
            if !carried.isEmpty, isFirst, isRequest((carried + right)[...]) {
                return (words[..<index], (carried + rest)[...])
            }
            if isFirst || Self.opensRequest(first.key), isRequest(right) {
                return (words[..<index], words[rest.startIndex...])
            }
        }
        return (words, [])
    }

    /// The verb of the first request, for a second that has none: "turn on" the radio.
    private func carried(
        from left: Clause,
        to right: ArraySlice<Utterance.Word>
    ) -> [Utterance.Word] {
        guard let verb = left.verb, let place = left.keys.firstIndex(of: verb),
            !CallableFunction.tellingVerbs.contains(verb), let first = right.first?.key,
            !Vocabulary.isVerb(first),
            !["in", "at", "for", "to", "with", "on"].contains(first)
        else { return [] }
        var carried = [left.words[place]]
        let states = ["on", "off"]
        let hasOwn = right.contains { states.contains($0.key) }
        if !hasOwn, let state = left.words.first(where: { states.contains($0.key) }) {
            carried.append(state)
        }
        return carried
    }

    private static func opensRequest(_ word: String) -> Bool {
        let openings = ["what", "what's", "how", "please", "could", "can", "i'd", "is", "will"]
        return Vocabulary.isVerb(word) || openings.contains(word)
    }

    private func isRequest(_ words: ArraySlice<Utterance.Word>) -> Bool {
        let clause = Clause(words)
        return chooser.functions.contains { function in
            let score = function.evidence(in: clause)?.score ?? 0
            return score >= CallableFunction.Evidence.threshold
        }
    }

    private static let joints: Set<String> = ["and", "then", "also", "plus", "&"]
}
