// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TOMLFile

/// Damaged documents end in an error with a line, or in keys that stand where they are said to.
@Suite struct TOMLFuzzTests {
    private static let sample = #"""
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
    private static let words = [
        "[", "]", "[[", "{", "}", "=", ".", ",", "#", "\"", "'", "\\", "\n", "\r\n", "\r", "\t",
        "\"\"\"", "'''", "inf", "nan", "0x1F", "1979-05-27T07:32:00Z", "\u{0}", "\u{7F}", "é",
        "\u{FEFF}", "a.b.c = 1\n", "\\u0000", "\\U0010FFFF", "\u{1B}", "\u{202E}",
    ]

    @Test func documents() throws {
        let samples = [
            Array(Self.sample.utf8), try Samples.file("themes/nord.toml"),
            try Samples.file("docs/examples/tools/desk.toml"),
        ]
        FuzzRun("TOML", samples: samples, words: Self.words, rounds: 1_000).run { input in
            let source = input.text
            do throws(TOMLError) {
                let document = try TOMLDocument(source: source, name: "t.toml")
                let lines = source.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
                    .map { String(decoding: $0, as: UTF8.self) }
                #expect(Self.keysStandOnTheirLines(document.root, lines), input.origin)
                let warnings = TOMLReader(document).finish()
                Complaint.check(warnings, of: input.bytes, name: "t.toml", input.origin)
            } catch {
                Complaint.check(error, of: input.bytes, name: "t.toml", input.origin)
            }
        }
    }

    /// Whether every bare key appears in the text of the line it is said to stand on.
    private static func keysStandOnTheirLines(_ table: TOMLTable, _ lines: [String]) -> Bool {
        table.keys.allSatisfy { key in
            guard let node = table[key], lines.indices.contains(node.line - 1) else { return false }
            let isBare = key.utf8.allSatisfy(TOMLCursor.isBareKey)
            guard !isBare || lines[node.line - 1].contains(key) else { return false }
            let below = node.value.arrayValue?.compactMap(\.value.tableValue) ?? []
            let inner = node.value.tableValue.map { [$0] } ?? below
            return inner.allSatisfy { keysStandOnTheirLines($0, lines) }
        }
    }
}
