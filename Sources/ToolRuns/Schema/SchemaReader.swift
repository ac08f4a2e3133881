// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Something wrong with a schema, at a place inside it.
struct SchemaFault: Error, Equatable {
    /// Keys and element numbers from the schema's top.
    var path: [String]
    var message: String
}

/// Reads a declared schema, so that mistakes show when a file is loaded and not in a call.
struct SchemaReader {
    /// Oddities that do not stop the schema from being used.
    private(set) var warnings: [SchemaFault] = []
    /// JSON Schema has more words than we know; OpenAPI's part of it is closed.
    private let warnsOfUnknownWords: Bool

    init(warnsOfUnknownWords: Bool) {
        self.warnsOfUnknownWords = warnsOfUnknownWords
    }

    /// Reads the schema of a function's arguments, which must be an object.
    mutating func readArguments(_ json: JSONValue) throws(SchemaFault) -> ArgumentSchema {
        var schema = try read(json, at: [])
        if schema.kinds.isEmpty { schema.kinds = [.object] }
        guard schema.kinds == [.object] else {
            throw SchemaFault(path: ["type"], message: "arguments are always of type OBJECT")
        }
        return schema
    }

    private mutating func read(
        _ json: JSONValue,
        at path: [String]
    ) throws(SchemaFault) -> ArgumentSchema {
        guard let object = json.objectValue else {
            throw SchemaFault(path: path, message: "expected a schema")
        }
        let words = SchemaWords(object: object, path: path)
        var schema = ArgumentSchema()
        schema.kinds = try words.kinds()
        schema.choices = try words.choices()
        schema.properties = try properties(words)
        schema.required = try words.strings("required") ?? []
        schema.isClosed = object["additionalProperties"] == .bool(false)
        schema.items =
            try words.child("items").map { json throws(SchemaFault) in
                [try read(json, at: path + ["items"])]
            } ?? []
        for name in ["anyOf", "oneOf"] {
            for (index, json) in try words.array(name).enumerated() {
                schema.alternatives.append(try read(json, at: path + [name, "\(index)"]))
            }
        }
        schema.minimum = try words.number("minimum")
        schema.maximum = try words.number("maximum")
        schema.fewest = try words.count("minItems", "minLength") ?? 0
        schema.most = try words.count("maxItems", "maxLength") ?? .max
        note(words, required: schema)
        return schema
    }

    private mutating func properties(
        _ words: SchemaWords
    ) throws(SchemaFault) -> [ArgumentSchema.Property] {
        guard let json = words.child("properties") else { return [] }
        let path = words.path + ["properties"]
        guard let object = json.objectValue else {
            throw SchemaFault(path: path, message: "expected a table of schemas")
        }
        var properties: [ArgumentSchema.Property] = []
        for member in object.members {
            let schema = try read(member.value, at: path + [member.key])
            properties.append(ArgumentSchema.Property(name: member.key, schema: schema))
        }
        return properties
    }

    private mutating func note(_ words: SchemaWords, required schema: ArgumentSchema) {
        let names = Set(schema.properties.map(\.name))
        for name in schema.required where !names.contains(name) {
            warnings.append(
                SchemaFault(
                    path: words.path + ["required"],
                    message: "requires \(name.debugDescription), which is not among the properties"
                )
            )
        }
        guard warnsOfUnknownWords else { return }
        for key in words.object.keys where !SchemaWords.known.contains(key) {
            warnings.append(SchemaFault(path: words.path + [key], message: "unknown key"))
        }
    }
}

/// Typed access to the words of one schema.
private struct SchemaWords {
    var object: JSONObject
    var path: [String]

    /// The API's words, and those of JSON Schema that are read here.
    static let known: Set<String> = [
        "$defs", "$ref", "additionalProperties", "anyOf", "const", "default", "description", "enum",
        "example", "format", "items", "maxItems", "maxLength", "maxProperties", "maximum",
        "minItems", "minLength", "minProperties", "minimum", "nullable", "oneOf", "pattern",
        "properties", "propertyOrdering", "required", "title", "type",
    ]

    func child(_ key: String) -> JSONValue? { object[key] }

    func kinds() throws(SchemaFault) -> [ArgumentSchema.Kind] {
        guard let json = object["type"] else { return [] }
        var kinds: [ArgumentSchema.Kind] = []
        for json in json.arrayValue ?? [json] {
            guard let name = json.stringValue?.lowercased() else {
                throw fault("type", "expected the name of a type")
            }
            if name == "type_unspecified" { continue }
            guard let kind = ArgumentSchema.Kind(rawValue: name) else {
                let names = ArgumentSchema.Kind.allCases.map { $0.rawValue.uppercased() }
                throw fault("type", "expected one of \(names.joined(separator: ", "))")
            }
            kinds.append(kind)
        }
        let isNullable = object["nullable"] == .bool(true)
        return isNullable && !kinds.isEmpty && !kinds.contains(.null) ? kinds + [.null] : kinds
    }

    func choices() throws(SchemaFault) -> [JSONValue]? {
        if let value = object["const"] { return [value] }
        guard object["enum"] != nil else { return nil }
        let isNullable = object["nullable"] == .bool(true)
        return try array("enum") + (isNullable ? [.null] : [])
    }

    func array(_ key: String) throws(SchemaFault) -> [JSONValue] {
        guard let json = object[key] else { return [] }
        guard let array = json.arrayValue else { throw fault(key, "expected an array") }
        return array
    }

    func strings(_ key: String) throws(SchemaFault) -> [String]? {
        var strings: [String] = []
        for json in try array(key) {
            guard let string = json.stringValue else {
                throw fault(key, "expected an array of strings")
            }
            strings.append(string)
        }
        return strings
    }

    func number(_ key: String) throws(SchemaFault) -> Double? {
        guard let json = object[key] else { return nil }
        guard let number = json.doubleValue else { throw fault(key, "expected a number") }
        return number
    }

    /// A count, which the API also writes as a string, as it does all 64-bit integers.
    func count(_ keys: String...) throws(SchemaFault) -> Int? {
        guard let key = keys.first(where: { object[$0] != nil }), let json = object[key] else {
            return nil
        }
        let integer = json.integerValue ?? json.stringValue.flatMap { Int64($0) }
        guard let integer, integer >= 0 else {
            throw fault(key, "expected an integer that is not negative")
        }
        return Int(integer)
    }

    private func fault(_ key: String, _ message: String) -> SchemaFault {
        SchemaFault(path: path + [key], message: message)
    }
}
