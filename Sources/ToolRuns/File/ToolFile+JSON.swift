// SPDX-License-Identifier: Apache-2.0

import LiveAPI

extension ToolFile {
    /// Reads JSON in any shape the API's tools are passed around in: a list of declarations, a
    /// list of tools, one of either, or an object with `tools`.
    package init(json bytes: [UInt8], name: String) throws(ToolFileIssue) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            let line = bytes.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
            throw ToolFileIssue(file: name, line: line, message: "not JSON: \(error.reason)")
        }
        var reader = try DeclarationReader(json, text: bytes, file: name)
        try reader.read()
        self.init(tools: reader.tools, builtIn: reader.builtIn, warnings: reader.warnings)
    }
}

/// Reads declarations through the API's own codec, which knows their fields and both casings.
private struct DeclarationReader {
    private(set) var tools: [ToolDefinition] = []
    private(set) var builtIn: [Tool] = []
    private(set) var warnings: [ToolFileIssue] = []
    private let file: String
    private let lines: JSONLines
    /// The file's content in the place it takes in a setup.
    private let setup: JSONValue
    /// The path of the file's top in that setup.
    private let top: String

    private static let inFirstTool = "setup.tools[0].functionDeclarations"

    init(_ json: JSONValue, text: [UInt8], file: String) throws(ToolFileIssue) {
        self.file = file
        lines = JSONLines(text)
        switch json {
        case .array(let items) where items.first?.objectValue?["name"] != nil:
            top = Self.inFirstTool
            setup = ["tools": [["functionDeclarations": json]]]
        case .array:
            top = "setup.tools"
            setup = ["tools": json]
        case .object(let object) where object["name"] != nil:
            top = Self.inFirstTool + "[0]"
            setup = ["tools": [["functionDeclarations": [json]]]]
        case .object(let object) where object["tools"] != nil:
            top = "setup"
            setup = json
        case .object:
            top = "setup.tools[0]"
            setup = ["tools": [json]]
        default:
            throw ToolFileIssue(file: file, line: 1, message: "expected function declarations")
        }
    }

    mutating func read() throws(ToolFileIssue) {
        let text = JSONValue.object(["setup": setup]).serialized()
        guard let message = try? MessageCodec().decodeClient(text) else {
            throw issue("", "expected function declarations")
        }
        if let first = message.issues.first {
            throw issue(first.path, "expected \(first.expected), found \(first.found)")
        }
        warnings += message.unknown.map { issue($0.path, "unknown key") }
        for (index, tool) in (message.setup?.tools ?? []).enumerated() {
            let path = "setup.tools[\(index)].functionDeclarations"
            for (index, declaration) in tool.functionDeclarations.enumerated() {
                tools.append(try definition(declaration, at: "\(path)[\(index)]"))
            }
            var rest = tool
            rest.functionDeclarations = []
            if rest != Tool() { builtIn.append(rest) }
        }
        if tools.count > ToolFile.maximumTools {
            throw issue("", "declares more than \(ToolFile.maximumTools) functions")
        }
        if tools.isEmpty { warnings.append(issue("", "declares no function")) }
    }

    private mutating func definition(
        _ declaration: FunctionDeclaration,
        at path: String
    ) throws(ToolFileIssue) -> ToolDefinition {
        if let fault = FunctionName.fault(in: declaration.name) {
            throw issue(path + ".name", fault)
        }
        if tools.contains(where: { $0.name == declaration.name }) {
            throw issue(path + ".name", "\(declaration.name.debugDescription) is declared twice")
        }
        var tool = ToolDefinition(declaration: declaration)
        if let json = declaration.parameters {
            tool.declaration.parameters = SchemaSpelling.upperCased(json)
            tool.schema = try schema(json, at: path + ".parameters", isOpenAPI: true)
        } else if let json = declaration.parametersJsonSchema {
            tool.schema = try schema(json, at: path + ".parametersJsonSchema", isOpenAPI: false)
        }
        return tool
    }

    private mutating func schema(
        _ json: JSONValue,
        at path: String,
        isOpenAPI: Bool
    ) throws(ToolFileIssue) -> ArgumentSchema {
        do {
            var reader = SchemaReader(warnsOfUnknownWords: isOpenAPI)
            let schema = try reader.readArguments(json)
            for fault in reader.warnings {
                warnings.append(issue(([path] + fault.path).joined(separator: "."), fault.message))
            }
            return schema
        } catch {
            throw issue(([path] + error.path).joined(separator: "."), error.message)
        }
    }

    private func issue(_ path: String, _ message: String) -> ToolFileIssue {
        var path = path.hasPrefix(top) ? String(path.dropFirst(top.count)) : ""
        if path.hasPrefix(".") { path.removeFirst() }
        let prefix = path.isEmpty ? "" : path + ": "
        return ToolFileIssue(file: file, line: lines.line(of: path), message: prefix + message)
    }
}
