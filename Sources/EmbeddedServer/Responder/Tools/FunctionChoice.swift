// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// What a `FunctionChooser` makes of the user's words.
package struct FunctionChoice: Sendable, Equatable {
    /// A call that cannot be made yet.
    package struct Unfinished: Sendable, Equatable {
        package var name: String
        /// What is known of the arguments.
        package var args: JSONObject
        /// What to ask the user.
        package var question: String
        /// The required arguments nothing was said about.
        package var missing: [String]

        package init(name: String, args: JSONObject, question: String, missing: [String]) {
            self.name = name
            self.args = args
            self.question = question
            self.missing = missing
        }
    }

    /// Calls to make side by side, in the order they were asked for; without ids.
    package var calls: [FunctionCall] = []
    /// A call that needs an answer of the user's first.
    package var unfinished: Unfinished?

    package init(calls: [FunctionCall] = [], unfinished: Unfinished? = nil) {
        self.calls = calls
        self.unfinished = unfinished
    }

    /// Nothing that was said asks for a function.
    package var isEmpty: Bool { calls.isEmpty && unfinished == nil }
}
