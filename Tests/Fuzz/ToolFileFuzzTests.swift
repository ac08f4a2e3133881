// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Testing
import ToolRuns

/// Damaged tools files end in an error with a line, or in functions that can be declared.
@Suite struct ToolFileFuzzTests {
    private static let toml = """
        [[tool]]
        name = "f"
        description = "F."
        command = ["sh", "-c", "true"]
        environment = { A = "b", C = true }
        timeout = "1s"
        parameters = { required = ["x"], properties = { x = { anyOf = [{ type = "STRING" }] } } }
        [[tool]]
        name = "g"
        reply = { list = [1, 2.5, [true]] }
        """
    private static let json = #"""
        {"tools": [{"function_declarations": [{"name": "f", "parameters": {"type": "OBJECT",
        "properties": {"a\"b": {"type": ["string", "null"], "enum": ["x", null]}, "n": {"items":
        {"type": "INTEGER", "minimum": -1.5e3}, "minItems": "1"}}, "required": ["n"]}}]}]}
        """#
    private static let words = [
        "[[tool]]", "{", "}", "[", "]", "\"", "\\", ",", ":", "=", "\n", "confirm = true",
        "behavior = \"NON_BLOCKING\"", "scheduling", "\"type\":", "\"items\":", "null", "1e999",
        "\u{0}", "\u{1B}", "\u{202E}", "\\u001b",
    ]

    @Test func tomlFiles() throws {
        let samples = [Array(Self.toml.utf8), try Samples.file("docs/examples/tools/desk.toml")]
        FuzzRun("tools file", samples: samples, words: Self.words, rounds: 1_000).run { input in
            do throws(ToolFileIssue) {
                let file = try ToolFile(toml: input.text, name: "t.toml", directory: "/")
                check(file, input, name: "t.toml")
            } catch {
                Complaint.check(error, of: input.bytes, name: "t.toml", input.origin)
            }
        }
    }

    @Test func jsonFiles() {
        let samples = [Array(Self.json.utf8)]
        FuzzRun("tools file in JSON", samples: samples, words: Self.words, rounds: 1_000)
            .run { input in
                do throws(ToolFileIssue) {
                    let file = try ToolFile(json: input.bytes, name: "t.json")
                    check(file, input, name: "t.json")
                } catch {
                    Complaint.check(error, of: input.bytes, name: "t.json", input.origin)
                }
            }
    }

    /// What is declared goes over the wire and comes back.
    private func check(_ file: ToolFile, _ input: FuzzInput, name: String) {
        for warning in file.warnings {
            Complaint.check(warning, of: input.bytes, name: name, input.origin)
        }
        for tool in file.tools { _ = tool.schema?.problems(in: ["n": [1, "x"]]) }
        #expect(file.tools.count <= ToolFile.maximumTools, input.origin)
        let codec = MessageCodec()
        let setup = Setup(model: "models/m", tools: file.declarations)
        let sent = codec.encode(LiveClientMessage(setup: setup))
        let received = try? codec.decodeClient(sent).setup?.tools
        #expect(received == file.declarations, input.origin)
    }
}
