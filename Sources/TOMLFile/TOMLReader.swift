// SPDX-License-Identifier: Apache-2.0

/// Typed access to one table that remembers what was asked for.
///
/// A missing key reads as `nil`, a value of the wrong type throws, and a key that nobody asked for
/// becomes a warning. Readers of inner tables belong to the reader they came from, so one
/// ``finish()`` at the root covers the document.
package final class TOMLReader {
    /// The table being read, for keys that are names rather than settings.
    package let table: TOMLTable
    private let file: String
    private var asked: Set<String> = []
    private var inner: [String: [TOMLReader]] = [:]
    private var noted: [TOMLWarning] = []

    package convenience init(_ document: TOMLDocument) {
        self.init(document.root, file: document.name)
    }

    private init(_ table: TOMLTable, file: String) {
        self.table = table
        self.file = file
    }

    // MARK: - Values

    /// The value of a key as it was written, or `nil`; the key counts as known.
    package func node(_ key: String) -> TOMLNode? {
        asked.insert(key)
        return table[key]
    }

    package func string(_ key: String) throws(TOMLError) -> String? {
        try read(key, "a string", as: \.stringValue)
    }

    /// An integer, within `range` when one is given.
    package func int(_ key: String, in range: ClosedRange<Int>? = nil) throws(TOMLError) -> Int? {
        let integer = try read(key, "an integer") { value in
            guard case .integer(let integer) = value else { return nil as Int? }
            return Int(integer)
        }
        return try check(integer, key, range)
    }

    /// A number, written with or without a fraction, within `range` when one is given.
    package func double(
        _ key: String,
        in range: ClosedRange<Double>? = nil
    ) throws(TOMLError) -> Double? {
        let number = try read(key, "a number") { value in
            switch value {
            case .double(let double): double
            case .integer(let integer): Double(integer)
            default: nil as Double?
            }
        }
        return try check(number, key, range)
    }

    package func bool(_ key: String) throws(TOMLError) -> Bool? {
        try read(key, "true or false") { value in
            guard case .bool(let bool) = value else { return nil }
            return bool
        }
    }

    /// A duration written as ``Swift/Duration/init(parsing:)`` reads it: `"250ms"`, `"1.5s"`.
    package func duration(_ key: String) throws(TOMLError) -> Duration? {
        let expected = #"a duration such as "250ms", "10s" or "5m""#
        guard let text = try read(key, expected, as: \.stringValue) else { return nil }
        guard let duration = Duration(parsing: text) else {
            throw error(key, "expected \(expected), found \(text.debugDescription)")
        }
        return duration
    }

    /// One of a closed set of words: the raw values of an enumeration.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        as type: Choice.Type = Choice.self
    ) throws(TOMLError) -> Choice? where Choice.RawValue == String {
        guard let text = try string(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let words = Choice.allCases.map(\.rawValue)
            let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
            throw error(key, "expected one of \(list), found \(text.debugDescription)")
        }
        return choice
    }

    package func stringArray(_ key: String) throws(TOMLError) -> [String]? {
        guard let nodes = try read(key, "an array of strings", as: \.arrayValue) else { return nil }
        var strings: [String] = []
        for node in nodes {
            guard let string = node.value.stringValue else {
                throw TOMLError(
                    file: file,
                    line: node.line,
                    message: Self.mismatch(node, "a string")
                )
            }
            strings.append(string)
        }
        return strings
    }

    // MARK: - Tables

    /// A reader of the table under a key; asking twice gives the same reader.
    package func table(_ key: String) throws(TOMLError) -> TOMLReader? {
        guard let table = try read(key, "a table", as: \.tableValue) else { return nil }
        return readers(key, [table]).first
    }

    /// Readers of an array of tables, in order; empty when the key is absent.
    package func tables(_ key: String) throws(TOMLError) -> [TOMLReader] {
        guard let nodes = try read(key, "an array of tables", as: \.arrayValue) else { return [] }
        var tables: [TOMLTable] = []
        for node in nodes {
            guard let table = node.value.tableValue else {
                throw TOMLError(
                    file: file,
                    line: node.line,
                    message: Self.mismatch(node, "a table")
                )
            }
            tables.append(table)
        }
        return readers(key, tables)
    }

    private func readers(_ key: String, _ tables: [TOMLTable]) -> [TOMLReader] {
        let known = inner[key] ?? tables.map { TOMLReader($0, file: file) }
        inner[key] = known
        return known
    }

    // MARK: - Messages

    /// Reads a key that must be present: `try rule.required("reply", rule.string)`.
    package func required<Value>(
        _ key: String,
        _ read: (String) throws(TOMLError) -> Value?
    ) throws(TOMLError) -> Value {
        guard let value = try read(key) else { throw error(key, "is required") }
        return value
    }

    /// An error about the value of a key, at its line; about the table itself without a key.
    ///
    /// Where given, `line` is that of an element of the value.
    package func error(
        _ key: String? = nil,
        _ message: String,
        line element: Int? = nil
    ) -> TOMLError {
        let (line, prefix) = place(key)
        return TOMLError(file: file, line: element ?? line, message: prefix + message)
    }

    /// Notes a warning about the value of a key, or about the table itself without a key.
    package func warn(_ key: String? = nil, _ message: String) {
        let (line, prefix) = place(key)
        noted.append(TOMLWarning(file: file, line: line, message: prefix + message))
    }

    /// All warnings of this table and those read from it, in the order of their lines.
    package func finish() -> [TOMLWarning] {
        let below = inner.values.joined().flatMap { $0.finish() }
        return (noted + unknownKeys() + below).sorted { $0.line < $1.line }
    }

    /// The most unknown keys that are reported for one table.
    private static let maximumUnknownKeys = 20

    private func unknownKeys() -> [TOMLWarning] {
        let unknown = table.keys.lazy.filter { !self.asked.contains($0) }
        return unknown.prefix(Self.maximumUnknownKeys).compactMap { key in
            guard let node = table[key] else { return nil }
            let hint = NearestName.of(key, among: asked).map { " (did you mean `\($0)`?)" } ?? ""
            return TOMLWarning(
                file: file,
                line: node.line,
                message: "unknown key `\(node.path)`\(hint)"
            )
        }
    }

    private func place(_ key: String?) -> (line: Int, prefix: String) {
        let path = key.map { TOMLPlace.path(table.path, $0) } ?? table.path
        let line = key.flatMap { table[$0]?.line } ?? table.line
        return (line, path.isEmpty ? "" : "\(path): ")
    }

    private func read<Value>(
        _ key: String,
        _ expected: String,
        as convert: (TOMLValue) -> Value?
    ) throws(TOMLError) -> Value? {
        guard let node = node(key) else { return nil }
        guard let value = convert(node.value) else {
            throw TOMLError(file: file, line: node.line, message: Self.mismatch(node, expected))
        }
        return value
    }

    private func check<Value: Comparable>(
        _ value: Value?,
        _ key: String,
        _ range: ClosedRange<Value>?
    ) throws(TOMLError) -> Value? {
        guard let value, let range, !range.contains(value) else { return value }
        let (low, high) = (range.lowerBound, range.upperBound)
        throw error(key, "expected a number from \(low) to \(high), found \(value)")
    }

    private static func mismatch(_ node: TOMLNode, _ expected: String) -> String {
        "\(node.path): expected \(expected), found \(node.value.kind)"
    }
}
