// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import TOMLFile

@Suite struct TOMLDocumentTests {
    @Test func everyKeyKnowsItsLine() throws {
        let document = try TOMLDocument(source: Sample.text, name: "sample.toml")
        let expected: [String: Int] = [
            "title": 2, "dotted": 3, "dotted.\"a key\"": 3, "dotted.\"a key\".x": 3,
            "dotted.other": 4, "story": 5, "list": 9, "list[0]": 9, "list[1]": 11,
            "inline": 14, "inline.a": 14, "inline.b": 14, "inline.b.c": 14,
            "server": 19, "server.limits": 16, "server.limits.speed": 17, "server.host": 20,
            "rule": 24, "rule.match": 25, "rule.tags": 28, "rule.tags.x": 29,
            "\"dé\\u{1B}jà\"": 32, "\"dé\\u{1B}jà\".ok": 33,
        ]
        let found = Lines.all(document.root)
        #expect(found.keys.sorted() == expected.keys.sorted())
        for (path, line) in expected { #expect(found[path]?.first == line, "\(path)") }
        #expect(found["rule.match"] == [25, 27])
    }

    @Test func keysKeepTheOrderOfTheDocument() throws {
        let document = try TOMLDocument(source: "z = 1\na = 2\n[m]\n[b]\n", name: "t")
        #expect(document.root.keys == ["z", "a", "m", "b"])
    }

    @Test func controlCharactersAreErrors() {
        for source in ["x = \"\u{1B}[2J\"", "# \u{0}", "x = 1\u{7F}"] {
            #expect(throws: TOMLError.self) { try TOMLDocument(source: source, name: "t") }
        }
    }

    @Test func messagesHoldNoControlCharacters() throws {
        let document = try TOMLDocument(source: "\"a\u{9B}31m\" = 1\n", name: "t")
        let warning = try #require(TOMLReader(document).finish().first)
        #expect(warning.description == #"t:1: unknown key `"a\u{009B}31m"`"#)
        let error = TOMLError(file: "t", line: 2, message: "found a\n\u{1B}b")
        #expect(error.description == #"t:2: found a\n\u{1B}b"#)
    }

    @Test func windowsLineEndsAndAByteOrderMarkAreRead() throws {
        let document = try TOMLDocument(source: "\u{FEFF}a = 1\r\n\r\nb = 2\r\n", name: "t")
        #expect(document.root["b"]?.line == 3)
    }

    @Test(arguments: [
        ("a = 1\nb 2\n", 2, "expected `=` after a key, found `2`"),
        ("a = [1,\n2\n3]", 3, "expected `,` or `]` in the array of line 1, found `3`"),
        ("a = 1\na = 2\n", 2, "redefine"),
        ("\nx = \"one\n", 2, "does not end"),
        ("x = \"\"\"one\n\n", 3, "the string that starts on line 1 does not end"),
        ("\n\nx =\n", 3, "expected a value, found the end of the line"),
        ("x = 1 y = 2", 1, "expected a value, found \"1 y = 2\""),
        ("x = nope", 1, "text needs quotes"),
        ("x = 1979-05-27 7", 1, "expected a value"),
        ("[a\n", 1, "expected `]` after a table's name"),
        ("x = \"\\u0000\"", 1, "U+0000"),
        ("a = 1\rb = 2", 1, "carriage return"),
    ])
    func syntaxErrorsNameTheLine(source: String, line: Int, message: String) {
        let error = #expect(throws: TOMLError.self) {
            try TOMLDocument(source: source, name: "bad.toml")
        }
        #expect(error?.line == line)
        #expect(error.map { message.isEmpty || $0.message.contains(message) } == true)
        #expect(error?.description.hasPrefix("bad.toml:\(line): ") == true)
    }

    @Test(arguments: [
        "0", "-7", "+1_000", "0xDEAD_beef", "0o17", "0b101", "1.5", "-1e10", "6.02E+23", "1_0.0_1",
        "inf", "-nan", "true", "false", "1979-05-27", "07:32:00", "07:32:00.999",
        "1979-05-27T07:32:00", "1979-05-27 07:32:00Z", "1979-05-27t07:32:00.5-07:00",
    ])
    func everyScalarOfTheGrammarIsRead(text: String) throws {
        for form in ["a = \(text)", "a = [\(text) ,\(text)] # x", "a = {b = \(text) }"] {
            let document = try TOMLDocument(source: form, name: "t")
            #expect(document.root.keys == ["a"])
        }
    }

    @Test(arguments: [
        "01", "1__0", "_1", "1_", "1.", ".5", "1.e5", "1e", "0xG", "0x", "+0x1", "--1", "1979-5-27",
        "1979-05-27 0", "1979-05-27 07:32", "07:32", "1979-05-27T", "True", "yes", "1 2",
        "infinity",
        "1:2", "1979-05-27T07:32:00+7", "1979-13-41", "99999999999999999999", "é",
        "1" + String(repeating: "0", count: 80),
    ])
    func otherScalarsAreErrors(text: String) {
        #expect(throws: TOMLError.self) { try TOMLDocument(source: "a = \(text)", name: "t") }
    }

    @Test(arguments: [
        String(repeating: "[", count: 100_000),
        "a = " + String(repeating: "[", count: 100_000),
        "a = " + String(repeating: "{a=", count: 100_000),
        String(repeating: "a.", count: 100_000) + "a = 1",
        "[" + String(repeating: "a.", count: 100_000) + "a]",
        String(repeating: "#", count: TOMLDocument.maximumBytes + 1),
    ])
    func tooDeepOrTooLargeIsAnError(source: String) {
        #expect(throws: TOMLError.self) { try TOMLDocument(source: source, name: "t") }
    }

    @Test func nestingUpToTheLimitIsRead() throws {
        let depth = TOMLDocument.maximumDepth - 2
        let open = String(repeating: "[", count: depth)
        let close = String(repeating: "]", count: depth)
        _ = try TOMLDocument(source: "a = \(open)1\(close)", name: "t")
    }

    @Test func fileErrorsSayWhatFailed() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "x.toml")

        var error = #expect(throws: TOMLError.self) { try TOMLDocument(path: file.path()) }
        #expect(error?.message == "cannot be read: no such file or directory")

        try Data([0x61, 0xFF]).write(to: file)
        error = #expect(throws: TOMLError.self) { try TOMLDocument(path: file.path(), name: "x") }
        #expect(error?.description == "x: is not UTF-8 text")

        try Data("a = 1".utf8).write(to: file)
        #expect(try TOMLDocument(path: file.path()).root.keys == ["a"])
    }
}

/// A document with every construct that has a line.
enum Sample {
    static let text = #"""
        # a comment with [brackets] and = signs
        title = "a # b" # and a comment
        dotted."a key".x = 1
        dotted.other = 'C:\'
        story = """
        not = "a key"
        [neither] \
           this""""
        list = [ 1,
          # ] comment
          "]",
        ]

        inline = { a = 1, b = { c = "}" } }

        [server.limits] # implies server
        speed = 2

        [server]
        host = "x"



        [[rule]]
        match = "one"
        [[rule]]
        match = '''two'''
          [rule.tags]
          x = 1979-05-27 07:32:00


        ["d\u00e9\u001Bj\u00E0"]
        ok = true
        """#
}

enum Lines {
    /// The lines of every node by path, in order.
    static func all(_ table: TOMLTable) -> [String: [Int]] {
        var lines: [String: [Int]] = [:]
        collect(table, into: &lines)
        return lines
    }

    private static func collect(_ table: TOMLTable, into lines: inout [String: [Int]]) {
        for key in table.keys {
            guard let node = table[key] else { continue }
            collect(node, into: &lines)
        }
    }

    private static func collect(_ node: TOMLNode, into lines: inout [String: [Int]]) {
        lines[node.path, default: []].append(node.line)
        switch node.value {
        case .table(let table): collect(table, into: &lines)
        case .array(let nodes):
            for element in nodes {
                if let table = element.value.tableValue {
                    collect(table, into: &lines)
                } else {
                    collect(element, into: &lines)
                }
            }
        default: break
        }
    }
}
