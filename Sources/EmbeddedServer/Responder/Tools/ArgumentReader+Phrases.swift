// SPDX-License-Identifier: Apache-2.0

extension ArgumentReader {
    // MARK: - Phrases after a word that leads to them

    func leads(of parameter: Parameter, _ role: ParameterRole) -> [String] {
        let own = parameter.words.filter { $0.count > 2 && !Vocabulary.stopWords.contains($0) }
        switch role {
        case .title:
            let isReminder = function.words.contains { $0.hasPrefix("remind") }
            let skipped = isReminder ? [] : ["to"]
            return role.leads.filter { !skipped.contains($0) } + own
        case .message:
            let isTranslation = function.words.contains("translate")
            return isTranslation
                ? []
                : role.leads
                    + ["to", "about"].filter { _ in
                        function.words.contains { $0.hasPrefix("remind") }
                    }
        case .person, .venue, .room, .identifier: return role.leads + own
        default: return role.leads
        }
    }

    /// What stands after a lead: one value, or several joined by commas and "and".
    func phrases(after lead: String, _ role: ParameterRole) -> [Range<Int>] {
        let isLong = role == .message || role == .title
        var found: [Range<Int>] = []
        for start in clause.words.indices.dropLast()
        where clause.words[start].key == lead && !used.contains(start)
            && !clause.words[start].endsSentence && !isInMoment(start)
        {
            let first = start + 1
            let isVerb = lead == "to" && Vocabulary.isVerb(clause.words[first].key)
            if isVerb, !isLong, clause.words[first].text.first?.isUppercase != true { continue }
            // Only "and" makes a second phrase a second value: "in Oslo today and in Bergen".
            if !found.isEmpty, clause.words[start - 1].key != "and" { continue }
            let end = end(of: first, role, lead)
            let pieces = isLong ? [first..<end] : coordinated(first..<end, lead)
            found += pieces.compactMap { trimmed($0, role) }.filter { piece in
                !found.contains { $0.overlaps(piece) }
            }
        }
        return found
    }

    func isInMoment(_ index: Int) -> Bool {
        mentions.contains {
            guard case .moment = $0.value else { return false }
            return $0.words.contains(index)
        }
    }

    /// Where a phrase ends: before a value of another kind, a used word or another lead.
    func end(of start: Int, _ role: ParameterRole, _ lead: String) -> Int {
        for index in start..<clause.words.count {
            if used.contains(index) { return index }
            if role != .message, role != .title {
                let key = clause.words[index].key
                let repeats = key == lead && index > 0 && clause.words[index - 1].key == "and"
                if index > start, Self.boundaries.contains(key), !repeats { return index }
                if Self.isJoint(key), endsList(after: index, lead) { return index }
                let isValue = mentions.contains { mention in
                    if case .number = mention.value { return false }
                    return mention.words.lowerBound == index
                }
                if isValue { return index }
            } else if index > start, role == .title, endsTitle(at: index, after: start) {
                return index
            }
            if clause.words[index].endsSentence { return index + 1 }
        }
        return clause.words.count
    }

    /// "with", "from" and the like, and the "for" of a number: "for Anna Miller for two people".
    private func endsTitle(at index: Int, after start: Int) -> Bool {
        let key = clause.words[index].key
        return Self.messageLeads.contains(key)
            || key == "for"
                && mentions.contains { $0.words.lowerBound == index + 1 && $0.number != nil }
    }

    static func isJoint(_ key: String) -> Bool { ["and", "or", "&"].contains(key) }

    /// Whether what follows an "and" is no further value: "in Oslo and tell me a joke".
    func endsList(after index: Int, _ lead: String) -> Bool {
        guard clause.words.indices.contains(index + 1) else { return true }
        let next = clause.words[index + 1]
        let isNew = Vocabulary.isVerb(next.key) && next.text.first?.isUppercase != true
        return isNew || Self.empty.contains(next.key)
            || Self.boundaries.contains(next.key) && next.key != lead
    }

    func coordinated(_ range: Range<Int>, _ lead: String) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        let hasAnd = range.contains { Self.isJoint(clause.words[$0].key) }
        for index in range {
            let key = clause.words[index].key
            if Self.isJoint(key) || key == lead {
                if start < index { pieces.append(start..<index) }
                start = index + 1
            } else if hasAnd, clause.words[index].pauses {
                pieces.append(start..<index + 1)
                start = index + 1
            }
        }
        return start < range.upperBound ? pieces + [start..<range.upperBound] : pieces
    }
}

extension ArgumentReader {
    // MARK: - What belongs to no value

    /// The part of a range that is a value, or nil when nothing of it is.
    func trimmed(_ range: Range<Int>, _ role: ParameterRole) -> Range<Int>? {
        var (start, end) = (range.lowerBound, range.upperBound)
        let isKept = role == .message
        while start < end, !isKept, Self.determiners.contains(clause.words[start].key) {
            start += 1
        }
        while start < end, Self.fillers.contains(clause.words[end - 1].key) { end -= 1 }
        let keys = (start..<end).map { clause.words[$0].key }
        guard !keys.isEmpty, keys.count <= (isKept ? 200 : 12),
            !keys.allSatisfy(Self.empty.contains)
        else { return nil }
        let isAboutItself = role != .message && (start..<end).allSatisfy { isAboutFunction($0) }
        return isAboutItself ? nil : start..<end
    }

    /// The whole of a short answer to the question for this argument: "Oslo, please".
    func bareAnswer(_ parameter: Parameter, _ role: ParameterRole) -> [Range<Int>] {
        guard asked.contains(parameter.name), clause.form != .question else { return [] }
        var start = 0
        while start < clause.words.count, Self.answerLeads.contains(clause.words[start].key) {
            start += 1
        }
        let end =
            (start..<clause.words.count).first {
                used.contains($0) || clause.words[$0].endsSentence && role != .message
            }.map { used.contains($0) ? $0 : $0 + 1 } ?? clause.words.count
        guard start < end, role == .message || end - start <= 6 else { return [] }
        if clause.form == .statement, start == 0, role != .message { return [] }
        return trimmed(start..<end, role).map { [$0] } ?? []
    }

    static let boundaries = Vocabulary.wordSet(
        """
        in at for to from with by on about near around into onto saying says that called named \
        titled until till using via per is are as than this next
        """
    )
    static let messageLeads = Vocabulary.wordSet("with from saying called named titled")
    static let determiners = Vocabulary.wordSet("the a an my our your some any is of :")
    static let particles = Vocabulary.wordSet("on off up down me us")
    static let fillers = Vocabulary.wordSet("please thanks now right too also again like")
    static let empty = Vocabulary.wordSet(
        """
        me us you him her it them this that these those here there i we general mind fact case \
        order advance hurry total detail particular now moment one what which something anything \
        morning afternoon evening night week weekend month year next then
        """
    )
    static let openers = Vocabulary.wordSet(
        "what what's who who's is are the does how tell me show for define"
    )
    static let answerLeads = Vocabulary.wordSet(
        "in at for to from with it's its is the it that's make i'd like um well please by named on"
    )
}
