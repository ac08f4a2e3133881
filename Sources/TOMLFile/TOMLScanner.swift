// SPDX-License-Identifier: Apache-2.0

/// Finds the line of every key, table and array element of a document.
///
/// TOMLKit tells lines for syntax errors only, and its parser recurses without a limit and asserts
/// on some malformed scalars. So the scanner walks the grammar of TOML 1.0
/// (https://toml.io/en/v1.0.0) first, rejects what it cannot follow, and leaves the values and the
/// rules about redefinition to the parser.
struct TOMLScanner {
    private var cursor: TOMLCursor

    static func lines(of source: String, name: String) throws(TOMLError) -> LineMap {
        var scanner = TOMLScanner(cursor: TOMLCursor(bytes: Array(source.utf8), name: name))
        return try scanner.document()
    }

    private mutating func document() throws(TOMLError) -> LineMap {
        var root = LineMap(line: 1)
        var table: [String] = []
        cursor.skipByteOrderMark()
        while true {
            try cursor.skipBlankLines()
            if cursor.isAtEnd { return root }
            if cursor.isAt("[") {
                table = try header(into: &root)
            } else {
                try assignment(to: table, in: &root, depth: table.count)
            }
            try cursor.endLine()
        }
    }

    /// Reads `[table]` or `[[array of tables]]`; returns the path that the keys below belong to.
    private mutating func header(into root: inout LineMap) throws(TOMLError) -> [String] {
        let line = cursor.line
        _ = cursor.take("[")
        let isElement = cursor.take("[")
        let path = try keyPath(depth: 0)
        try cursor.expect("]", after: "a table's name")
        if isElement {
            guard cursor.take("]") else {
                throw cursor.error("expected `]]` after the name of an array\(cursor.found)")
            }
            root.openElement(at: path[...], line: line)
        } else {
            root.openTable(at: path[...], line: line)
        }
        return path
    }

    private mutating func assignment(
        to table: [String],
        in parent: inout LineMap,
        depth: Int
    ) throws(TOMLError) {
        let line = cursor.line
        let path = try keyPath(depth: depth)
        try cursor.expect("=", after: "a key")
        cursor.skipSpaces()
        var node = try value(depth: depth + path.count)
        node.line = line
        parent.insert(node, at: (table + path)[...])
    }

    private mutating func keyPath(depth: Int) throws(TOMLError) -> [String] {
        var path: [String] = []
        repeat {
            try checkDepth(depth + path.count)
            cursor.skipSpaces()
            path.append(try cursor.key())
            cursor.skipSpaces()
        } while cursor.take(".")
        return path
    }

    private mutating func value(depth: Int) throws(TOMLError) -> LineMap {
        try checkDepth(depth)
        if cursor.isAt("[") { return try array(depth: depth) }
        if cursor.isAt("{") { return try inlineTable(depth: depth) }
        let node = LineMap(line: cursor.line)
        if cursor.isAt("\"") || cursor.isAt("'") {
            _ = try cursor.string(multiline: true)
        } else {
            try cursor.scalar()
        }
        return node
    }

    private mutating func array(depth: Int) throws(TOMLError) -> LineMap {
        var node = LineMap(line: cursor.line)
        _ = cursor.take("[")
        while true {
            try cursor.skipBlankLines()
            if cursor.take("]") { return node }
            node.appendElement(try value(depth: depth + 1))
            try cursor.skipBlankLines()
            guard cursor.take(",") || cursor.isAt("]") else {
                let place = "the array of line \(node.line)"
                throw cursor.error("expected `,` or `]` in \(place)\(cursor.found)")
            }
        }
    }

    private mutating func inlineTable(depth: Int) throws(TOMLError) -> LineMap {
        var node = LineMap(line: cursor.line)
        _ = cursor.take("{")
        while true {
            cursor.skipSpaces()
            if cursor.take("}") { return node }
            try assignment(to: [], in: &node, depth: depth)
            cursor.skipSpaces()
            guard cursor.take(",") || cursor.isAt("}") else {
                let place = "the inline table of line \(node.line)"
                throw cursor.error("expected `,` or `}` in \(place)\(cursor.found)")
            }
        }
    }

    private func checkDepth(_ depth: Int) throws(TOMLError) {
        guard depth < TOMLDocument.maximumDepth else {
            throw cursor.error("nested deeper than \(TOMLDocument.maximumDepth) levels")
        }
    }
}
