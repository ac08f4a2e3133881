// SPDX-License-Identifier: Apache-2.0

/// A parsed JSON text whose strings and numbers stay where they are in the input.
///
/// Values are nodes of a flat list in the order they were written; a node is named by its
/// position there. Reading 16 KB of base64 therefore costs one scan and no copy.
struct JSONDocument: Sendable {
    enum Kind: UInt8, Sendable {
        case null
        case `false`
        case `true`
        case integer
        case double
        case string
        case array
        case object
    }

    struct Node: Sendable {
        var kind: Kind
        /// The string holds backslashes.
        var hasEscapes = false
        /// The bytes of the value; without the quotes, for a string.
        var start: UInt32
        var end: UInt32
        /// The first node that is not inside this one.
        var next: UInt32
    }

    /// The nodes of one member of an object.
    struct Member: Sendable {
        var key: Int
        var value: Int
    }

    static let root = 0

    let bytes: [UInt8]
    private let nodes: [Node]

    init(parsing bytes: [UInt8], limits: JSONLimits) throws(JSONError) {
        self.bytes = bytes
        nodes = try bytes.withUnsafeBufferPointer { (input) throws(JSONError) in
            var parser = JSONParser(input: UnsafeRawBufferPointer(input), limits: limits)
            return try parser.parse()
        }
    }

    func kind(at node: Int) -> Kind { nodes[node].kind }

    /// Position of the value in the input.
    func offset(at node: Int) -> Int {
        let start = Int(nodes[node].start)
        return nodes[node].kind == .string ? start - 1 : start
    }

    func members(of object: Int) -> Members {
        Members(nodes: nodes, position: object + 1, end: Int(nodes[object].next))
    }

    func elements(of array: Int) -> Elements {
        Elements(nodes: nodes, position: array + 1, end: Int(nodes[array].next))
    }

    struct Members {
        fileprivate let nodes: [Node]
        fileprivate var position: Int
        fileprivate let end: Int

        mutating func next() -> Member? {
            guard position < end else { return nil }
            let member = Member(key: position, value: position + 1)
            position = Int(nodes[position + 1].next)
            return member
        }
    }

    struct Elements {
        fileprivate let nodes: [Node]
        fileprivate var position: Int
        fileprivate let end: Int

        mutating func next() -> Int? {
            guard position < end else { return nil }
            defer { position = Int(nodes[position].next) }
            return position
        }
    }
}

extension JSONDocument {
    /// The decoded text of a string node, nil for any other.
    func string(at node: Int) -> String? {
        withText(at: node) { String(decoding: $0, as: UTF8.self) }
    }

    /// Calls `body` with the UTF-8 text of a string node; nil for any other node.
    func withText<R>(at node: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R? {
        let node = nodes[node]
        guard node.kind == .string else { return nil }
        return bytes.withUnsafeBytes { input in
            let raw = UnsafeRawBufferPointer(rebasing: input[Int(node.start)..<Int(node.end)])
            return node.hasEscapes ? JSONEscapes.decoded(raw).withUnsafeBytes(body) : body(raw)
        }
    }

    /// Whether a member name is the given lowerCamelCase name, in that form or in snake_case.
    func key(at node: Int, matches name: StaticString) -> Bool {
        withText(at: node) { key in
            name.withUTF8Buffer { FieldName.matches(key, camelCase: $0) }
        } ?? false
    }

    /// The value of an integer node.
    func integer(at node: Int) -> Int64? { Int64(numberText(at: node)) }

    /// The value of a number node.
    func double(at node: Int) -> Double? { Double(numberText(at: node)) }

    func value(at node: Int) -> JSONValue {
        switch nodes[node].kind {
        case .null: return .null
        case .false: return .bool(false)
        case .true: return .bool(true)
        case .integer: return integer(at: node).map { .integer($0) } ?? .null
        case .double: return double(at: node).map { .double($0) } ?? .null
        case .string: return string(at: node).map { .string($0) } ?? .null
        case .array:
            var values: [JSONValue] = []
            var elements = elements(of: node)
            while let element = elements.next() { values.append(value(at: element)) }
            return .array(values)
        case .object:
            var pairs: [JSONObject.Member] = []
            var members = members(of: node)
            while let member = members.next() {
                let key = string(at: member.key) ?? ""
                pairs.append(JSONObject.Member(key: key, value: value(at: member.value)))
            }
            return .object(JSONObject(members: pairs))
        }
    }

    private func numberText(at node: Int) -> String {
        String(decoding: bytes[Int(nodes[node].start)..<Int(nodes[node].end)], as: UTF8.self)
    }
}

extension JSONDocument.Kind: CustomStringConvertible {
    var description: String {
        switch self {
        case .null: "null"
        case .false, .true: "a boolean"
        case .integer: "an integer"
        case .double: "a fractional number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
