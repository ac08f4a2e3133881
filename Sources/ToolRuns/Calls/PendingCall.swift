// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// A call that has not ended.
struct PendingCall: Sendable {
    enum Phase: Sendable, Equatable {
        /// The person has not agreed yet.
        case awaitingConfirmation
        /// The person is to answer.
        case awaitingAnswer
        /// The person holds all calls.
        case held
        /// Every slot is taken.
        case queued
        /// Its work has been started and has not settled.
        case running
    }

    /// The call's own id, or the one we gave it.
    var id: String
    var call: FunctionCall
    /// Nil for a function that was never declared.
    var definition: ToolDefinition?
    var calledAt: Duration
    var phase = Phase.queued
    /// The server does not know the call any more and must not be sent its answer.
    var isForgotten = false
    /// Size of the arguments as JSON text.
    let argumentBytes: Int

    init(id: String, call: FunctionCall, definition: ToolDefinition?, calledAt: Duration) {
        self.id = id
        self.call = call
        self.definition = definition
        self.calledAt = calledAt
        argumentBytes = JSONValue.object(call.args).serialized(asciiOnly: false).count
    }

    func event(
        _ state: ToolEvent.State,
        _ now: Duration,
        response: JSONObject? = nil,
        diagnostics: String = ""
    ) -> ToolEvent {
        ToolEvent(
            id: id,
            name: call.name,
            arguments: call.args,
            means: definition?.binding.means ?? .nothing,
            state: state,
            timeLimit: timeLimit(in: state),
            latency: now - calledAt,
            argumentBytes: argumentBytes,
            responseBytes: response.map {
                JSONValue.object($0).serialized(asciiOnly: false).count
            } ?? 0,
            diagnostics: diagnostics
        )
    }

    /// When the call is refused unless the person has agreed to it.
    var confirmationDeadline: Duration? {
        guard phase == .awaitingConfirmation, let definition else { return nil }
        return calledAt + definition.confirmationTimeLimit
    }

    private func timeLimit(in state: ToolEvent.State) -> Duration? {
        switch state {
        case .awaitingConfirmation: definition?.confirmationTimeLimit
        case .running: definition?.timeLimit
        default: nil
        }
    }

    /// How an ending is shown, and what the server is told.
    func answer(
        to ending: CallOutcome.Ending
    ) -> (state: ToolEvent.State, response: JSONObject) {
        switch ending {
        case .replied(let response):
            return (isForgotten ? .late(response) : .finished(response), response)
        case .failed(let text):
            return (.failed(text), ["error": .string(text)])
        case .timedOut:
            let limit = definition?.timeLimit ?? .zero
            let text = "The function was stopped: it took more than \(limit)."
            return (.timedOut, ["error": .string(text)])
        }
    }

    func response(_ response: JSONObject) -> FunctionResponse {
        let isNonBlocking = definition?.declaration.behavior == .nonBlocking
        return FunctionResponse(
            id: call.id,
            name: call.name,
            response: response,
            scheduling: isNonBlocking ? definition?.scheduling : nil
        )
    }
}

extension PendingCall.Phase {
    var state: ToolEvent.State {
        switch self {
        case .awaitingConfirmation: .awaitingConfirmation
        case .awaitingAnswer: .awaitingAnswer
        case .held: .held
        case .queued: .queued
        case .running: .running
        }
    }
}
