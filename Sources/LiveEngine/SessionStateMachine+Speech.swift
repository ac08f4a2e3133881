// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// The user's live sound and, where the server does not listen for speech, the marks around it.
extension SessionStateMachine {
    /// Whether the client says when the user speaks; else the server finds out.
    var isActivityManual: Bool {
        configuration.setup.realtimeInputConfig?.automaticActivityDetection?.disabled ?? false
    }

    /// A piece of sound that was sent has been written to the connection.
    package mutating func audioWritten() -> [Action] {
        speech.written()
        return sendSpeech()
    }

    mutating func say(_ piece: SpeechQueue.Piece) -> [Action] {
        switch state {
        case .closing, .ended: return []
        case .idle, .connecting, .settingUp, .ready, .leaving, .waiting: break
        }
        speech.add(piece)
        return sendSpeech()
    }

    /// Sends what waits, as far as the connection takes it.
    mutating func sendSpeech() -> [Action] {
        guard state == .ready else { return [] }
        let sent = speech.release().map { Action.send(message(for: $0)) }
        return sent + (speech.takeLoss().map { [notice(ofLost: $0)] } ?? [])
    }

    /// `activityStart`; an activity that is open already is not opened again.
    mutating func startActivity() -> [Action] {
        guard isActivityManual else {
            return [
                notice(.warning, "The server itself listens for speech, so nothing is marked.")
            ]
        }
        guard !isUserActive else { return [] }
        isUserActive = true
        _ = turns.speechBegan()
        return say(.activityStart)
    }

    mutating func endActivity() -> [Action] {
        guard isUserActive else { return [] }
        isUserActive = false
        return say(.activityEnd) + leaveIfQuiet()
    }

    /// `audioStreamEnd` has no meaning where the client marks the activity (Live API reference).
    mutating func endAudioStream() -> [Action] {
        isActivityManual ? [] : say(.streamEnd)
    }

    func notice(ofLost sound: Duration) -> Action {
        let tenths = max(1, Int((sound / .milliseconds(100)).rounded()))
        let length = "\(tenths / 10).\(tenths % 10) s"
        return notice(
            .warning,
            "\(length) of your sound was not sent: the server did not take it in time."
        )
    }

    private func message(for piece: SpeechQueue.Piece) -> LiveClientMessage {
        let input =
            switch piece {
            case .audio(let part):
                RealtimeInput(
                    audio: Blob(mimeType: "audio/pcm;rate=\(part.sampleRate)", data: part.pcm)
                )
            case .activityStart: RealtimeInput(activityStart: ActivityStart())
            case .activityEnd: RealtimeInput(activityEnd: ActivityEnd())
            case .streamEnd: RealtimeInput(audioStreamEnd: true)
            }
        return LiveClientMessage(realtimeInput: input)
    }
}
