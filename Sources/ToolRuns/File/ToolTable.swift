// SPDX-License-Identifier: Apache-2.0

import Foundation
import LiveAPI
import TOMLFile

/// Reads one `[[tool]]` table.
struct ToolTable {
    private let table: TOMLReader
    private let file: String
    private let directory: String
    /// What the schema's reader found odd.
    private(set) var oddities: [ToolFileIssue] = []

    init(_ table: TOMLReader, file: String, directory: String) {
        self.table = table
        self.file = file
        self.directory = directory
    }

    mutating func read() throws(TOMLError) -> ToolDefinition {
        var declaration = FunctionDeclaration()
        declaration.name = try name()
        declaration.description = try table.string("description")
        declaration.behavior = try table.choice("behavior", as: Behavior.self)?.value
        let (schema, json) = try parameters()
        declaration.parameters = json
        if declaration.description == nil {
            table.warn(nil, "has no description, by which the model knows when to call it")
        }
        let binding = try binding()
        if binding == .hand, table.table["timeout"] != nil {
            table.warn("timeout", "has an effect only with `command` or `reply`")
        }
        let needsConfirmation = try table.bool("confirm") ?? false
        if !needsConfirmation, table.table["confirm_timeout"] != nil {
            table.warn("confirm_timeout", "has an effect only with `confirm = true`")
        }
        return ToolDefinition(
            declaration: declaration,
            schema: schema,
            binding: binding,
            needsConfirmation: needsConfirmation,
            scheduling: try scheduling(isNonBlocking: declaration.behavior == .nonBlocking),
            timeLimit: try timeLimit("timeout") ?? ToolDefinition.defaultTimeLimit,
            confirmationTimeLimit: try timeLimit("confirm_timeout")
                ?? ToolDefinition.defaultConfirmationTimeLimit
        )
    }

    // MARK: - Declaration

    private func name() throws(TOMLError) -> String {
        let name = try table.required("name", table.string)
        if let fault = FunctionName.fault(in: name) { throw table.error("name", fault) }
        return name
    }

    private mutating func parameters() throws(TOMLError) -> (ArgumentSchema?, JSONValue?) {
        guard let node = table.node("parameters") else { return (nil, nil) }
        let json: JSONValue
        switch node.value {
        case .string(let text):
            do {
                json = try JSONValue(parsing: text)
            } catch {
                throw table.error("parameters", "\(error)")
            }
        case .table: json = try TOMLSchema.json(node, file: file)
        default: throw table.error("parameters", "expected a table, or JSON in a string")
        }
        do {
            var reader = SchemaReader(warnsOfUnknownWords: true)
            let schema = try reader.readArguments(json)
            oddities += reader.warnings.map { issue($0, in: node) }
            return (schema, SchemaSpelling.upperCased(json))
        } catch {
            let issue = issue(error, in: node)
            throw TOMLError(file: issue.file, line: issue.line, message: issue.message)
        }
    }

    private func issue(_ fault: SchemaFault, in node: TOMLNode) -> ToolFileIssue {
        let path = ([node.path] + fault.path).joined(separator: ".")
        let line = TOMLSchema.line(of: fault.path[...], in: node)
        return ToolFileIssue(file: file, line: line, message: "\(path): \(fault.message)")
    }

    private func scheduling(
        isNonBlocking: Bool
    ) throws(TOMLError) -> FunctionResponseScheduling? {
        let scheduling = try table.choice("scheduling", as: Scheduling.self)?.value
        if scheduling != nil, !isNonBlocking {
            table.warn("scheduling", "has an effect only with behavior = \"NON_BLOCKING\"")
        }
        return scheduling
    }

    // MARK: - Binding

    private func binding() throws(TOMLError) -> ToolBinding {
        let command = try command()
        let reply = try reply()
        let isByHand = try table.bool("hand") ?? false
        let given = [command != nil, reply != nil, isByHand].count { $0 }
        guard given <= 1 else {
            throw table.error(nil, "give only one of `command`, `reply` and `hand`")
        }
        return command.map(ToolBinding.command) ?? reply ?? .hand
    }

    private func reply() throws(TOMLError) -> ToolBinding? {
        let delay = try table.duration("delay")
        guard let node = table.node("reply") else {
            if delay != nil { table.warn("delay", "has an effect only with `reply`") }
            return nil
        }
        guard case .object(let object) = try TOMLSchema.json(node, file: file) else {
            throw table.error("reply", "expected a table, found \(node.value.kind)")
        }
        return .reply(object, after: delay ?? .zero)
    }

    private func timeLimit(_ key: String) throws(TOMLError) -> Duration? {
        guard let limit = try table.duration(key) else { return nil }
        guard limit > .zero else { throw table.error(key, "must be longer than nothing") }
        return limit
    }

    private func command() throws(TOMLError) -> ToolCommand? {
        let limit = try table.int("output_limit", in: 1...(16 << 20))
        let place = try table.string("directory")
        let environment = try environment()
        guard let words = try table.stringArray("command") else {
            for key in ["output_limit", "directory", "environment"] where table.table[key] != nil {
                table.warn(key, "has an effect only with `command`")
            }
            return nil
        }
        guard let program = words.first, !program.isEmpty else {
            throw table.error("command", "expected a program and its arguments")
        }
        let home = absolute(place ?? ".", from: directory)
        return ToolCommand(
            program: program.contains("/") ? absolute(program, from: home) : program,
            arguments: Array(words.dropFirst()),
            directory: home,
            environment: environment,
            outputLimit: limit ?? ToolCommand.defaultOutputLimit
        )
    }

    private func environment() throws(TOMLError) -> CommandEnvironment {
        var environment = CommandEnvironment()
        guard let node = table.node("environment") else { return environment }
        if node.value.arrayValue != nil {
            environment.passed = try table.stringArray("environment") ?? []
        } else if let variables = node.value.tableValue {
            for name in variables.keys {
                switch variables[name]?.value {
                case .string(let value): environment.values[name] = value
                case .bool(true): environment.passed.append(name)
                default:
                    throw table.error("environment", "\(name): expected a string, or true")
                }
            }
        } else {
            throw table.error("environment", "expected a table, or an array of names")
        }
        let names = environment.passed + environment.values.keys
        if let name = names.first(where: { !CommandEnvironment.isName($0) }) {
            throw table.error("environment", "\(name.debugDescription) cannot be a variable")
        }
        for name in environment.passed where CommandEnvironment.keys.contains(name) {
            table.warn("environment", "hands the API key in \(name) to the command")
        }
        return environment
    }

    /// A path from the file, made absolute; `~/` is the home directory.
    private func absolute(_ path: String, from base: String) -> String {
        let base = URL(filePath: base, directoryHint: .isDirectory)
        let url =
            path.hasPrefix("~/")
            ? FileManager.default.homeDirectoryForCurrentUser.appending(path: path.dropFirst(2))
            : URL(filePath: path, relativeTo: base)
        let absolute = url.standardized.path(percentEncoded: false)
        return absolute.count > 1 && absolute.hasSuffix("/")
            ? String(absolute.dropLast()) : absolute
    }
}

/// The words of `behavior`.
private enum Behavior: String, CaseIterable {
    case blocking = "BLOCKING"
    case nonBlocking = "NON_BLOCKING"

    var value: FunctionBehavior { self == .blocking ? .blocking : .nonBlocking }
}

/// The words of `scheduling`.
private enum Scheduling: String, CaseIterable {
    case interrupt = "INTERRUPT"
    case whenIdle = "WHEN_IDLE"
    case silent = "SILENT"

    var value: FunctionResponseScheduling { FunctionResponseScheduling(wireName: rawValue) }
}
