// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// A declared function, read for matching it with what somebody says.
struct CallableFunction: Sendable {
    let name: String
    let parameters: [Parameter]
    /// The name as words: "book table".
    let words: [String]
    /// The words that ask for it; empty when neither name nor description has a verb.
    let verbs: Set<String>
    /// It only tells something, so a question asks for it as well as a request.
    let isQuery: Bool
    /// What "on" or "off" in its name says.
    let polarity: Bool?
    /// Stems of what the name is about, without the verb.
    let objects: [String]
    /// Stems of what else the description is about.
    let topics: Set<String>
    private let isSpecific: Bool

    init(_ declaration: FunctionDeclaration) {
        name = declaration.name
        parameters = Parameter.all(of: declaration)
        words = Vocabulary.words(ofName: declaration.name)
        let description = Utterance(String((declaration.description ?? "").prefix(600)))
        let verb = Self.verb(words, description)
        verbs = Self.verbs(verb, hasState: !parameters.isEmpty)
        isQuery = verb.map(Vocabulary.queryVerbs.contains) ?? true
        isSpecific = verb.map { !Vocabulary.generalVerbs.contains($0) } ?? false
        polarity =
            words.contains("off") || ["stop", "deactivate", "disable"].contains(verb)
            ? false : words.contains("on") || ["activate", "enable"].contains(verb) ? true : nil
        let objects = words.filter {
            $0 != verb && !Vocabulary.stopWords.contains($0) && $0.contains(where: \.isLetter)
                && !["off", "up", "out"].contains($0)
        }.map(Vocabulary.stem)
        self.objects = objects
        let verbStems = Set(verbs.map(Vocabulary.stem))
        topics = Set(
            description.words.lazy.map(\.key)
                .filter { $0.count > 3 && !Vocabulary.stopWords.contains($0) }
                .map(Vocabulary.stem)
                .filter { !objects.contains($0) && !verbStems.contains($0) }
                .prefix(24)
        )
    }

    /// The words that ask for a verb; one with arguments may do the opposite too, as `lock_door`
    /// with `locked`.
    private static func verbs(_ verb: String?, hasState: Bool) -> Set<String> {
        guard let verb else { return [] }
        let opposites = [
            "open": "close", "close": "open", "lock": "unlock", "unlock": "lock",
            "mute": "unmute", "unmute": "mute",
        ]
        let opposite = hasState ? opposites[verb].map(Vocabulary.synonyms(ofVerb:)) ?? [] : []
        return Vocabulary.synonyms(ofVerb: verb).union(opposite)
    }

    /// The verb of the name, or the one its description begins with: "Turns the lamp on".
    private static func verb(_ words: [String], _ description: Utterance) -> String? {
        if let first = words.first, Vocabulary.isVerb(first) { return first }
        let plain = ["get", "set", "start", "stop", "create", "delete", "update", "send", "list"]
        if let verb = words.first(where: plain.contains) { return verb }
        guard let first = description.words.first?.key else { return nil }
        if first == "returns" { return "get" }
        for verb in [first, String(first.dropLast()), String(first.dropLast(2))]
        where Vocabulary.isVerb(verb) {
            return verb
        }
        return nil
    }

    /// The words of every option of an argument.
    private var options: [Set<String>] {
        parameters.flatMap(\.options).compactMap(\.stringValue).map {
            Set(Vocabulary.words(ofName: $0).map(Vocabulary.stem))
        }.filter { !$0.isEmpty && $0.isDisjoint(with: ["on", "off"]) }
    }

    private static let generalObjects = Set(
        Vocabulary.wordSet("device appliance item thing room machine home").map(Vocabulary.stem)
    )
    /// Verbs that need no object to be understood: "play Yesterday".
    static let tellingVerbs = Vocabulary.wordSet(
        "play translate remind define navigate text email call phone dial search google convert"
    )

    /// How much a clause sounds like asking for this.
    struct Evidence: Sendable {
        /// Less than this is no reason to call a function.
        static let threshold = 2.5

        var score = 0.0
        /// The name's verb, if it is more telling than "get" and "set", was said.
        var hasVerb = false
        /// Everything the name is about was said.
        var isComplete = false
    }

    /// The evidence in a clause, or nil when it asks for something else.
    func evidence(in clause: Clause) -> Evidence? {
        guard clause.form != .statement, isQuery || clause.form != .question else { return nil }
        let isNamedState = words.contains("on") || words.contains("off")
        if let polarity, let asked = clause.polarity ?? (isNamedState ? !polarity : nil),
            polarity != asked
        {
            return nil
        }
        var evidence = Evidence()
        let said = Set(clause.keys.filter { !Vocabulary.stopWords.contains($0) })
        let stems = Set(said.map(Vocabulary.stem))
        let hinted = said.reduce(into: Set<String>()) { $0.formUnion(Vocabulary.concepts(of: $1)) }
        if let verb = clause.verb, !verbs.isEmpty {
            let isAskedFor = verbs.contains(verb) || clause.form == .question
            let isObject = !Vocabulary.concepts(of: verb).isDisjoint(with: objects)
            guard isAskedFor || isObject else { return nil }
            evidence.hasVerb = isSpecific && verbs.contains(verb)
            evidence.score += evidence.hasVerb ? 2 : isAskedFor ? 0.5 : 0
        }
        var matched = 0
        for object in objects {
            let gain = stems.contains(object) ? 3 : hinted.contains(object) ? 2.5 : -0.5
            if gain > 0 { matched += 1 }
            evidence.score += gain
        }
        evidence.isComplete = matched == objects.count
        // "The coffee maker" is a device if the function says so; "large" is no pizza.
        let isGeneral = !objects.isEmpty && objects.allSatisfy(Self.generalObjects.contains)
        if matched == 0, isGeneral, options.contains(where: { $0.isSubset(of: stems) }) {
            matched = 1
            evidence.score += 2.5
        }
        if matched == 0, let verb = clause.verb, evidence.hasVerb, Self.tellingVerbs.contains(verb)
        {
            matched = 1
            evidence.score += 1.5
        }
        let described = topics.intersection(stems).count
        let parameterWords = Set(parameters.flatMap(\.words).map(Vocabulary.stem))
        let isCore =
            matched > 0 || objects.isEmpty && (evidence.hasVerb || described > 0)
            || evidence.hasVerb && described > 0 || described > 1
        guard isCore else { return nil }
        if objects.isEmpty, evidence.hasVerb { evidence.score += 1 }
        evidence.score += Double(min(described, 2))
        evidence.score += Double(min(parameterWords.intersection(stems).count, 2)) * 0.5
        return evidence
    }
}
