// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Testing
import ToolRuns

@Suite struct ToolFileTests {
    @Test func tomlDeclaresAndBinds() throws {
        let file = try Self.toml(
            """
            [[tool]]
            name = "get_weather"
            description = "Weather."
            behavior = "NON_BLOCKING"
            scheduling = "SILENT"
            confirm = true
            timeout = "1.5s"
            command = ["bin/weather", "--now"]
            directory = "sub"
            environment = { LANG = "C", TOKEN = true }
            output_limit = 100
            parameters = { required = ["city"], properties = { city = { type = "string" } } }
            [[tool]]
            name = "mock"
            description = "Mock."
            reply = { ok = true, list = [1, 2.5, "x"] }
            delay = "10ms"
            [[tool]]
            name = "person"
            description = "By hand."
            """
        )
        #expect(file.warnings == [])
        #expect(file.tools.map(\.name) == ["get_weather", "mock", "person"])
        let tool = try #require(file.tools.first)
        #expect(tool.needsConfirmation && tool.scheduling == .silent)
        #expect(tool.timeLimit == .milliseconds(1500))
        let command = ToolCommand(
            program: "/tools/sub/bin/weather",
            arguments: ["--now"],
            directory: "/tools/sub",
            environment: CommandEnvironment(passed: ["TOKEN"], values: ["LANG": "C"]),
            outputLimit: 100
        )
        #expect(tool.binding == .command(command))
        #expect(
            file.tools[1].binding
                == .reply(["ok": true, "list": [1, 2.5, "x"]], after: .milliseconds(10))
        )
        #expect(file.tools[2].binding == .hand)
        #expect(file.declarations.map { $0.functionDeclarations.count } == [3])
        #expect(
            file.declarations[0].functionDeclarations[0]
                == FunctionDeclaration(
                    name: "get_weather",
                    description: "Weather.",
                    parameters: [
                        "required": ["city"], "properties": ["city": ["type": "STRING"]],
                    ],
                    behavior: .nonBlocking
                )
        )
    }

    @Test func schemaMayBeJSONInAString() throws {
        let file = try Self.toml(
            """
            [[tool]]
            name = "f"
            description = "F."
            parameters = '{"type":"object","properties":{"x":{"type":"integer"}}}'
            """
        )
        #expect(file.tools[0].schema?.problems(in: ["x": "1"]).count == 1)
    }

    @Test func programWithoutSlashIsLeftForPATH() throws {
        let file = try Self.toml(
            "[[tool]]\nname = \"f\"\ndescription = \"F.\"\ncommand = [\"date\"]"
        )
        #expect(
            file.tools[0].binding == .command(ToolCommand(program: "date", directory: "/tools"))
        )
    }

    @Test(arguments: [
        ("name = 3", "tools.toml:2: tool.name: expected a string, found an integer"),
        ("description = \"d\"", "tools.toml:1: tool.name: is required"),
        ("name = \"2f\"", "tools.toml:2: tool.name: must be letters, digits and `_.:-`"),
        (
            "name = \"f\"\ncommand = \"ls\"",
            "tools.toml:3: tool.command: expected an array of strings, found a string"
        ),
        ("name = \"f\"\ncommand = []", "tools.toml:3: tool.command: expected a program"),
        (
            "name = \"f\"\nreply = {}\nhand = true",
            "tools.toml:1: tool: give only one of `command`, `reply` and `hand`"
        ),
        ("name = \"f\"\ntimeout = \"5\"", "tools.toml:3: tool.timeout: expected a duration"),
        ("name = \"f\"\nbehavior = \"ASYNC\"", "tools.toml:3: tool.behavior: expected one of"),
        (
            "name = \"f\"\nenvironment = { A = 1 }",
            "tools.toml:3: tool.environment: A: expected a string, or true"
        ),
        (
            "name = \"f\"\nenvironment = [\"A=B\"]",
            "tools.toml:3: tool.environment: \"A=B\" cannot be a variable"
        ),
        (
            "name = \"f\"\n[tool.parameters]\ntype = \"OBJECT\"\n[tool.parameters.properties.x]\n"
                + "type = \"TEXT\"",
            "tools.toml:6: tool.parameters.properties.x.type: expected one of STRING"
        ),
        ("name = \"f\"\nreply = { at = 2026-11-22 }", "tools.toml:3: tool.reply.at: JSON has no"),
        ("name = \"f\"\nparameters = \"{\"", "tools.toml:3: tool.parameters: Invalid JSON"),
        (
            "name = \"f\"\n[[tool]]\nname = \"f\"",
            "tools.toml:4: tool.name: \"f\" is declared twice"
        ),
    ])
    func mistakeIsAnErrorWithItsLine(body: String, message: String) {
        let issue = #expect(throws: ToolFileIssue.self) { try Self.toml("[[tool]]\n" + body) }
        #expect(issue?.description.hasPrefix(message) == true, "\(issue as Any)")
    }

    @Test(arguments: [
        (
            "reply = {}\ntimeuot = \"5s\"",
            "tools.toml:5: unknown key `tool.timeuot` (did you mean `timeout`?)"
        ),
        (
            "scheduling = \"SILENT\"",
            "tools.toml:4: tool.scheduling: has an effect only with behavior = \"NON_BLOCKING\""
        ),
        (
            "confirm_timeout = \"5s\"",
            "tools.toml:4: tool.confirm_timeout: has an effect only with `confirm = true`"
        ),
        ("directory = \"x\"", "tools.toml:4: tool.directory: has an effect only with `command`"),
        (
            "timeout = \"1s\"",
            "tools.toml:4: tool.timeout: has an effect only with `command` or `reply`"
        ),
        (
            "command = [\"env\"]\nenvironment = [\"GEMINI_API_KEY\"]",
            "tools.toml:5: tool.environment: hands the API key in GEMINI_API_KEY to the command"
        ),
        (
            "parameters = { requird = [], properties = {} }",
            "tools.toml:4: tool.parameters.requird: unknown key"
        ),
        (
            "parameters = { required = [\"x\"] }",
            "tools.toml:4: tool.parameters.required: requires \"x\", which is not among the properties"
        ),
    ])
    func oddityIsAWarningWithItsLine(body: String, message: String) throws {
        let file = try Self.toml("[[tool]]\nname = \"f\"\ndescription = \"F.\"\n" + body)
        #expect(file.warnings.map(\.description) == [message])
    }

    @Test(arguments: [
        #"[{"name":"f","parameters":{"type":"object"}}]"#,
        #"[{"function_declarations":[{"name":"f","parameters":{"type":"object"}}]}]"#,
        #"{"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"object"}}]}]}"#,
        #"{"functionDeclarations":[{"name":"f","parameters":{"type":"object"}}]}"#,
        #"{"name":"f","parameters":{"type":"object"}}"#,
    ])
    func everyShapeOfJSONIsRead(text: String) throws {
        let file = try Self.json(text)
        #expect(file.warnings == [])
        #expect(file.tools.map(\.name) == ["f"])
        #expect(file.tools[0].binding == .hand)
        #expect(file.tools[0].declaration.parameters == ["type": "OBJECT"])
    }

    @Test func builtInToolsOfJSONComeFirst() throws {
        let file = try Self.json(#"[{"googleSearch":{}},{"functionDeclarations":[{"name":"f"}]}]"#)
        #expect(file.declarations.count == 2)
        #expect(file.declarations[0] == Tool(googleSearch: [:]))
    }

    @Test(arguments: [
        ("[\n{\"name\": }]", "tools.json:2: not JSON: "),
        ("[\n{\"name\":\n\"f\", \"description\": []}]", "tools.json:3: [0].description: expected"),
        (
            "{\"tools\": [\n{\"function_declarations\":\n[{\"name\": \"f\"},\n{\"name\": \"f\"}]}]}",
            "tools.json:4: tools[0].functionDeclarations[1].name: \"f\" is declared twice"
        ),
        (
            "[{\"name\": \"f\", \"parameters\": {\n\"properties\": {\"a,}\": {},\n\"x\": {\"type\": 1}}}}]",
            "tools.json:3: [0].parameters.properties.x.type: expected the name of a type"
        ),
        ("3", "tools.json:1: expected function declarations"),
    ])
    func mistakeInJSONHasItsLine(text: String, message: String) {
        let issue = #expect(throws: ToolFileIssue.self) { try Self.json(text) }
        #expect(issue?.description.hasPrefix(message) == true, "\(issue as Any)")
    }

    @Test func unknownKeyOfJSONIsAWarning() throws {
        let file = try Self.json("[\n{\"name\": \"f\",\n\"descripton\": \"x\"}]")
        #expect(file.warnings.map(\.description) == ["tools.json:3: [0].descripton: unknown key"])
    }

    @Test func controlCharactersOfTheFileNeverReachAMessage() throws {
        let file = try Self.json(#"[{"name":"f","parameters":{"\u001b[2J\u009b":1}}]"#)
        #expect(
            file.warnings.map(\.message) == [#"[0].parameters.\u{1B}[2J\u{009B}: unknown key"#]
        )
    }

    @Test func missingFileIsNamed() {
        let issue = #expect(throws: ToolFileIssue.self) { try ToolFile(path: "/nowhere/t.json") }
        #expect(issue?.description.hasPrefix("t.json: cannot be read: ") == true)
    }

    private static func toml(_ text: String) throws -> ToolFile {
        try ToolFile(toml: text, name: "tools.toml", directory: "/tools/")
    }

    private static func json(_ text: String) throws -> ToolFile {
        try ToolFile(json: Array(text.utf8), name: "tools.json")
    }
}
