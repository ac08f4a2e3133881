// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Functions of the client's: their calls go out, their responses become part of the conversation.
extension Dialogue {
    /// Sends the calls of a running reply, and has it wait where one of the functions blocks.
    ///
    /// Wire rule: Live API tool use, "parallel calls share one message".
    mutating func call(_ calls: [FunctionCall], in reply: Reply) -> [SessionAction] {
        guard !calls.isEmpty else { return [] }
        var reply = reply
        let calls = calls.map { call in
            var call = call
            reply.callCount += 1
            call.id = "function-call-\(reply.id)-\(reply.callCount)"
            pending.add(call, isBlocking: isBlocking(call))
            return call
        }
        record(&reply, calls: calls)
        let message = LiveServerMessage(toolCall: ToolCall(functionCalls: calls))
        guard pending.isBlocking else {
            phase = .generating(reply)
            return [.send(message)]
        }
        // The responder goes on with the responses, in a request that has them.
        phase = .calling(reply)
        return [.send(message), .cancelReply] + pauseTurn()
    }

    /// Tells the client that the turn waits for it, and is not over.
    private mutating func pauseTurn() -> [SessionAction] {
        guard statesInteraction else { return [] }
        isInteractionOpen = true
        let pause = ServerContent(turnComplete: true, interactionStatus: .inProgress)
        return [.send(LiveServerMessage(serverContent: pause))]
    }

    /// What the end of a turn says about the interaction; nothing, unless functions were called.
    ///
    /// Where `isAnsweredFurther`, the next reply belongs to it too.
    mutating func interactionStatus(isAnsweredFurther: Bool) -> InteractionStatus? {
        guard statesInteraction, isInteractionOpen || !pending.isEmpty else { return nil }
        isInteractionOpen = !pending.isEmpty || isAnsweredFurther
        return isInteractionOpen ? .inProgress : .idle
    }

    /// Ends an interaction that nothing more will be said in.
    private mutating func endSilently() -> [SessionAction] {
        guard phase == .idle, isInteractionOpen, pending.isEmpty else { return [] }
        isInteractionOpen = false
        let end = ServerContent(turnComplete: true, interactionStatus: .idle)
        return [.send(LiveServerMessage(serverContent: end))]
    }

    private func isBlocking(_ call: FunctionCall) -> Bool {
        let declarations = settings.tools.lazy.flatMap(\.functionDeclarations)
        return settings.model.blocks(declarations.first { $0.name == call.name }?.behavior)
    }

    /// Takes what functions returned; responses that are not awaited, or not any more, are dropped.
    mutating func take(_ response: ToolResponse) -> [SessionAction] {
        var notes: [SessionAction] = []
        var responses: [FunctionResponse] = []
        for response in response.functionResponses {
            if let awaited = pending.take(response) {
                responses.append(awaited)
            } else {
                notes.append(
                    .note(.responseIgnored(id: response.id, pending.fate(of: response.id)))
                )
            }
        }
        return notes + (responses.isEmpty ? [] : take(responses))
    }

    private mutating func take(_ responses: [FunctionResponse]) -> [SessionAction] {
        let turn = Turn(responses, frameTokens: settings.frameTokens)
        received += turn.media
        if case .calling(var reply) = phase {
            conversation.append(turn)
            reply.prompt += turn.tokens
            phase = .calling(reply)
            return pending.isBlocking ? [] : goOn(reply)
        }
        return takeUp(turn, responses.map(\.urgency).max() ?? .silent)
    }

    /// Takes up what nobody waited for, at the time its schedule asks for.
    private mutating func takeUp(_ turn: Turn, _ urgency: Urgency) -> [SessionAction] {
        switch urgency {
        case .silent:
            conversation.append(turn)
            return endSilently()
        case .whenIdle where isReplying, .interrupt where isReplying && hasOpenInput:
            held.append(turn)
            return []
        case .whenIdle, .interrupt:
            // The functions that still run are no part of what is interrupted.
            let actions = interrupt(cancellingCalls: false, isAnsweredFurther: !hasOpenInput)
            conversation.append(turn)
            // Nobody is spoken over: who speaks now is answered together with it.
            return hasOpenInput ? actions : actions + startReply()
        }
    }
}

/// How soon the model is to take up a response of a function that does not block.
private enum Urgency: Comparable {
    case silent
    case whenIdle
    case interrupt
}

extension FunctionResponse {
    fileprivate var urgency: Urgency {
        switch scheduling {
        case .silent: .silent
        // One page of the documentation spells it like this.
        case .interrupt, .unrecognized("INTERRUPTED"): .interrupt
        case nil, .unspecified, .whenIdle, .unrecognized: .whenIdle
        }
    }
}

extension Turn {
    /// The user's turn that functions returned; of media results only what they are is kept.
    fileprivate init(_ responses: [FunctionResponse], frameTokens: Int) {
        let media = responses.flatMap(\.parts).filter { $0.inlineData != nil }
        let parts = responses.map { response in
            var response = response
            response.parts = []
            return Part(functionResponse: response)
        }
        self.init(Content(role: "user", parts: parts + media), frameTokens: frameTokens)
    }
}
