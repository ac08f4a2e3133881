// SPDX-License-Identifier: Apache-2.0

import LiveAPI

extension FunctionChoice.Unfinished {
    init(_ function: CallableFunction, _ args: JSONObject, _ missing: [Parameter]) {
        self.init(
            name: function.name,
            args: args,
            question: Self.question(function, missing),
            missing: missing.map(\.name)
        )
    }

    /// Asks such as "What are the date and the time?".
    private static func question(_ function: CallableFunction, _ missing: [Parameter]) -> String {
        let asked = missing.prefix(4)
        guard let first = asked.first else { return "" }
        if asked.count > 1 {
            let names = asked.map { "the " + spoken($0) }
            let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
            return "What are \(list)?" + asked.map(choices).joined()
        }
        if first.kind == .boolean { return "Should I set \(spoken(first)): yes or no?" }
        return "What is the \(spoken(first))?" + choices(first)
    }

    private static func spoken(_ parameter: Parameter) -> String {
        parameter.words.joined(separator: " ")
    }

    /// Lists the options, such as " The room can be kitchen or hall.".
    private static func choices(_ parameter: Parameter) -> String {
        let options = parameter.options.prefix(8).compactMap { option in
            option.stringValue.map { Vocabulary.words(ofName: $0).joined(separator: " ") }
                ?? option.integerValue.map { "\($0)" }
        }
        guard let last = options.last, options.count > 1 else { return "" }
        return " The \(spoken(parameter)) can be "
            + options.dropLast().joined(separator: ", ") + " or \(last)."
    }
}
