// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

extension ArgumentSchema {
    /// Most problems that are listed; the first ones are enough to mend a call.
    private static let maximumProblems = 5

    /// What is wrong with the arguments, in words that a model can act on; empty when they fit.
    package func problems(in arguments: JSONObject) -> [String] {
        var problems: [String] = []
        check(.object(arguments), at: "", into: &problems)
        return Array(problems.prefix(Self.maximumProblems))
    }

    private func check(_ value: JSONValue, at path: String, into problems: inout [String]) {
        guard problems.count < Self.maximumProblems else { return }
        let place = path.isEmpty ? "the arguments" : "`\(path)`"
        guard kinds.isEmpty || kinds.contains(where: { $0.accepts(value) }) else {
            let expected = kinds.map(\.words).joined(separator: " or ")
            return problems.append("\(place): expected \(expected), found \(value.kindWords)")
        }
        if let choices, !choices.contains(where: { $0.isSame(as: value) }) {
            let list = choices.prefix(20).map(\.shortText).joined(separator: ", ")
            problems.append("\(place): expected one of \(list), found \(value.shortText)")
        }
        switch value {
        case .object(let object): checkMembers(of: object, at: path, into: &problems)
        case .array(let elements): checkElements(elements, at: path, into: &problems)
        case .string(let text): checkCount(text.count, of: "characters", place, into: &problems)
        case .integer, .double: checkBounds(value.doubleValue ?? 0, place, into: &problems)
        case .null, .bool: break
        }
        checkAlternatives(value, at: path, place, into: &problems)
    }

    private func checkMembers(
        of object: JSONObject,
        at path: String,
        into problems: inout [String]
    ) {
        let prefix = path.isEmpty ? "" : path + "."
        for name in required where object[name] == nil {
            problems.append("`\(prefix)\(name)` is required")
        }
        for property in properties {
            guard let value = object[property.name] else { continue }
            property.schema.check(value, at: prefix + property.name, into: &problems)
        }
        guard isClosed else { return }
        let known = Set(properties.map(\.name))
        for key in object.keys where !known.contains(key) {
            problems.append("`\(prefix)\(key.prefix(64))` is not a parameter")
        }
    }

    private func checkElements(
        _ elements: [JSONValue],
        at path: String,
        into problems: inout [String]
    ) {
        checkCount(elements.count, of: "elements", "`\(path)`", into: &problems)
        guard let schema = items.first else { return }
        for (index, element) in elements.enumerated() {
            schema.check(element, at: "\(path)[\(index)]", into: &problems)
            if problems.count >= Self.maximumProblems { return }
        }
    }

    private func checkCount(
        _ count: Int,
        of what: String,
        _ place: String,
        into problems: inout [String]
    ) {
        if count < fewest {
            problems.append("\(place): expected at least \(fewest) \(what), found \(count)")
        }
        if count > most {
            problems.append("\(place): expected at most \(most) \(what), found \(count)")
        }
    }

    private func checkBounds(_ number: Double, _ place: String, into problems: inout [String]) {
        if let minimum, number < minimum {
            problems.append("\(place): expected at least \(minimum), found \(number)")
        }
        if let maximum, number > maximum {
            problems.append("\(place): expected at most \(maximum), found \(number)")
        }
    }

    private func checkAlternatives(
        _ value: JSONValue,
        at path: String,
        _ place: String,
        into problems: inout [String]
    ) {
        guard !alternatives.isEmpty else { return }
        let fits = alternatives.contains { schema in
            var inner: [String] = []
            schema.check(value, at: path, into: &inner)
            return inner.isEmpty
        }
        if !fits { problems.append("\(place) fits none of the alternatives") }
    }
}

extension ArgumentSchema.Kind {
    fileprivate func accepts(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.string, .string), (.boolean, .bool), (.array, .array), (.object, .object),
            (.null, .null), (.number, .integer), (.number, .double):
            true
        // Models write whole numbers as 3.0 too.
        case (.integer, _): value.integerValue != nil
        default: false
        }
    }

    /// The type with its article: "an integer".
    fileprivate var words: String {
        switch self {
        case .null: "null"
        case .integer, .array, .object: "an \(rawValue)"
        case .string, .number, .boolean: "a \(rawValue)"
        }
    }
}

extension JSONValue {
    fileprivate var kindWords: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .double: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The value as JSON, cut where it would fill a line.
    fileprivate var shortText: String {
        let text = String(decoding: serialized(), as: UTF8.self)
        return text.utf8.count > 40 ? text.prefix(40) + "…" : text
    }

    /// Equal as JSON sees it, where 3 and 3.0 are one number.
    fileprivate func isSame(as other: JSONValue) -> Bool {
        if let number = doubleValue, let other = other.doubleValue { return number == other }
        return self == other
    }
}
