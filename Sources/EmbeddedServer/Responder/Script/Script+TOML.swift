// SPDX-License-Identifier: Apache-2.0

package import TOMLFile

extension Script {
    /// Reads a script; `name` is how messages call the file.
    ///
    /// - Returns: The script, and warnings about keys it does not know.
    /// - Throws: `TOMLError` with the file, the line and what was expected there.
    package static func parse(
        _ source: String,
        name: String
    ) throws(TOMLError) -> (script: Script, warnings: [TOMLWarning]) {
        try parse(document: TOMLDocument(source: source, name: name))
    }

    /// Reads a script from its document.
    package static func parse(
        document: TOMLDocument
    ) throws(TOMLError) -> (script: Script, warnings: [TOMLWarning]) {
        let root = TOMLReader(document)
        let tables = try root.tables("rule")
        var script = Script(
            name: try root.string("name") ?? "the stand-in",
            greetings: [:],
            rules: [],
            fallback: try templates(root, "fallback"),
            wordless: try templates(root, "wordless"),
            hear: try strings(root, "hear")
        )
        try checkHear(script.hear, root)
        if let greetings = try root.table("greeting") {
            for language in greetings.table.keys {
                script.greetings[language.lowercased()] = try greetings.string(language)
            }
        }
        script.functions = try root.choice("functions", as: FunctionOrder.self) ?? .after
        for table in tables { script.rules.append(try rule(table)) }
        guard !script.fallback.isEmpty else {
            throw root.error(nil, "fallback: expected at least one reply")
        }
        try checkSlots(script, root, tables)
        return (script, root.finish())
    }

    private static func rule(_ table: TOMLReader) throws(TOMLError) -> Rule {
        var rule = Rule(matchers: [], remember: [], steps: [])
        for pattern in try strings(table, "when") {
            do {
                rule.matchers.append(.words(try WordPattern(pattern)))
            } catch {
                throw table.error("when", "expected \(error), found \(pattern.debugDescription)")
            }
        }
        for source in try strings(table, "match") {
            guard (try? Regex(source)) != nil else {
                throw table.error(
                    "match",
                    "expected a regular expression, found \(source.debugDescription)"
                )
            }
            rule.matchers.append(.regex(source))
        }
        for name in try strings(table, "returned") { rule.matchers.append(.returned(name)) }
        guard !rule.matchers.isEmpty else {
            throw table.error(
                nil,
                "expected `when`, `match` or `returned`: what the rule answers to"
            )
        }
        if let facts = try table.table("remember") {
            for fact in facts.table.keys {
                if let value = try template(facts, fact, try facts.string(fact)) {
                    rule.remember.append((fact, value))
                }
            }
        }
        rule.steps = try ScriptStepReader(table: table).all()
        guard rule.answers || !rule.remember.isEmpty else {
            throw table.error(nil, "expected `reply`, `remember`, `call`, `steps` or a fault")
        }
        return rule
    }

    /// One string or an array of them.
    private static func strings(_ table: TOMLReader, _ key: String) throws(TOMLError) -> [String] {
        guard let node = table.node(key) else { return [] }
        if let single = node.value.stringValue { return [single] }
        return try table.stringArray(key) ?? []
    }

    static func templates(
        _ table: TOMLReader,
        _ key: String
    ) throws(TOMLError) -> [ReplyTemplate] {
        var templates: [ReplyTemplate] = []
        for source in try strings(table, key) {
            if let template = try template(table, key, source) { templates.append(template) }
        }
        return templates
    }

    private static func template(
        _ table: TOMLReader,
        _ key: String,
        _ source: String?
    ) throws(TOMLError) -> ReplyTemplate? {
        guard let source else { return nil }
        guard source.contains(where: { !$0.isWhitespace }) else {
            throw table.error(key, "expected some words, found an empty text")
        }
        do {
            return try ReplyTemplate(source)
        } catch {
            throw table.error(key, "expected \(error)")
        }
    }

    /// What a recognizer cannot listen for would only be left out, without a word.
    private static func checkHear(
        _ phrases: [String],
        _ root: TOMLReader
    ) throws(TOMLError) {
        let lines = root.node("hear")?.value.arrayValue?.map(\.line) ?? []
        for (index, phrase) in phrases.enumerated() {
            guard let expectation = SpokenGrammar.expectation(missedBy: phrase) else { continue }
            let line = lines.indices.contains(index) ? lines[index] : nil
            throw root.error("hear", "expected \(expectation)", line: line)
        }
    }

    /// A slot that no rule fills is a typing error, found here rather than in a conversation.
    private static func checkSlots(
        _ script: Script,
        _ root: TOMLReader,
        _ tables: [TOMLReader]
    ) throws(TOMLError) {
        let facts = Set(script.rules.flatMap { $0.remember.map(\.fact) })
        func check(
            _ templates: [ReplyTemplate],
            _ table: TOMLReader,
            _ key: String
        )
            throws(TOMLError)
        {
            for case .fact(let fact) in templates.flatMap(\.slots) where !facts.contains(fact) {
                let known = (ReplyTemplate.Builtin.allCases.map(\.rawValue) + facts.sorted())
                    .joined(separator: ", ")
                let found = "{\(fact)}".debugDescription
                throw table.error(key, "expected a slot out of \(known), found \(found)")
            }
        }
        try check(script.fallback, root, "fallback")
        try check(script.wordless, root, "wordless")
        for (rule, table) in zip(script.rules, tables) {
            try check(rule.steps.flatMap(\.templates), table, "reply")
            try check(rule.remember.map(\.value), table, "remember")
        }
    }
}
