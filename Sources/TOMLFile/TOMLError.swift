// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a document, and where.
package struct TOMLError: Error, Equatable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; 0 when the file as a whole is meant.
    package let line: Int
    package let message: String

    package init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = TOMLPlace.visible(message)
    }

    /// The form editors and terminals turn into a link: `script.toml:12: rule.reply: expected …`.
    package var description: String {
        TOMLPlace.describe(file: file, line: line, message: message)
    }
}

/// Something odd in a document that does not stop it from being used.
package struct TOMLWarning: Sendable, Equatable, CustomStringConvertible {
    package let file: String
    /// Counted from 1.
    package let line: Int
    package let message: String

    package init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = TOMLPlace.visible(message)
    }

    package var description: String {
        TOMLPlace.describe(file: file, line: line, message: message)
    }
}

/// How a place in a document is written in messages.
enum TOMLPlace {
    static func describe(file: String, line: Int, message: String) -> String {
        line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
    }

    /// The text with its control characters written out: keys and values of the file are in
    /// messages, and messages on terminals.
    static func visible(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { visible, scalar in
            let isControl = scalar.properties.generalCategory == .control
            visible += isControl ? scalar.escaped(asASCII: true) : String(scalar)
        }
    }

    /// The path of `key` inside the table at `path`, quoting a key that could not stand bare.
    static func path(_ path: String, _ key: String) -> String {
        let isBare = !key.isEmpty && key.utf8.allSatisfy(TOMLCursor.isBareKey)
        let shown = isBare ? key : key.debugDescription
        return path.isEmpty ? shown : "\(path).\(shown)"
    }
}
