// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Finds the lines of values in a JSON text that is known to be well formed.
struct JSONLines {
    private let text: [UInt8]

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// The line, from 1, of the innermost value on a path such as `tools[0].name`; keys match in
    /// camel case and in snake case.
    func line(of path: String) -> Int {
        var index = skipBlanks(from: 0)
        for step in path.split(whereSeparator: { $0 == "." || $0 == "[" || $0 == "]" }) {
            guard let next = find(String(step), in: index) else { break }
            index = next
        }
        return text.prefix(index).count { $0 == UInt8(ascii: "\n") } + 1
    }

    /// The start of a member's or an element's value in the container that starts at `index`.
    private func find(_ step: String, in container: Int) -> Int? {
        guard isAt(container, "{") || isAt(container, "[") else { return nil }
        let isObject = isAt(container, "{")
        var index = skipBlanks(from: container + 1)
        var number = 0
        while index < text.count, !isAt(index, "}"), !isAt(index, "]") {
            var isMatch = Int(step) == number
            if isObject {
                let end = skipValue(from: index)
                let key = try? JSONValue(parsing: Array(text[index..<end])).stringValue
                isMatch = key.map { Self.camelCased($0) == Self.camelCased(step) } ?? false
                // The colon stands between key and value.
                index = skipBlanks(from: skipBlanks(from: end) + 1)
            }
            if isMatch { return index }
            index = skipBlanks(from: skipValue(from: index))
            if isAt(index, ",") { index = skipBlanks(from: index + 1) }
            number += 1
        }
        return nil
    }

    /// The index after the value that starts at `start`: brackets are counted, strings skipped.
    private func skipValue(from start: Int) -> Int {
        var index = start
        var depth = 0
        repeat {
            if isAt(index, "\"") {
                index = skipString(from: index)
                continue
            }
            if isAt(index, "{") || isAt(index, "[") { depth += 1 }
            if isAt(index, "}") || isAt(index, "]") { depth -= 1 }
            index += 1
        } while index < text.count && (depth > 0 || isInsideWord(index, from: start))
        return index
    }

    private func skipString(from start: Int) -> Int {
        var index = start + 1
        while index < text.count, !isAt(index, "\"") { index += isAt(index, "\\") ? 2 : 1 }
        return index + 1
    }

    /// Numbers and the three words are what has no end of its own.
    private func isInsideWord(_ index: Int, from start: Int) -> Bool {
        let first = text[start]
        guard first != UInt8(ascii: "\""), first != UInt8(ascii: "{"), first != UInt8(ascii: "[")
        else { return false }
        return !",]}".utf8.contains(text[index]) && !Self.isBlank(text[index])
    }

    private func skipBlanks(from start: Int) -> Int {
        var index = start
        while index < text.count, Self.isBlank(text[index]) { index += 1 }
        return index
    }

    private func isAt(_ index: Int, _ character: Unicode.Scalar) -> Bool {
        index < text.count && text[index] == UInt8(ascii: character)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { " \t\r\n".utf8.contains(byte) }

    /// `function_declarations` as `functionDeclarations`.
    private static func camelCased(_ key: String) -> String {
        let parts = key.split(separator: "_")
        return parts.dropFirst().reduce(String(parts.first ?? "")) {
            $0 + $1.prefix(1).uppercased() + $1.dropFirst()
        }
    }
}
