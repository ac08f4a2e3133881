// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import TOMLFile

/// JSON written as TOML: schemas and mock replies.
enum TOMLSchema {
    /// The JSON that a TOML value stands for; dates have none.
    static func json(_ node: TOMLNode, file: String) throws(TOMLError) -> JSONValue {
        switch node.value {
        case .string(let value): return .string(value)
        case .integer(let value): return .integer(value)
        case .double(let value): return .double(value)
        case .bool(let value): return .bool(value)
        case .array(let nodes):
            var elements: [JSONValue] = []
            for node in nodes { elements.append(try json(node, file: file)) }
            return .array(elements)
        case .table(let table):
            var object = JSONObject()
            for key in table.keys {
                guard let node = table[key] else { continue }
                object[key] = try json(node, file: file)
            }
            return .object(object)
        case .other(let kind):
            throw TOMLError(
                file: file,
                line: node.line,
                message: "\(node.path): JSON has no \(kind); write a string"
            )
        }
    }

    /// The line of the innermost value on a path that was written in TOML.
    static func line(of path: ArraySlice<String>, in node: TOMLNode) -> Int {
        guard let step = path.first else { return node.line }
        let next: TOMLNode? =
            switch node.value {
            case .table(let table): table[step]
            case .array(let nodes):
                Int(step).flatMap { nodes.indices.contains($0) ? nodes[$0] : nil }
            default: nil
            }
        return next.map { line(of: path.dropFirst(), in: $0) } ?? node.line
    }
}
