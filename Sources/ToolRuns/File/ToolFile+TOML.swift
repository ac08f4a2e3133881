// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import TOMLFile

extension ToolFile {
    /// Reads the text of a TOML file; `directory` is where relative paths start.
    package init(toml: String, name: String, directory: String) throws(ToolFileIssue) {
        do {
            try self.init(TOMLDocument(source: toml, name: name), directory: directory)
        } catch {
            throw ToolFileIssue(error)
        }
    }

    init(_ document: TOMLDocument, directory: String) throws(TOMLError) {
        let root = TOMLReader(document)
        let tables = try root.tables("tool")
        guard tables.count <= Self.maximumTools else {
            throw root.error("tool", "declares more than \(Self.maximumTools) functions")
        }
        var tools: [ToolDefinition] = []
        var oddities: [ToolFileIssue] = []
        for table in tables {
            var reader = ToolTable(table, file: document.name, directory: directory)
            let tool = try reader.read()
            guard !tools.contains(where: { $0.name == tool.name }) else {
                throw table.error("name", "\(tool.name.debugDescription) is declared twice")
            }
            tools.append(tool)
            oddities += reader.oddities
        }
        if tables.isEmpty { root.warn(nil, "declares no function; write a [[tool]] table") }
        self.init(
            tools: tools,
            builtIn: [],
            warnings: oddities + root.finish().map(ToolFileIssue.init)
        )
    }
}
