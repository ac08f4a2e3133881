// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import ToolRuns

/// The functions a session is to offer the model.
struct PlannedTools: Sendable, Equatable {
    private(set) var definitions: [ToolDefinition]
    /// For the session's setup.
    let declarations: [Tool]
    /// Oddities of the file, one line each.
    let warnings: [String]

    /// Reads a tools file.
    ///
    /// - Throws: `CommandFailure` with code 2 naming file, line and expectation.
    init(path: String) throws(CommandFailure) {
        do {
            let file = try ToolFile(path: path)
            definitions = file.tools
            declarations = file.declarations
            warnings = file.warnings.map(\.description)
        } catch {
            throw CommandFailure(.badUsage, "\(error)")
        }
    }

    var names: [String] { definitions.map(\.name) }

    /// Lets functions that ask first run without asking: `--allow-tools`.
    mutating func allowAll() {
        for index in definitions.indices { definitions[index].needsConfirmation = false }
    }

    /// What will be refused where nobody is there to be asked, in plain words; nil for nothing.
    var refusals: String? {
        let asking = definitions.filter(\.needsConfirmation).map(\.name)
        let byHand = definitions.filter { $0.binding == .hand }.map(\.name)
        var sentences: [String] = []
        if !asking.isEmpty {
            sentences.append(
                "Calls of \(asking.joined(separator: ", ")) will be refused: there is no screen to "
                    + "ask on. --allow-tools runs them without asking."
            )
        }
        if !byHand.isEmpty {
            sentences.append(
                "Calls of \(byHand.joined(separator: ", ")) will be refused: there is no screen to "
                    + "answer them on."
            )
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}
