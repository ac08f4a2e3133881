// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Fills a function's arguments from a clause: with what was said, or not at all.
struct ArgumentReader {
    let function: CallableFunction
    let clause: Clause
    let mentions: [Mention]
    let today: CivilTime
    /// The arguments the clause was asked for, which may stand there alone.
    var asked: Set<String> = []
    /// Words that are the value of an argument already.
    var used: Set<Int> = []

    init(
        _ function: CallableFunction,
        _ clause: Clause,
        today: CivilTime,
        asked: Set<String> = []
    ) {
        self.function = function
        self.clause = clause
        self.today = today
        self.asked = asked
        mentions = MentionScanner(words: clause.words, today: today).mentions()
    }

    /// What was said of each argument; several values where one is wanted ask for several calls.
    mutating func values() -> [String: [JSONValue]] {
        values(function.parameters)
    }

    private mutating func values(_ parameters: [Parameter]) -> [String: [JSONValue]] {
        var found: [String: [JSONValue]] = [:]
        let ordered = parameters.map { ($0, ParameterRole($0)) }.enumerated().sorted {
            let ranks = ($0.element.1.rank, $1.element.1.rank)
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            let required = ($0.element.0.isRequired, $1.element.0.isRequired)
            return required.0 != required.1 ? required.0 : $0.offset < $1.offset
        }
        for (parameter, role) in ordered.map(\.element) {
            let siblings = parameters.filter { ParameterRole($0) == role }
            let values = values(of: parameter, role, siblings)
            if !values.isEmpty { found[parameter.name] = values }
        }
        return found
    }

    private mutating func values(
        of parameter: Parameter,
        _ role: ParameterRole,
        _ siblings: [Parameter]
    ) -> [JSONValue] {
        switch parameter.kind {
        case .array(let item):
            var item = item
            item.name = parameter.name
            item.isRequired = parameter.isRequired
            item.description += parameter.description
            let values =
                if case .object = item.kind {
                    self.values(of: item, .object, [])
                } else {
                    self.values(of: item, role, siblings)
                }
            return values.isEmpty ? [] : [.array(values)]
        case .object(let inner):
            let values = values(inner).compactMapValues(\.first)
            let isComplete = inner.allSatisfy { !$0.isRequired || values[$0.name] != nil }
            guard !values.isEmpty, isComplete else { return [] }
            return [
                .object(
                    JSONObject(
                        inner.compactMap { part in
                            values[part.name].map { (part.name, $0) }
                        }
                    )
                )
            ]
        default: break
        }
        switch role {
        case .option: return options(of: parameter)
        case .boolean: return boolean(parameter).map { [.bool($0)] } ?? []
        case .date, .time, .moment: return moments(role, parameter, siblings)
        case .duration(let unit): return durations(unit, parameter, siblings)
        case .number: return number(parameter, siblings).map { [$0] } ?? []
        case .currency: return currencies(parameter).map(JSONValue.string)
        default: return strings(parameter, role).map(JSONValue.string)
        }
    }
}

/// The arguments of one or several calls.
struct ArgumentSets {
    /// One for each call.
    var calls: [JSONObject]
    var missing: [Parameter]

    init(_ values: [String: [JSONValue]], for parameters: [Parameter]) {
        let count = min(values.values.map(\.count).max() ?? 1, Self.maximumCalls)
        calls = (0..<max(count, 1)).map { index in
            JSONObject(
                parameters.compactMap { parameter in
                    guard let values = values[parameter.name] else { return nil }
                    return (parameter.name, values.count == count ? values[index] : values[0])
                }
            )
        }
        missing = parameters.filter { $0.isRequired && values[$0.name] == nil }
    }

    /// More calls than this are never made of one clause.
    static let maximumCalls = 8
}
