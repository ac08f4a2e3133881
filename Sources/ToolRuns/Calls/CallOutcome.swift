// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// What became of a call that was carried out.
package struct CallOutcome: Sendable, Equatable {
    /// How it ended.
    package enum Ending: Sendable, Equatable {
        case replied(JSONObject)
        case failed(String)
        case timedOut
    }

    package var ending: Ending
    /// The head of a command's standard error.
    package var diagnostics: String

    package init(_ ending: Ending, diagnostics: String = "") {
        self.ending = ending
        self.diagnostics = diagnostics
    }
}
