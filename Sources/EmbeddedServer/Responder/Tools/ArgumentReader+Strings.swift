// SPDX-License-Identifier: Apache-2.0

extension ArgumentReader {
    /// The texts a string argument may take from the clause.
    mutating func strings(_ parameter: Parameter, _ role: ParameterRole) -> [String] {
        if let special = special(parameter, role) { return special }
        if role == .email || role == .link { return take(bareAnswer(parameter, role)) }
        if let quoted = quotation(role) { return [quoted] }
        if let name = namedAfterWord(parameter, role) { return take([name]) }
        for lead in leads(of: parameter, role) {
            let found = phrases(after: lead, role)
            if !found.isEmpty { return take(found) }
        }
        if let object = fallback(parameter, role) { return take(object) }
        return take(bareAnswer(parameter, role))
    }

    /// Remembers whose words these are, and puts them together.
    private mutating func take(_ ranges: [Range<Int>]) -> [String] {
        for range in ranges { used.formUnion(range) }
        return ranges.map { range in clause.words[range].map(\.text).joined(separator: " ") }
    }

    // MARK: - Values of a form of their own

    private mutating func special(_ parameter: Parameter, _ role: ParameterRole) -> [String]? {
        for mention in mentions where used.isDisjoint(with: mention.words) {
            switch mention.value {
            case .email(let text) where role == .email || role == .person,
                .link(let text) where role == .link:
                used.formUnion(mention.words)
                return [text]
            default: continue
            }
        }
        switch role {
        case .unit where parameter.words.contains(where: { ["to", "target"].contains($0) }):
            return countedUnit.map { take([$0..<$0 + 1]) }
        case .unit where !parameter.words.contains(where: { ["to", "target"].contains($0) }):
            guard let number = mentions.first(where: { $0.number != nil }) else { return nil }
            // "two pounds" was taken for a sum of money.
            let next = number.words.upperBound
            if case .money = number.value, number.words.count > 1 { return take([next - 1..<next]) }
            guard clause.words.indices.contains(next) else { return nil }
            return used.contains(next) ? nil : take([next..<next + 1])
        case .identifier:
            return identifier(parameter).map { take([$0..<$0 + 1]) }
        default: return nil
        }
    }

    /// "under the name of Miller", "my name is Anna Miller": what names a person, for `name`.
    private func namedAfterWord(_ parameter: Parameter, _ role: ParameterRole) -> Range<Int>? {
        guard parameter.words.contains("name"), role == .title || role == .person else {
            return nil
        }
        for place in clause.words.indices where clause.words[place].key == "name" {
            var start = place + 1
            while clause.words.indices.contains(start),
                ["of", "is"].contains(clause.words[start].key)
            {
                start += 1
            }
            let end =
                clause.words.indices.suffix(from: min(start, clause.words.count)).first {
                    clause.words[$0].text.first?.isUppercase != true || used.contains($0)
                } ?? clause.words.count
            if start < end { return start..<end }
        }
        return nil
    }

    /// The unit that "how many kilometers are 26 miles" asks for.
    private var countedUnit: Int? {
        guard let how = clause.keys.firstIndex(of: "how"), clause.words.indices.contains(how + 2),
            ["many", "much"].contains(clause.words[how + 1].key), !used.contains(how + 2),
            isAboutFunction(how + 2, hinted: true)
        else { return nil }
        return how + 2
    }

    /// "order A17", "customer number 4711", "AAPL".
    private func identifier(_ parameter: Parameter) -> Int? {
        let free = clause.words.indices.filter { !used.contains($0) }
        let marked = free.first { index in
            let text = clause.words[index].text
            let isMoment = mentions.contains {
                if case .moment = $0.value { $0.words.contains(index) } else { false }
            }
            return !isMoment && text.contains(where: \.isNumber)
        }
        return marked
            ?? free.first { index in
                let text = clause.words[index].text
                return text.count > 1 && text.allSatisfy { $0.isUppercase || $0 == "." }
                    && !["AM", "PM", "OK"].contains(text)
            }
    }

    private mutating func quotation(_ role: ParameterRole) -> String? {
        guard [.message, .title, .list, .venue].contains(role) else { return nil }
        for mention in mentions where used.isDisjoint(with: mention.words) {
            if case .quoted(let text) = mention.value {
                used.formUnion(mention.words)
                return text
            }
        }
        return nil
    }

    // MARK: - Objects of the verb, and words before a noun

    private func fallback(_ parameter: Parameter, _ role: ParameterRole) -> [Range<Int>]? {
        switch role {
        case .place, .room:
            return modifiers(role).map { [$0] } ?? capitalized(role).map { [$0] }
        case .identifier:
            return modifiers(role).map { [$0] } ?? capitalized(role).map { [$0] }
        case .person where parameter.isRequired:
            return capitalized(role).map { [$0] } ?? directObject(role)
        case .title, .message, .venue:
            if role == .message, !function.words.contains("translate") { return nil }
            if role == .venue { return capitalized(role).map { [$0] } }
            // What to search for may have prepositions of its own.
            let isQuery = parameter.words.contains { ["query", "q", "search"].contains($0) }
            return directObject(role, isWhole: isQuery)
        default: return nil
        }
    }

    /// The words before what the function is about: "bedroom" of "the bedroom lamp".
    private func modifiers(_ role: ParameterRole) -> Range<Int>? {
        let noun = clause.words.indices.first { index in
            let concepts = Vocabulary.concepts(of: clause.words[index].key)
            return function.objects.contains { concepts.contains($0) }
        }
        guard let noun else { return nil }
        var start = noun
        while start > 0, isContent(start - 1), !clause.words[start - 1].pauses { start -= 1 }
        guard start < noun, noun - start <= 3 else { return nil }
        if role == .place, clause.form != .fragment,
            clause.words[start].text.first?.isUppercase != true
        {
            return nil
        }
        return trimmed(start..<noun, role)
    }

    private func isContent(_ index: Int) -> Bool {
        let key = clause.words[index].key
        return !used.contains(index) && !Self.boundaries.contains(key)
            && !Vocabulary.stopWords.contains(key) && !Self.fillers.contains(key)
            && !(index < 2 && Vocabulary.isVerb(key)) && !Self.particles.contains(key)
            && !mentions.contains { $0.words.contains(index) }
    }

    /// A name in the middle of the clause: "the Oslo weather".
    private func capitalized(_ role: ParameterRole) -> Range<Int>? {
        let isName: (Int) -> Bool = { index in
            let word = clause.words[index]
            let isFirst = index == 0 && clause.form != .fragment
            return word.text.first?.isUppercase == true && !isFirst && isContent(index)
                && word.key != "i" && !isAboutFunction(index)
        }
        guard let start = clause.words.indices.first(where: isName) else { return nil }
        let end = clause.words.indices[start...].first { !isName($0) } ?? clause.words.count
        return trimmed(start..<end, role)
    }

    /// What the verb acts on: "Bohemian Rhapsody" of "play Bohemian Rhapsody by Queen".
    private func directObject(_ role: ParameterRole, isWhole: Bool = false) -> [Range<Int>]? {
        var start = 0
        while start < clause.words.count, start < 4,
            Self.openers.contains(clause.words[start].key)
                || clause.words[start].key == clause.verb
                || Self.particles.contains(clause.words[start].key)
        {
            start += 1
        }
        var end = start
        while end < clause.words.count, !used.contains(end),
            isWhole || !Self.boundaries.contains(clause.words[end].key),
            !mentions.contains(where: { $0.words.lowerBound == end && $0.number == nil })
        {
            end += 1
            if clause.words[end - 1].endsSentence { break }
        }
        while start < end,
            isAboutFunction(start) || Self.determiners.contains(clause.words[start].key)
        {
            start += 1
        }
        while end > start, isAboutFunction(end - 1) { end -= 1 }
        guard start < end else { return nil }
        let values = coordinated(start..<end, "").compactMap { trimmed($0, role) }
        return values.isEmpty ? nil : values
    }

    /// Whether a word names what the function is about, or at least hints at it.
    func isAboutFunction(_ index: Int, hinted: Bool = false) -> Bool {
        let key = clause.words[index].key
        guard hinted else { return function.objects.contains(Vocabulary.stem(key)) }
        return !Vocabulary.concepts(of: key).isDisjoint(with: function.objects)
    }
}
