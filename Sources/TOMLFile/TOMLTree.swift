// SPDX-License-Identifier: Apache-2.0

import TOMLKit

/// Joins the values that TOMLKit parses with the lines that ``TOMLScanner`` found.
///
/// TOMLKit never frees a parsed tree, so parsing leaks about the document's own size.
enum TOMLTree {
    static func parse(
        _ source: String,
        name: String,
        lines: LineMap
    ) throws(TOMLError) -> TOMLTable {
        let parsed: TOMLKit.TOMLTable
        do {
            parsed = try TOMLKit.TOMLTable(string: source)
        } catch let error as TOMLParseError {
            // The parser quotes the document, whose control characters must not reach a terminal.
            let message = String(error.description.map { $0.isASCII && $0 < " " ? "?" : $0 })
            throw TOMLError(file: name, line: error.source.begin.line, message: message)
        } catch {
            throw TOMLError(file: name, line: 0, message: "\(error)")
        }
        return table(parsed, lines, path: "")
    }

    private static func table(
        _ source: TOMLKit.TOMLTable,
        _ lines: LineMap,
        path: String
    ) -> TOMLTable {
        let entries = lines.keys.compactMap { key -> (key: String, node: TOMLNode)? in
            guard let value = source[key], let child = lines.children[key] else { return nil }
            return (key, node(value, child, path: TOMLPlace.path(path, key)))
        }
        return TOMLTable(entries: entries, line: lines.line, path: path)
    }

    private static func node(
        _ source: any TOMLValueConvertible,
        _ lines: LineMap,
        path: String
    ) -> TOMLNode {
        TOMLNode(value: value(source, lines, path: path), line: lines.line, path: path)
    }

    private static func value(
        _ source: any TOMLValueConvertible,
        _ lines: LineMap,
        path: String
    ) -> TOMLValue {
        if let string = source.string { return .string(string) }
        if let integer = source.int { return .integer(Int64(integer)) }
        if let double = source.double { return .double(double) }
        if let bool = source.bool { return .bool(bool) }
        if let inner = source.table { return .table(table(inner, lines, path: path)) }
        if let array = source.array { return .array(elements(array, lines, path: path)) }
        return .other(source.type.description)
    }

    private static func elements(
        _ array: TOMLKit.TOMLArray,
        _ lines: LineMap,
        path: String
    ) -> [TOMLNode] {
        zip(0..., zip(array, lines.elements)).map { index, pair in
            let (element, line) = pair
            let isTable = element.type == .table
            return node(element, line, path: isTable ? path : "\(path)[\(index)]")
        }
    }
}
