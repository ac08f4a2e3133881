// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Function calls: in from the server, out to whoever answers them, and back.
extension SessionStateMachine {
    /// The server wants functions run; an id it has used before asks for nothing new.
    mutating func toolCalled(_ call: ToolCall) -> [Action] {
        var calls: [FunctionCall] = []
        var repeated: [Action] = []
        for call in call.functionCalls {
            if toolCalls.called(call.id) {
                calls.append(call)
            } else {
                let event = ToolEvent(
                    id: call.id,
                    name: call.name,
                    arguments: call.args,
                    state: .duplicate
                )
                repeated.append(.emit(.tool(event)))
            }
        }
        guard !calls.isEmpty else { return repeated }
        let refusals = configuration.hasToolDesk ? [] : refuse(calls)
        return [.emit(.toolCall(calls, turn: turns.contentReceived()))] + repeated + refusals
    }

    /// Answers calls with an error: one that is never answered stalls the reply for good.
    private mutating func refuse(_ calls: [FunctionCall]) -> [Action] {
        var actions: [Action] = []
        var responses: [FunctionResponse] = []
        for call in calls where toolCalls.answered(call.id) {
            let text = "No tool is bound to \(call.name)."
            responses.append(
                FunctionResponse(
                    id: call.id,
                    name: call.name,
                    response: ["error": .string(text)]
                )
            )
            let event = ToolEvent(
                id: call.id,
                name: call.name,
                arguments: call.args,
                state: .failed(text)
            )
            actions.append(.emit(.tool(event)))
        }
        let message = LiveClientMessage(toolResponse: ToolResponse(functionResponses: responses))
        return actions + [.send(message)]
    }

    /// Whoever answers calls says how far one has come.
    mutating func reportTool(_ event: ToolEvent, _ response: FunctionResponse?) -> [Action] {
        guard let response else { return [.emit(.tool(event))] }
        // A call dies with its connection: the next one's server does not know it.
        guard state == .ready, toolCalls.answered(response.id) else {
            var late = event
            late.state = .late(response.response)
            return [.emit(.tool(late))]
        }
        let message = LiveClientMessage(toolResponse: ToolResponse(functionResponses: [response]))
        return [.send(message), .emit(.tool(event))] + leaveIfQuiet()
    }
}
