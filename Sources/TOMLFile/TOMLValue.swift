// SPDX-License-Identifier: Apache-2.0

/// A value of a TOML document.
package enum TOMLValue: Sendable {
    case string(String)
    case integer(Int64)
    case double(Double)
    case bool(Bool)
    case array([TOMLNode])
    case table(TOMLTable)
    /// A date, time or date-time, which nothing here uses; the text names the kind.
    case other(String)

    package var stringValue: String? {
        if case .string(let string) = self { string } else { nil }
    }

    package var arrayValue: [TOMLNode]? {
        if case .array(let nodes) = self { nodes } else { nil }
    }

    package var tableValue: TOMLTable? {
        if case .table(let table) = self { table } else { nil }
    }

    /// The kind with its article, as messages say it: "an integer".
    package var kind: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .double: "a number"
        case .bool: "a boolean"
        case .array: "an array"
        case .table: "a table"
        case .other(let kind): "a \(kind)"
        }
    }
}

/// A value together with the place it was written.
package struct TOMLNode: Sendable {
    package let value: TOMLValue
    /// The line of the key (of the value, for an array's element), counted from 1.
    package let line: Int
    /// The dotted path from the root, as messages show it; elements of an array of tables share
    /// the path of their array.
    package let path: String
}

/// A table whose keys keep the order of the document.
package struct TOMLTable: Sendable {
    package let keys: [String]
    /// The line of the header, of the inline table's key, or of the first key that implies it.
    package let line: Int
    package let path: String
    private let nodes: [String: TOMLNode]

    package subscript(key: String) -> TOMLNode? {
        nodes[key]
    }

    init(entries: [(key: String, node: TOMLNode)], line: Int, path: String) {
        self.keys = entries.map(\.key)
        self.nodes = Dictionary(
            entries.map { ($0.key, $0.node) },
            // Keys that TOML tells apart and Swift does not: equal under canonical equivalence.
            uniquingKeysWith: { first, _ in first }
        )
        self.line = line
        self.path = path
    }
}
