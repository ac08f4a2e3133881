// SPDX-License-Identifier: Apache-2.0

import TOMLFile

/// Something wrong or odd in a tools file, and where.
package struct ToolFileIssue: Error, Sendable, Equatable, CustomStringConvertible {
    package var file: String
    /// Counted from 1; 0 when the file as a whole is meant.
    package var line: Int
    package var message: String

    init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        // Keys of the file appear in messages, and messages on terminals.
        self.message = message.unicodeScalars.reduce(into: "") { text, scalar in
            let isControl = scalar.properties.generalCategory == .control
            text += isControl ? scalar.escaped(asASCII: true) : String(scalar)
        }
    }

    init(_ error: TOMLError) {
        self.init(file: error.file, line: error.line, message: error.message)
    }

    init(_ warning: TOMLWarning) {
        self.init(file: warning.file, line: warning.line, message: warning.message)
    }

    /// The form editors and terminals turn into a link: `tools.toml:12: tool.command: expected …`.
    package var description: String {
        line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
    }
}
