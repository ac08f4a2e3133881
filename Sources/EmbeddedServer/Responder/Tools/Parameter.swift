// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// One argument of a declared function, read from either kind of schema.
struct Parameter: Sendable, Equatable {
    indirect enum Kind: Sendable, Equatable {
        case string
        case integer
        case number
        case boolean
        case array(Parameter)
        case object([Parameter])
    }

    var name: String
    var description: String
    var kind: Kind
    /// The only values allowed; empty when any will do.
    var options: [JSONValue]
    var format: String
    var isRequired: Bool
    var range: ClosedRange<Double>?

    /// "party_size" as two words.
    var words: [String] { Vocabulary.words(ofName: name) }

    /// The arguments of a declaration, in the order they are declared.
    static func all(of declaration: FunctionDeclaration) -> [Parameter] {
        let schema = declaration.parameters ?? declaration.parametersJsonSchema
        guard let root = schema?.objectValue else { return [] }
        let reader = SchemaReader(definitions: root["$defs"] ?? root["definitions"])
        return reader.properties(of: root, depth: 0)
    }
}

/// Reads OpenAPI-style and plain JSON schemas, as far as they say what to put into a call.
private struct SchemaReader {
    /// Deeper and longer schemas are cut off.
    static let maximumDepth = 4
    static let maximumProperties = 40

    let definitions: JSONValue?

    func properties(of schema: JSONObject, depth: Int) -> [Parameter] {
        guard depth < Self.maximumDepth, let properties = schema["properties"]?.objectValue else {
            return []
        }
        let required = Set((schema["required"]?.arrayValue ?? []).compactMap(\.stringValue))
        return properties.members.prefix(Self.maximumProperties).compactMap { member in
            guard let inner = member.value.objectValue else { return nil }
            return parameter(
                member.key,
                inner,
                isRequired: required.contains(member.key),
                depth: depth
            )
        }
    }

    private func parameter(
        _ name: String,
        _ source: JSONObject,
        isRequired: Bool,
        depth: Int
    ) -> Parameter {
        let schema = resolved(source)
        let options = (schema["enum"]?.arrayValue ?? schema["const"].map { [$0] } ?? [])
            .filter { $0 != .null }
        return Parameter(
            name: name,
            description: source["description"]?.stringValue
                ?? schema["description"]?.stringValue ?? "",
            kind: kind(schema, name, options, depth),
            options: options,
            format: schema["format"]?.stringValue?.lowercased() ?? "",
            isRequired: isRequired,
            range: range(schema)
        )
    }

    /// The schema behind references, and behind unions that only add null.
    private func resolved(_ schema: JSONObject) -> JSONObject {
        var schema = schema
        for _ in 0..<Self.maximumDepth {
            if let name = schema["$ref"]?.stringValue?.split(separator: "/").last,
                let target = definitions?.objectValue?[String(name)]?.objectValue
            {
                schema = target
                continue
            }
            let union = schema["anyOf"] ?? schema["oneOf"] ?? schema["allOf"]
            let alternatives = (union?.arrayValue ?? []).compactMap(\.objectValue)
            guard let first = alternatives.first(where: { type(of: $0) != "null" }) else { break }
            schema = first
        }
        return schema
    }

    private func type(of schema: JSONObject) -> String? {
        switch schema["type"] {
        case .string(let name): name.lowercased()
        case .array(let names):
            names.compactMap { $0.stringValue?.lowercased() }.first { $0 != "null" }
        default: nil
        }
    }

    private func kind(
        _ schema: JSONObject,
        _ name: String,
        _ options: [JSONValue],
        _ depth: Int
    ) -> Parameter.Kind {
        switch type(of: schema) {
        case "integer": return .integer
        case "number": return .number
        case "boolean": return .boolean
        case "array":
            let items = schema["items"]?.objectValue ?? [:]
            return .array(parameter(name, items, isRequired: true, depth: depth + 1))
        case "object": return .object(properties(of: schema, depth: depth + 1))
        case nil where schema["properties"] != nil:
            return .object(properties(of: schema, depth: depth + 1))
        default:
            return options.allSatisfy { $0.integerValue != nil } && !options.isEmpty
                ? .integer : .string
        }
    }

    private func range(_ schema: JSONObject) -> ClosedRange<Double>? {
        let low = schema["minimum"]?.doubleValue ?? -.infinity
        let high = schema["maximum"]?.doubleValue ?? .infinity
        guard low.isFinite || high.isFinite, low <= high else { return nil }
        return low...high
    }
}
