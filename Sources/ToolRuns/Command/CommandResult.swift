// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// How a command ended by itself, and what it wrote.
struct CommandResult: Sendable, Equatable {
    enum Status: Sendable, Equatable {
        case exited(Int32)
        case signaled(Int32)
    }

    var status: Status
    var output: [UInt8]
    var diagnostics: String

    /// The command's answer to the call.
    ///
    /// Exit status 0 makes the output the response: an object as it is, any other JSON under
    /// `result`, text under `output`. Everything else is an error.
    var outcome: CallOutcome {
        let ending: CallOutcome.Ending =
            switch status {
            case .exited(0): .replied(Self.response(to: output))
            case .exited(let code): .failed("The command failed with exit status \(code)\(reason)")
            case .signaled(let signal): .failed("The command died of signal \(signal)\(reason)")
            }
        return CallOutcome(ending, diagnostics: diagnostics)
    }

    static func response(to output: [UInt8]) -> JSONObject {
        if let json = try? JSONValue(parsing: output) {
            return json.objectValue ?? ["result": json]
        }
        var text = Substring(String(decoding: output, as: UTF8.self))
        while text.last?.isNewline == true { text.removeLast() }
        return ["output": .string(String(text))]
    }

    /// The first line of standard error that says something: ": no such city".
    private var reason: String {
        let lines = diagnostics.split(whereSeparator: \.isNewline)
        let first = lines.first { !$0.allSatisfy(\.isWhitespace) }
        return first.map { ": \($0.prefix(500))" } ?? ""
    }
}
