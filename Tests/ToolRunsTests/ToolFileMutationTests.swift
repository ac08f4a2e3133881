// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import TestSupport
import Testing
import ToolRuns

/// Broken files end in an error or a warning, never in a trap.
@Suite struct ToolFileMutationTests {
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

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func mutatedFilesNeverTrap(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let toml = Self.mutated(Self.toml, with: &random)
            _ = try? ToolFile(toml: toml, name: "t", directory: "/")
            let json = Self.mutated(Self.json, with: &random)
            if let file = try? ToolFile(json: Array(json.utf8), name: "t") {
                for tool in file.tools { _ = tool.schema?.problems(in: ["n": [1, "x"]]) }
            }
        }
    }

    private static func mutated(_ text: String, with random: inout SeededGenerator) -> String {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let index = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes.remove(at: index)
            case 1: bytes[index] = "{}[]\"\\,:=1-.tx\n".utf8.randomElement(using: &random) ?? 0
            default: bytes.insert(contentsOf: bytes[index...].prefix(9), at: index)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
