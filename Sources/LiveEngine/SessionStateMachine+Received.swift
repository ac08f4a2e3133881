// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

extension SessionStateMachine {
    /// A message of the server's arrived.
    ///
    /// Every field of a message counts: newer models bundle several kinds in one.
    package mutating func received(_ message: LiveServerMessage) -> [Action] {
        switch state {
        case .idle, .waiting, .ended: return []
        // The conversation goes on over the next connection; only its handle is still of use.
        case .leaving: return message.sessionResumptionUpdate.map { resumed($0) } ?? []
        case .connecting, .settingUp, .ready, .closing: break
        }
        var actions: [Action] = []
        if message.setupComplete != nil { actions += setupCompleted() }
        if let call = message.toolCall { actions += toolCalled(call) }
        if let cancellation = message.toolCallCancellation {
            toolCalls.cancelled(cancellation.ids)
            actions.append(.emit(.toolCallCancellation(cancellation.ids)))
        }
        let content = message.serverContent
        if let content { actions += received(content) }
        if let usage = message.usageMetadata {
            actions.append(.emit(.usage(usage, turn: turns.annotationReceived())))
        }
        if let content, content.turnComplete { actions += turnCompleted(content) }
        actions = accounted(actions)
        if let update = message.sessionResumptionUpdate { actions += resumed(update) }
        if let goAway = message.goAway { actions += goAwayReceived(goAway) }
        return actions + oddities(of: message) + leaveIfQuiet()
    }

    private mutating func resumed(_ update: SessionResumptionUpdate) -> [Action] {
        resumption.received(update)
        return [.emit(.resumption(update))]
    }

    /// A frame arrived that is not a Live API message.
    ///
    /// The first few are told one by one, then every tenth, hundredth and so on: a flood of them
    /// must not drown what is said.
    package mutating func receivedUndecodable(_ reason: String) -> [Action] {
        undecodableCount += 1
        if undecodableCount <= 3 {
            let text = "The server sent a frame that is not a Live API message: \(reason)"
            return [notice(.warning, text)]
        }
        guard undecodableCount.isPowerOfTen else { return [] }
        let text = "The server has sent \(undecodableCount) frames that are not Live API messages"
        return [notice(.warning, "\(text); the last: \(reason)")]
    }

    private mutating func received(_ content: ServerContent) -> [Action] {
        var actions: [Action] = []
        if let heard = content.inputTranscription {
            actions.append(.emit(.inputTranscript(heard, turn: turns.transcriptReceived())))
        }
        // What still arrives of an interrupted reply is not shown and not played.
        if !turns.isInterrupted {
            for part in content.modelTurn?.parts ?? [] { actions += received(part) }
            if let said = content.outputTranscription {
                actions.append(.emit(.outputTranscript(said, turn: turns.contentReceived())))
            }
        }
        if content.interrupted {
            actions.append(.emit(.interrupted(turn: turns.interrupted())))
        }
        if content.generationComplete {
            actions.append(.emit(.generationComplete(turn: turns.annotationReceived())))
        }
        return actions
    }

    private mutating func received(_ part: Part) -> [Action] {
        if let text = part.text, !text.isEmpty {
            let turn = turns.contentReceived()
            return [.emit(.modelText(text, turn: turn, isThought: part.thought))]
        }
        if let blob = part.inlineData, let format = PCMFormat(mimeType: blob.mimeType) {
            let audio = AudioPart(pcm: blob.data, sampleRate: format.sampleRate)
            return [.emit(.modelAudio(audio, turn: turns.contentReceived()))]
        }
        return []
    }

    private mutating func turnCompleted(_ content: ServerContent) -> [Action] {
        // Extended-thinking models end their filler speech with turnComplete and go on.
        if content.interactionStatus == .inProgress { return [] }
        let turn = turns.ended()
        let end = TurnEnd(
            wasInterrupted: turn.wasInterrupted,
            reason: content.turnCompleteReason?.wireName,
            interactionStatus: content.interactionStatus?.wireName,
            isWaitingForInput: content.waitingForInput
        )
        return [.emit(.turnEnded(end, turn: turn.number))]
    }

    private static let shownFieldLimit = 256

    /// Unknown fields and fields of the wrong type, each named once a session.
    private mutating func oddities(of message: LiveServerMessage) -> [Action] {
        var actions: [Action] = []
        for field in message.unknown where isFirstSight(of: field.path) {
            actions.append(notice(.info, "The server sent an unknown field: \(field.path)"))
        }
        for issue in message.issues where isFirstSight(of: issue.path) {
            actions.append(notice(.warning, "The server sent \(issue)"))
        }
        return actions
    }

    private mutating func isFirstSight(of path: String) -> Bool {
        guard shownFields.count < Self.shownFieldLimit else { return false }
        return shownFields.insert(path).inserted
    }
}

extension Int {
    fileprivate var isPowerOfTen: Bool {
        var rest = self
        while rest >= 10, rest.isMultiple(of: 10) { rest /= 10 }
        return rest == 1
    }
}
