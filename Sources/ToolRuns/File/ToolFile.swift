// SPDX-License-Identifier: Apache-2.0

import Foundation
package import LiveAPI
import TOMLFile

/// The functions of a `--tools` file.
///
/// A TOML file (``init(toml:name:directory:)``) declares functions and binds them. A file named
/// `*.json` (``init(json:name:)``) holds declarations as the API writes them; the person answers.
package struct ToolFile: Sendable, Equatable {
    package internal(set) var tools: [ToolDefinition]
    /// The service's own tools, which a JSON file may name beside the functions.
    package internal(set) var builtIn: [Tool]
    /// Oddities that do not stop the file from being used, in the order of their lines.
    package internal(set) var warnings: [ToolFileIssue]

    /// The largest JSON file that is read.
    package static let maximumBytes = 1 << 20
    /// Most functions a file may declare.
    package static let maximumTools = 128

    /// Reads a file, blocking on the disk.
    package init(path: String) throws(ToolFileIssue) {
        let url = URL(filePath: path)
        let name = url.lastPathComponent
        if url.pathExtension.lowercased() == "json" {
            try self.init(json: Self.bytes(at: url, name: name), name: name)
        } else {
            let directory = url.absoluteURL.deletingLastPathComponent().path(percentEncoded: false)
            do {
                let document = try TOMLDocument(path: path, name: name)
                try self.init(document, directory: directory)
            } catch {
                throw ToolFileIssue(error)
            }
        }
    }

    init(tools: [ToolDefinition], builtIn: [Tool], warnings: [ToolFileIssue]) {
        self.tools = tools
        self.builtIn = builtIn
        self.warnings = warnings.sorted { $0.line < $1.line }
    }

    /// The declarations for a session's setup: one tool holds every function, and comes last.
    package var declarations: [Tool] {
        guard !tools.isEmpty else { return builtIn }
        return builtIn + [Tool(functionDeclarations: tools.map(\.declaration))]
    }

    private static func bytes(at url: URL, name: String) throws(ToolFileIssue) -> [UInt8] {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: url)
            defer { try? handle.close() }
            data = try handle.read(upToCount: maximumBytes + 1) ?? Data()
        } catch {
            throw ToolFileIssue(
                file: name,
                line: 0,
                message: "cannot be read: \(error.localizedDescription)"
            )
        }
        guard data.count <= maximumBytes else {
            throw ToolFileIssue(
                file: name,
                line: 0,
                message: "is larger than \(maximumBytes >> 10) KiB"
            )
        }
        return Array(data)
    }
}
