// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI
import Testing
import ToolRuns

/// The examples that users are given do what their comments say.
@Suite(.timeLimit(.minutes(1))) struct ExampleTests {
    private static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../docs/examples/tools").standardized

    @Test(arguments: ["desk.toml", "notes.toml"])
    func exampleLoadsWithoutWarnings(name: String) throws {
        #expect(try Self.example(name).warnings == [])
    }

    @Test func timeIsTold() async throws {
        let outcome = try await Self.run("get_time", of: "desk.toml", [:])
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        guard case .replied(let response) = outcome.ending else {
            Issue.record("\(outcome)")
            return
        }
        #expect(response["output"]?.stringValue?.contains("\(year)") == true)
    }

    @Test(arguments: [["path": "/tmp"], [:]] as [JSONObject])
    func diskFreeIsTold(arguments: JSONObject) async throws {
        let outcome = try await Self.run("disk_free", of: "desk.toml", arguments)
        guard case .replied(let response) = outcome.ending else {
            Issue.record("\(outcome)")
            return
        }
        #expect(response["free_gib"]?.doubleValue ?? -1 >= 0)
        #expect(response["used"]?.stringValue?.hasSuffix("%") == true)
    }

    @Test func diskFreeReportsAPathThatIsNotThere() async throws {
        let outcome = try await Self.run("disk_free", of: "desk.toml", ["path": "/nowhere"])
        guard case .failed(let text) = outcome.ending else {
            Issue.record("\(outcome)")
            return
        }
        #expect(text.contains("/nowhere"))
    }

    @Test func weatherChecksItsArguments() throws {
        let tool = try #require(Self.example("desk.toml").tools.first { $0.name == "get_weather" })
        #expect(tool.schema?.problems(in: ["city": "Oslo", "unit": "celsius"]) == [])
        #expect(tool.schema?.problems(in: ["unit": "kelvin"]).count == 2)
    }

    @Test func noteIsWrittenAfterConfirmation() async throws {
        let tool = try #require(Self.example("notes.toml").tools.first { $0.name == "add_note" })
        #expect(tool.needsConfirmation)
        let scratch = try ScratchDirectory()
        let outcome = try await Self.run(
            "add_note",
            of: "notes.toml",
            ["text": "Buy \"milk\" & bread; $(reboot)"],
            environment: ["NOTES_FILE": scratch.file("notes")]
        )
        #expect(outcome.ending == .replied(["result": "noted"]))
        #expect(
            scratch.contents(of: "notes")
                .hasSuffix(#" {"text":"Buy \"milk\" & bread; $(reboot)"}"# + "\n")
        )
    }

    private static func example(_ name: String) throws -> ToolFile {
        try ToolFile(path: directory.appending(path: name).path(percentEncoded: false))
    }

    private static func run(
        _ tool: String,
        of file: String,
        _ arguments: JSONObject,
        environment: [String: String] = [:]
    ) async throws -> CallOutcome {
        let tool = try #require(example(file).tools.first { $0.name == tool })
        guard case .command(let command) = tool.binding else {
            throw CancellationError()
        }
        let runner = CommandRunner(
            environment: environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
        )
        return await runner.run(command, arguments: arguments)
    }
}
