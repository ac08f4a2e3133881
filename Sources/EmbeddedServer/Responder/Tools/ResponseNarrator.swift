// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// Turns what functions returned into sentences for somebody who hears them.
///
/// It says what the response says and no more. Where it knows no better wording it reads the
/// fields.
package enum ResponseNarrator {
    /// More members and elements than this are counted, not read.
    static let maximumItems = 8
    static let maximumDepth = 3

    /// One sentence for every response, in order.
    ///
    /// The calls that were made, by id, say what a bare "ok" is about.
    package static func text(
        _ responses: some Sequence<FunctionResponse>,
        calls: [String: FunctionCall] = [:]
    ) -> String {
        responses.map { sentence($0, calls[$0.id]) }.joined(separator: " ")
    }

    private static func sentence(_ response: FunctionResponse, _ call: FunctionCall?) -> String {
        let name = response.name.isEmpty ? call?.name ?? "the function" : response.name
        let function = Vocabulary.words(ofName: name).joined(separator: " ")
        var members = response.response
        members["scheduling"] = nil
        if let problem = problem(in: members) {
            return ended("I could not \(function): \(problem)")
        }
        var value = JSONValue.object(members)
        while case .object(let object) = value, object.count == 1,
            let inner = object["output"] ?? object["result"] ?? object["response"]
        {
            value = inner
        }
        switch value {
        case .object(let object): return fields(object, function, call)
        case .array(let items) where items.isEmpty: return "\(opened(function)) found nothing."
        case .array(let items):
            let count = items.count == 1 ? "1 result" : "\(items.count) results"
            return ended("\(opened(function)) gave \(count): \(list(items, depth: 0))")
        case .string(let text) where isSentence(text): return ended(text)
        case .null: return done(function, call)
        case .bool(true): return done(function, call)
        case .string(let text) where acknowledgements.contains(text.lowercased()):
            return done(function, call)
        default: return ended("\(opened(function)) gave \(spoken(value, depth: 0))")
        }
    }

    // MARK: - Failures

    private static func problem(in members: JSONObject) -> String? {
        if let error = members["error"], error != .null, error != .bool(false), error != "" {
            if let object = error.objectValue {
                let message = object["message"] ?? object["reason"] ?? object["code"]
                return spoken(message ?? error, depth: 0)
            }
            return error == .bool(true)
                ? spoken(members["message"] ?? "it failed", depth: 0) : spoken(error, depth: 0)
        }
        let status = members["status"]?.stringValue?.lowercased()
        let hasFailed =
            members["success"] == .bool(false) || members["ok"] == .bool(false)
            || ["error", "failed", "failure"].contains(status)
        guard hasFailed else { return nil }
        let message = members["message"] ?? members["reason"] ?? members["detail"]
        return spoken(message ?? "it failed", depth: 0)
    }

    // MARK: - Success without a result

    private static let acknowledgements: Set<String> = [
        "ok", "okay", "done", "success", "successful", "true", "", "completed", "yes",
    ]

    /// Says what was done: "Done: set light, room kitchen, on yes".
    private static func done(_ function: String, _ call: FunctionCall?) -> String {
        let details = (call?.args.members ?? []).prefix(maximumItems).map { member in
            let name = Vocabulary.words(ofName: member.key).joined(separator: " ")
            return "\(name) \(spoken(member.value, depth: 0))"
        }
        return ended(([("Done: " + function)] + details).joined(separator: ", "))
    }

    // MARK: - Fields

    private static func fields(
        _ object: JSONObject,
        _ function: String,
        _ call: FunctionCall?
    ) -> String {
        var rest = object.members
        func take(_ keys: String...) -> JSONValue? {
            guard let index = rest.firstIndex(where: { keys.contains(key($0.key)) }) else {
                return nil
            }
            return rest.remove(at: index).value
        }
        if let message = take("message", "summary", "text", "answer", "description")?.stringValue,
            isSentence(message)
        {
            return ended(message)
        }
        let status = ["status", "success", "ok"].compactMap { object[$0] }.first
        let isDone =
            status == .bool(true)
            || status?.stringValue.map { acknowledgements.contains($0.lowercased()) } == true
        if isDone { rest.removeAll { ["status", "success", "ok"].contains($0.key) } }
        if rest.isEmpty { return done(function, call) }
        let place =
            take("city", "location", "place") ?? call?.args["city"] ?? call?.args["location"]
        let lead = place?.stringValue.map { "In \($0) " } ?? ""
        var parts: [String] = []
        if let degrees = take("temperature", "temp", "temperature c", "temp c", "temperature f"),
            let number = degrees.doubleValue
        {
            let unit = take("unit", "units")?.stringValue.map { " " + unitName($0) } ?? ""
            let sky = take("condition", "conditions", "weather", "sky")?.stringValue
            parts.append(
                "it is \(Arithmetic.text(of: number)) degrees\(unit)"
                    + (sky.map { " and \($0)" } ?? "")
            )
        }
        parts += rest.prefix(maximumItems).map {
            "the \(key($0.key)) is \(spoken($0.value, depth: 1))"
        }
        if rest.count > maximumItems {
            parts.append("there are \(rest.count - maximumItems) more fields")
        }
        let text = lead + joined(parts)
        return ended(isDone ? "Done: " + text : opened(text))
    }

    private static func key(_ name: String) -> String {
        Vocabulary.words(ofName: name).joined(separator: " ")
    }

    private static func unitName(_ unit: String) -> String {
        ["c": "Celsius", "celsius": "Celsius", "f": "Fahrenheit", "fahrenheit": "Fahrenheit"][
            unit.lowercased().filter(\.isLetter)
        ] ?? unit
    }

    // MARK: - Values

    private static func spoken(_ value: JSONValue, depth: Int) -> String {
        switch value {
        case .null: return "unknown"
        case .bool(let bool): return bool ? "yes" : "no"
        case .integer(let number): return "\(number)"
        case .double(let number): return Arithmetic.text(of: number)
        case .string(let text):
            let limit = 2_000
            return text.count > limit ? text.prefix(limit) + "\u{2026}" : text
        case .array(let items):
            return items.isEmpty ? "nothing" : list(items, depth: depth)
        case .object(let object):
            guard depth < maximumDepth else { return "\(object.count) fields" }
            let parts = object.members.prefix(maximumItems).map {
                "\(key($0.key)) \(spoken($0.value, depth: depth + 1))"
            }
            return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
        }
    }

    private static func list(_ items: [JSONValue], depth: Int) -> String {
        guard depth < maximumDepth else { return "\(items.count) items" }
        var parts = items.prefix(maximumItems).map { spoken($0, depth: depth + 1) }
        if items.count > maximumItems { parts.append("\(items.count - maximumItems) more") }
        let hasObjects = items.contains { $0.objectValue != nil }
        return hasObjects ? parts.joined(separator: "; ") : joined(parts)
    }

    private static func joined(_ parts: [String]) -> String {
        guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func isSentence(_ text: String) -> Bool {
        text.split(separator: " ").count > 2
    }

    private static func opened(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    private static func ended(_ text: String) -> String {
        text.last.map { ".!?\u{2026}".contains($0) } == true ? text : text + "."
    }
}
