// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// Where one function call of the server's stands.
///
/// A call is reported on arrival and with every change; the last report has a final state.
package struct ToolEvent: Sendable, Equatable {
    /// The call's id; a name of our own for a call that came without one.
    package var id: String
    package var name: String
    package var arguments: JSONObject
    package var state: State
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
        state: State,
        latency: Duration = .zero,
        argumentBytes: Int = 0,
        responseBytes: Int = 0,
        diagnostics: String = ""
    ) {
        self.id = id
        self.name = name
        self.arguments = arguments
        self.state = state
        self.latency = latency
        self.argumentBytes = argumentBytes
        self.responseBytes = responseBytes
        self.diagnostics = diagnostics
    }

    /// How far a call has come.
    package enum State: Sendable, Equatable {
        /// Nothing runs until the person agrees.
        case awaitingConfirmation
        /// The person is to give the answer.
        case awaitingAnswer
        /// It waits for one of the running calls to end.
        case queued
        case running
        /// Answered with this response.
        case finished(JSONObject)
        /// Answered with an error, which the text words.
        case failed(String)
        /// Cut off at its time limit, and answered with an error that says so.
        case timedOut
        /// Taken back by the server, or ended with the session; not answered.
        case cancelled
        /// It ended after the server had forgotten the call; not answered.
        case late(JSONObject)
        /// A second call under the id of an earlier one: neither run nor answered. The earlier
        /// call's state is unchanged.
        case duplicate
    }

    /// No further report of this call follows.
    package var isFinal: Bool {
        switch state {
        case .awaitingConfirmation, .awaitingAnswer, .queued, .running: false
        case .finished, .failed, .timedOut, .cancelled, .late, .duplicate: true
        }
    }
}
