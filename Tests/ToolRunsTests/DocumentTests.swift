// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI
import Testing
import ToolRuns

/// What docs/tools.md shows can be used as it stands there.
@Suite struct DocumentTests {
    private static func files() throws -> [ToolFile] {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/tools.md").standardized
        let text = try String(contentsOf: page, encoding: .utf8)
        return try text.split(separator: "```toml\n").dropFirst().map { rest in
            let source = rest.split(separator: "```", maxSplits: 1)[0]
            return try ToolFile(toml: String(source), name: "tools.md", directory: "/tmp")
        }
    }

    @Test func everyExampleLoadsWithoutWarnings() throws {
        let files = try Self.files()
        #expect(files.count == 2)
        #expect(files.flatMap(\.warnings) == [])
    }

    @Test func everyKindOfAnswerIsShown() throws {
        let tools = try Self.files().flatMap(\.tools)
        #expect(tools.map(\.name) == ["get_time", "get_weather", "ask_human", "add_note"])
        #expect(
            tools[1].binding == .reply(["sky": "light rain", "celsius": 4], after: .seconds(0.3))
        )
        #expect(tools[2].binding == .hand)
        #expect(tools[3].needsConfirmation && tools[3].confirmationTimeLimit == .seconds(45))
    }
}
