// SPDX-License-Identifier: Apache-2.0

import LiveAPI

extension SessionStateMachine {
    /// The user or a program asks for something.
    package mutating func command(_ command: SessionCommand) -> [Action] {
        switch command {
        case .sendText(let text): sendText(text)
        case .sendAudio(let part): part.duration > .zero ? say(.audio(part)) : []
        case .sendVideo(let picture): picture.data.isEmpty ? [] : show(picture)
        case .endAudioStream: endAudioStream()
        case .startActivity: startActivity()
        case .endActivity: endActivity()
        case .report(let event): report(event)
        case .reportVideo(let event): [.emit(.video(event))]
        case .note(let notice): [.emit(.notice(notice))]
        case .reportTool(let event, let response): reportTool(event, response)
        case .inject(let payload): inject(payload)
        case .interrupt: interrupt()
        case .apply(let setup): apply(setup)
        case .close: close()
        }
    }

    private mutating func sendText(_ text: String) -> [Action] {
        switch state {
        case .ready:
            let turn = turns.inputSent()
            let givenUp = texts.add(text, turn: turn, wasSent: true)
            return reportLost(givenUp)
                + accounted([.emit(.userText(text, turn: turn, delivery: .sent))])
                + [.send(message(for: text))]
        case .idle, .connecting, .settingUp, .leaving, .waiting:
            guard texts.waitingCount < TextOutbox.limit else {
                let warning = "Not sent: \(texts.waitingCount) texts wait already."
                let lost = SessionEvent.Kind.userText(
                    text,
                    turn: turns.inputSent(),
                    delivery: .lost
                )
                return [.emit(lost), notice(.warning, warning)]
            }
            let turn = turns.inputSent()
            return reportLost(texts.add(text, turn: turn, wasSent: false)) + [
                .emit(.userText(text, turn: turn, delivery: .queued))
            ]
        case .closing, .ended:
            return [.emit(.userText(text, turn: turns.inputSent(), delivery: .lost))]
        }
    }

    /// Sends what the person has written; a complete turn in it begins one.
    private mutating func inject(_ payload: [UInt8]) -> [Action] {
        guard state == .ready else {
            return [notice(.warning, "Your frame was not sent: the session is not ready.")]
        }
        guard let message = try? MessageCodec().decodeClient(payload),
            let text = message.typedText
        else { return [.sendRaw(payload)] }
        let turn = turns.inputSent()
        return accounted([.emit(.userText(text, turn: turn, delivery: .sent))])
            + [.sendRaw(payload)]
    }

    private func reportLost(_ entry: TextOutbox.Entry?) -> [Action] {
        guard let entry else { return [] }
        return [.emit(.userText(entry.text, turn: entry.turn, delivery: .lost))]
    }

    /// Sends what was typed while there was no connection, and again what the last one left
    /// unanswered.
    mutating func sendTexts() -> [Action] {
        let entries = texts.takeForSending()
        turns.inputRepeated(entries.map(\.turn))
        var actions: [Action] = []
        for entry in entries {
            if !entry.wasSent {
                actions.append(.emit(.userText(entry.text, turn: entry.turn, delivery: .sent)))
            }
            actions.append(.send(message(for: entry.text)))
        }
        let repeated = entries.count(where: \.wasSent)
        if repeated > 0 {
            let what = repeated == 1 ? "Your last message was" : "Your last messages were"
            actions.append(notice(.info, "\(what) sent again: no reply had begun."))
        }
        return accounted(actions)
    }

    private mutating func report(_ event: VoiceEvent) -> [Action] {
        switch event {
        case .speech(let isActive, _): isUserHeard = isActive
        case .microphone(isOpen: false): isUserHeard = false
        default: break
        }
        return [.emit(.voice(event))] + leaveIfQuiet()
    }

    func message(for text: String) -> LiveClientMessage {
        switch configuration.textRoute {
        case .clientContent:
            let turn = Content(role: "user", parts: [Part(text: text)])
            return LiveClientMessage(
                clientContent: ClientContent(turns: [turn], turnComplete: true)
            )
        case .realtimeInput:
            return LiveClientMessage(realtimeInput: RealtimeInput(text: text))
        }
    }

    private mutating func interrupt() -> [Action] {
        guard state == .ready, turns.isReplying else {
            return [notice(.info, "No reply is running, so there is nothing to interrupt.")]
        }
        if isActivityManual, !isUserActive { return startActivity() }
        guard let message = interruption else {
            return [notice(.warning, "This model's reply is interrupted by speaking or typing.")]
        }
        return [.send(message)]
    }

    /// What stops a running reply besides new speech, with models that take it.
    ///
    /// Any `clientContent` interrupts; without turns and unfinished it asks for nothing new.
    private var interruption: LiveClientMessage? {
        guard configuration.textRoute == .clientContent else { return nil }
        return LiveClientMessage(clientContent: ClientContent(turnComplete: false))
    }

    private mutating func close() -> [Action] {
        switch state {
        case .settingUp, .ready:
            state = .closing
            return [
                .emit(.phase(.closing)), .closeConnection(code: 1000, reason: ""),
                .startTimer(.close, Self.closeTime),
            ]
        case .leaving:
            state = .closing
            return [.emit(.phase(.closing))]
        case .idle, .connecting, .waiting:
            return finish(.closedByUser)
        case .closing, .ended:
            return []
        }
    }
}

extension LiveClientMessage {
    /// The words of a complete turn of the user's; nil where it is none.
    fileprivate var typedText: String? {
        if let text = realtimeInput?.text, !text.isEmpty { return text }
        guard let content = clientContent, content.turnComplete else { return nil }
        let texts = content.turns.last?.parts.compactMap(\.text) ?? []
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }
}
