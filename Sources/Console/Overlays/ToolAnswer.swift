// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

/// The answer to a call as the person writes it.
package struct ToolAnswer: Sendable {
    /// The call's number in the list.
    let number: Int
    var field: TextField
    /// Why the text cannot be sent; nil until that was tried.
    var fault: String?

    /// Begins with what would be answered without the person.
    init(number: Int, call: ToolEntry) {
        self.number = number
        field = TextField(placeholder: "text, or JSON")
        if case .reply(let response) = call.event.means {
            field.replace(with: JSONValue.object(response).text(pretty: false))
        }
    }

    /// The text as a value: JSON where it is any, else the text itself.
    ///
    /// - Throws: `JSONError` for what begins like an object or an array and is none.
    func value() throws(JSONError) -> JSONValue {
        do {
            return try JSONValue(parsing: field.text)
        } catch {
            if let first = field.text.first(where: { !$0.isWhitespace }), "{[".contains(first) {
                throw error
            }
            return .string(field.text)
        }
    }
}
