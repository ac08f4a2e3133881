// SPDX-License-Identifier: Apache-2.0

import LiveAPI

extension ArgumentReader {
    // MARK: - Options

    /// The allowed values that were said, in the order they were said.
    mutating func options(of parameter: Parameter) -> [JSONValue] {
        var found: [(place: Int, value: JSONValue)] = []
        let options = parameter.options.map { ($0, Self.words(of: $0)) }
        for (value, words) in options.sorted(by: { $0.1.count > $1.1.count }) {
            guard let places = places(of: words) else { continue }
            used.formUnion(places)
            found.append((places[0], value))
        }
        if found.isEmpty, let only = distinctive(options) { found = [only] }
        if found.isEmpty, let verb = clause.verb {
            let fitting = options.filter { _, words in
                words.count == 1 && Vocabulary.isVerb(words[0])
                    && !Vocabulary.generalVerbs.contains(words[0])
                    && Vocabulary.synonyms(ofVerb: words[0]).contains(verb)
            }
            if fitting.count == 1 { found = [(0, fitting[0].0)] }
        }
        return found.sorted { $0.place < $1.place }.map(\.value)
    }

    private static func words(of option: JSONValue) -> [String] {
        option.stringValue.map(Vocabulary.words(ofName:))
            ?? option.integerValue.map { [String($0)] } ?? []
    }

    /// Where all words of an option stand, next to each other or not.
    private func places(of words: [String]) -> [Int]? {
        guard !words.isEmpty else { return nil }
        let last = words[words.count - 1]
        if let state = ["on": true, "off": false][last],
            words.dropLast().allSatisfy(["turn", "switch", "power"].contains)
        {
            guard clause.polarity == state else { return nil }
            return clause.keys.lastIndex(of: last).map { [$0] } ?? [0]
        }
        var places: [Int] = []
        for word in words {
            let place = clause.words.indices.first { index in
                guard !used.contains(index), !places.contains(index) else { return false }
                let key = clause.words[index].key
                if word.count < 3, word.contains(where: \.isLetter), words.count == 1 {
                    return key == word && clause.words[index].text != word
                }
                let isObject = key != word && isAboutFunction(index, hinted: true)
                return !isObject && Vocabulary.stem(key) == Vocabulary.stem(word)
                    || Self.spelled(key) == word
            }
            guard let place else { return nil }
            places.append(place)
        }
        return places
    }

    private static func spelled(_ key: String) -> String? {
        NumberWords.value(of: key).map(String.init)
    }

    /// The one option that has a word of its own among those said: "economy" of "economy_class".
    private mutating func distinctive(_ options: [(JSONValue, [String])]) -> (Int, JSONValue)? {
        for index in clause.words.indices where !used.contains(index) {
            let key = clause.words[index].key
            guard key.count > 3, !Vocabulary.stopWords.contains(key) else { continue }
            let fitting = options.filter { $0.1.count > 1 && $0.1.contains(key) }
            if fitting.count == 1 {
                used.insert(index)
                return (index, fitting[0].0)
            }
        }
        return nil
    }

    // MARK: - Yes and no

    func boolean(_ parameter: Parameter) -> Bool? {
        let keys = clause.keys
        let words = Set(parameter.words)
        if asked.contains(parameter.name), let first = keys.first ?? nil {
            if ["yes", "yeah", "sure", "true", "on"].contains(first) { return true }
            if ["no", "nope", "false", "off"].contains(first) { return false }
        }
        let states = ["on", "off", "enabled", "enable", "active", "power", "state", "powered"]
        if !words.isDisjoint(with: states), let polarity = clause.polarity {
            return words.contains("off") ? !polarity : polarity
        }
        for (yes, no) in [("open", "close"), ("lock", "unlock"), ("mute", "unmute")] {
            let isAbout = words.contains { $0.hasPrefix(yes) || $0.hasPrefix(no) }
            guard isAbout, let verb = clause.verb else { continue }
            let isInverse = words.contains { $0.hasPrefix(no) }
            if Vocabulary.synonyms(ofVerb: no).contains(verb) { return isInverse }
            if Vocabulary.synonyms(ofVerb: yes).contains(verb) { return !isInverse }
        }
        let content = parameter.words.filter {
            !Vocabulary.stopWords.contains($0)
                && !["include", "has", "enable", "want"].contains($0)
        }.map(Vocabulary.stem)
        for (index, key) in keys.enumerated() where content.contains(Vocabulary.stem(key)) {
            let before = keys[max(0, index - 2)..<index]
            return !before.contains { ["no", "not", "non", "without", "don't"].contains($0) }
        }
        return nil
    }

    // MARK: - Days and times

    mutating func moments(
        _ role: ParameterRole,
        _ parameter: Parameter,
        _ siblings: [Parameter]
    ) -> [JSONValue] {
        var found: [(text: String, words: Range<Int>)] = []
        for mention in mentions {
            guard case .moment(let day, let minutes) = mention.value,
                let text = text(role, day, minutes)
            else { continue }
            found.append((text, mention.words))
        }
        if siblings.count > 1, let place = siblings.firstIndex(of: parameter) {
            // A start and an end take turns.
            found = found.indices.contains(place) ? [found[place]] : []
        }
        for (_, words) in found { used.formUnion(words) }
        return found.map { .string($0.text) }
    }

    private func text(_ role: ParameterRole, _ day: CivilTime?, _ minutes: Int?) -> String? {
        func clock(_ minutes: Int) -> String {
            var time = today
            (time.hour, time.minute) = (minutes / 60, minutes % 60)
            return time.timeText
        }
        switch role {
        case .date: return day?.isoDate
        case .time: return minutes.map(clock)
        default:
            guard let minutes else { return day?.isoDate }
            let isPast = minutes <= today.hour * 60 + today.minute
            let day = day ?? today.adding(days: isPast ? 1 : 0)
            return "\(day.isoDate)T\(clock(minutes)):00"
        }
    }

    /// Lengths of time in the unit wanted; several only for a single argument.
    mutating func durations(
        _ unit: Mention.TimeUnit?,
        _ parameter: Parameter,
        _ siblings: [Parameter]
    ) -> [JSONValue] {
        let split =
            function.parameters.count {
                if case .duration(.some) = ParameterRole($0) { true } else { false }
            } > 1
        var found: [JSONValue] = []
        for mention in mentions where split || used.isDisjoint(with: mention.words) {
            guard case .duration(let parts) = mention.value else { continue }
            if parameter.kind == .string {
                let words = mention.words.map { clause.words[$0].text }
                found.append(.string(words.joined(separator: " ")))
            } else {
                let wanted = split ? parts.filter { $0.unit == unit } : parts
                let seconds = wanted.reduce(0) { $0 + $1.amount * Double($1.unit.rawValue) }
                let amount = unit.map { seconds / Double($0.rawValue) } ?? wanted.first?.amount
                guard !wanted.isEmpty, let amount, let value = json(amount, parameter) else {
                    continue
                }
                found.append(value)
            }
            used.formUnion(mention.words)
        }
        if found.isEmpty { return number(parameter, siblings).map { [$0] } ?? [] }
        return found
    }

    // MARK: - Numbers

    mutating func number(_ parameter: Parameter, _ siblings: [Parameter]) -> JSONValue? {
        let free = mentions.filter {
            $0.number != nil && used.isDisjoint(with: $0.words) && !isHouseNumber($0)
        }
        let cued = free.filter { isCue(for: parameter, $0) }
        let rest = free.filter { mention in
            !siblings.contains { $0 != parameter && isCue(for: $0, mention) }
        }
        for mention in cued + rest {
            guard let number = mention.number, let value = json(number, parameter) else { continue }
            used.formUnion(mention.words)
            return value
        }
        return nil
    }

    /// Whether the words around a number say which argument it is: "for two people".
    private func isCue(for parameter: Parameter, _ mention: Mention) -> Bool {
        let words = parameter.words
        switch mention.value {
        case .percent where words.contains { Self.levels.contains($0) }: return true
        case .money where words.contains { Self.sums.contains($0) }: return true
        default: break
        }
        let stems = Set(words.map(Vocabulary.stem))
        let end = mention.words.upperBound
        let around =
            clause.words[end..<min(end + 2, clause.words.count)].map(\.key)
            + clause.words[max(0, mention.words.lowerBound - 2)..<mention.words.lowerBound]
            .map(\.key)
        return around.contains { !Vocabulary.concepts(of: $0).isDisjoint(with: stems) }
    }

    /// The "12" of "to 12 Main Street".
    private func isHouseNumber(_ mention: Mention) -> Bool {
        let (before, after) = (mention.words.lowerBound - 1, mention.words.upperBound)
        guard clause.words.indices.contains(before), clause.words.indices.contains(after) else {
            return false
        }
        return ["to", "at", "in", "from"].contains(clause.words[before].key)
            && clause.words[after].text.first?.isUppercase == true
    }

    private static let levels = Vocabulary.wordSet("brightness volume level percent intensity")
    private static let sums = Vocabulary.wordSet("amount price budget sum cost value total")

    private func json(_ number: Double, _ parameter: Parameter) -> JSONValue? {
        guard parameter.range?.contains(number) ?? true else { return nil }
        let whole = Int64(exactly: number)
        if parameter.kind == .integer { return whole.map(JSONValue.integer) }
        return whole.map(JSONValue.integer) ?? .double(number)
    }

    /// Currencies as codes: the one of the sum first, then those named alone.
    mutating func currencies(_ parameter: Parameter) -> [String] {
        let isTarget = parameter.words.contains { ["to", "target", "into"].contains($0) }
        for mention in mentions where !isTarget {
            if case .money(_, let code) = mention.value { return [code] }
        }
        for (index, word) in clause.words.enumerated() where !used.contains(index) {
            let isInSum = mentions.contains { $0.words.contains(index) }
            if !isInSum, let code = Currency.code(of: word.key) {
                used.insert(index)
                return [code]
            }
        }
        return []
    }
}
