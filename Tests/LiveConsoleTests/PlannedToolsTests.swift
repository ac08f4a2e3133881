// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI
import LiveEngine
import Testing

@testable import LiveConsole

@Suite struct PlannedToolsTests {
    private static let notes = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/examples/tools/notes.toml").standardized.path

    @Test func theFunctionsGoIntoTheSetup() throws {
        let plan = try SessionPlan(settings: Settings(tools: Self.notes), apiKey: nil)
        let names = ["add_note", "bake_bread", "ask_human"]
        #expect(plan.tools?.names == names)
        #expect(plan.setup.tools.flatMap(\.functionDeclarations).map(\.name) == names)
    }

    @Test func whatNobodyCanBeAskedAboutIsSaidBeforehand() throws {
        var tools = try PlannedTools(path: Self.notes)
        let refusals = try #require(tools.refusals)
        #expect(refusals.contains("add_note") && refusals.contains("ask_human"))
        #expect(!refusals.contains("bake_bread"))
        tools.allowAll()
        #expect(tools.refusals?.contains("add_note") == false)
    }

    @Test func aMissingFileIsBadUsage() throws {
        let failure = #expect(throws: CommandFailure.self) { try PlannedTools(path: "none.toml") }
        #expect(failure?.code == .badUsage)
        #expect(failure?.message.contains("none.toml") == true)
    }

    @Test func aStepOfACallIsOneJSONObject() throws {
        let event = ToolEvent(
            id: "c1",
            name: "f",
            arguments: ["x": 1],
            state: .finished(["ok": true]),
            latency: .milliseconds(182),
            diagnostics: "note"
        )
        let line = try #require(
            EventJSON.line(for: SessionEvent(offset: .zero, kind: .tool(event)))
        )
        #expect(
            try JSONValue(parsing: line) == [
                "t": 0.0, "event": "tool", "id": "c1", "name": "f", "state": "finished",
                "args": ["x": 1], "latency": 0.182, "response": ["ok": true], "stderr": "note",
            ]
        )
    }
}
