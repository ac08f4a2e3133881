// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// Where one function call of the server's stands.
///
/// A call is reported on arrival and with every change; the last report has a final state, unless the
/// session ended first: its end is the end of all its calls.
package struct ToolEvent: Sendable, Equatable {
    /// The call's id; a name of our own for a call that came without one.
    package var id: String
    package var name: String
    package var arguments: JSONObject
    /// What answers the call.
    package var means: Means
    package var state: State
    /// How long the call may stay in this state; nil where nobody sets a limit.
    package var timeLimit: Duration?
    /// Time since the call arrived.
    package var latency: Duration
    /// Size of the arguments as JSON text.
    package var argumentBytes: Int
    /// Size of the response as JSON text; 0 while there is none.
    package var responseBytes: Int
    /// What the command wrote to standard error, cut at a few KiB; untrusted text.
    package var diagnostics: String

    package init(
        id: String,
        name: String,
        arguments: JSONObject = [:],
        means: Means = .nothing,
        state: State,
        timeLimit: Duration? = nil,
        latency: Duration = .zero,
        argumentBytes: Int = 0,
        responseBytes: Int = 0,
        diagnostics: String = ""
    ) {
        self.id = id
        self.name = name
        self.arguments = arguments
        self.means = means
        self.state = state
        self.timeLimit = timeLimit
        self.latency = latency
        self.argumentBytes = argumentBytes
        self.responseBytes = responseBytes
        self.diagnostics = diagnostics
    }

    /// What answers a function.
    package enum Means: Sendable, Equatable {
        /// A program with its arguments, which is handed the call's as JSON on standard input.
        case command([String], directory: String)
        /// A fixed reply.
        case reply(JSONObject)
        /// The person.
        case hand
        case nothing
    }

    /// How far a call has come.
    package enum State: Sendable, Equatable {
        /// Nothing runs until the person agrees.
        case awaitingConfirmation
        /// The person is to give the answer.
        case awaitingAnswer
        /// Calls are held: it goes on when the person says so.
        case held
        /// It waits for one of the running calls to end.
        case queued
        case running
        /// Answered with this response.
        case finished(JSONObject)
        /// Answered with an error, which the text words.
        case failed(String)
        /// Cut off at its time limit, and answered with an error that says so.
        case timedOut
        /// Taken back by the server, or forgotten by it with a connection; not answered.
        case cancelled
        /// It came to this after the server had stopped waiting for it; not answered.
        case late(JSONObject)
        /// A second call under the id of an earlier one: neither run nor answered. The earlier
        /// call's state is unchanged.
        case duplicate
    }

    /// No further report of this call follows.
    package var isFinal: Bool {
        switch state {
        case .awaitingConfirmation, .awaitingAnswer, .held, .queued, .running: false
        case .finished, .failed, .timedOut, .cancelled, .late, .duplicate: true
        }
    }
}
