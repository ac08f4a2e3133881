// SPDX-License-Identifier: Apache-2.0

import LiveAPI

extension Dialogue {
    /// Whether the reply of this number is on its way.
    func isMaking(replyID: Int) -> Bool {
        if case .generating(let reply) = phase { reply.id == replyID } else { false }
    }

    /// Takes what the reply's job has made; late events of a cancelled reply are dropped.
    package mutating func handle(
        _ event: ReplyEvent,
        replyID: Int,
        at now: Duration
    ) throws(SessionClose) -> [SessionAction] {
        guard case .generating(var reply) = phase, reply.id == replyID else { return [] }
        switch event {
        case .text(let text):
            reply.text += text
            phase = .generating(reply)
            return [.content(ServerContent(modelTurn: Content(text, role: "model")))]
                + endWhenFull(reply, now)
        case .audio(let bytes):
            reply.audioBytes += bytes.count
            reply.playedAt =
                max(reply.playedAt ?? now, now) + PCMOut.duration(bytes: bytes.count) / speed
            phase = .generating(reply)
            let part = Part(inlineData: Blob(mimeType: "audio/pcm;rate=24000", data: bytes))
            return [.content(ServerContent(modelTurn: Content(role: "model", parts: [part])))]
                + endWhenFull(reply, now)
        case .transcript(let text):
            reply.text += text
            phase = .generating(reply)
            guard settings.transcribesOutput else { return [] }
            return [.content(ServerContent(outputTranscription: Transcription(text: text)))]
        case .calls(let calls):
            return call(calls, in: reply)
        case .raw(let bytes):
            return [.sendRaw(bytes)]
        case .handlesLost:
            return [.forgetHandles]
        case .close(let close):
            throw close
        case .thought(let text):
            reply.thoughtTokens += TokenRate.text(characters: text.count)
            phase = .generating(reply)
            guard settings.includesThoughts else { return [] }
            let part = Part(text: text, thought: true)
            return [.content(ServerContent(modelTurn: Content(role: "model", parts: [part])))]
        // The session's: `OpenSession` takes it.
        case .goAway: return []
        case .interrupted:
            let isMoreAsked = !held.isEmpty && !hasOpenInput
            return interrupt() + (isMoreAsked ? startReply() : [])
        case .finished:
            return [.content(ServerContent(generationComplete: true))] + drain(reply, now)
        }
    }

    /// The moment `draining` waited for.
    mutating func audioClockReached(at now: Duration) -> [SessionAction] {
        guard case .draining(let reply, let end) = phase, now >= end else { return [] }
        return endTurn(reply)
    }

    mutating func startReply() -> [SessionAction] {
        compressContext()
        return goOn(Reply(id: 0, prompt: ledger.prompt(conversation)))
    }

    /// Has the next part of a reply made from the conversation as it stands.
    mutating func goOn(_ reply: Reply) -> [SessionAction] {
        replyCount += 1
        var reply = reply
        reply.id = replyCount
        reply.callCount = 0
        phase = .generating(reply)
        return [
            .startReply(
                ReplyRequest(
                    id: reply.id,
                    settings: settings,
                    turns: conversation.turns,
                    received: received,
                    latestPictures: latestPictures,
                    followsText: reply.followsText
                )
            )
        ]
    }

    /// Ends a reply that has as many tokens as the client asked for.
    private mutating func endWhenFull(_ reply: Reply, _ now: Duration) -> [SessionAction] {
        guard let limit = settings.maximumOutputTokens,
            (reply.response + tokens(of: reply)).total >= limit
        else { return [] }
        return [.cancelReply, .content(ServerContent(generationComplete: true))]
            + drain(reply, now)
    }

    /// What was sent of a reply since its last call.
    private func tokens(of reply: Reply) -> TokenCounts {
        reply.audioBytes > 0
            ? TokenCounts(audio: TokenRate.audio(PCMOut.duration(bytes: reply.audioBytes)))
            : TokenCounts(text: TokenRate.text(characters: reply.text.count))
    }

    /// Holds the end of a spoken turn until a client that plays it as it comes has heard it.
    private mutating func drain(_ reply: Reply, _ now: Duration) -> [SessionAction] {
        guard let end = reply.playedAt, end > now else { return endTurn(reply) }
        phase = .draining(reply, until: end)
        return [.schedule(.turnEnd, after: end - now)]
    }

    private mutating func endTurn(_ reply: Reply) -> [SessionAction] {
        // Who speaks now will be answered together with what was held.
        let goesOn = !held.isEmpty && !hasOpenInput
        let end = turnComplete(reply, isAnsweredFurther: goesOn)
        takeHeld()
        return goesOn ? [end] + startReply() : [end]
    }

    /// Cuts a running reply short: only what was sent stays in the conversation.
    ///
    /// Wire rule: Live API interruption, "`interrupted`, then `toolCallCancellation` with the
    /// pending ids, then `turnComplete`".
    mutating func interrupt(
        cancellingCalls: Bool = true,
        isAnsweredFurther: Bool = false
    ) -> [SessionAction] {
        let reply: Reply
        switch phase {
        case .seeding, .idle: return []
        case .generating(let running), .calling(let running), .draining(let running, _):
            reply = running
        }
        let ids = cancellingCalls ? pending.cancelAll() : []
        let end = turnComplete(reply, isAnsweredFurther: isAnsweredFurther)
        takeHeld()
        let cancellation = LiveServerMessage(toolCallCancellation: ToolCallCancellation(ids: ids))
        return [.cancelReply, .cancel(.turnEnd), .content(ServerContent(interrupted: true))]
            + (ids.isEmpty ? [] : [.send(cancellation)]) + [end]
    }

    /// Lets the turns that waited for the reply follow it.
    private mutating func takeHeld() {
        for turn in held { conversation.append(turn) }
        held = []
    }

    /// Makes what was sent of a reply, and called, a turn of the model's.
    mutating func record(_ reply: inout Reply, calls: [FunctionCall] = []) {
        var tokens = tokens(of: reply)
        let calls = calls.map { Part(functionCall: $0) }
        tokens.text += calls.reduce(0) { $0 + TokenRate.text(of: $1) }
        let parts = reply.text.isEmpty ? calls : [Part(text: reply.text)] + calls
        conversation.append(
            Turn(role: .model, content: Content(role: "model", parts: parts), tokens: tokens)
        )
        reply.response += tokens
        if let last = reply.text.last { reply.followsText = !last.isWhitespace }
        reply.text = ""
        reply.audioBytes = 0
    }

    /// Ends the model's turn, and accounts for it.
    private mutating func turnComplete(
        _ reply: Reply,
        isAnsweredFurther: Bool
    ) -> SessionAction {
        var reply = reply
        record(&reply)
        phase = .idle
        return .send(
            LiveServerMessage(
                serverContent: ServerContent(
                    turnComplete: true,
                    interactionStatus: interactionStatus(isAnsweredFurther: isAnsweredFurther)
                ),
                usageMetadata: TokenLedger.usage(
                    prompt: reply.prompt,
                    response: reply.response,
                    thoughts: reply.thoughtTokens
                )
            )
        )
    }
}

extension SessionAction {
    fileprivate static func content(_ content: ServerContent) -> SessionAction {
        .send(LiveServerMessage(serverContent: content))
    }
}
