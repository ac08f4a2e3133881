// SPDX-License-Identifier: Apache-2.0

import LiveAPI

extension Dialogue {
    mutating func take(
        _ realtime: RealtimeInput,
        _ now: Duration
    ) throws(SessionClose) -> [SessionAction] {
        var actions: [SessionAction] = []
        for blob in realtime.mediaChunks + [realtime.audio, realtime.video].compactMap({ $0 }) {
            actions += try take(blob, now)
        }
        if realtime.activityStart != nil || realtime.activityEnd != nil,
            !settings.isActivityManual
        {
            throw .explicitActivity
        }
        if realtime.activityStart != nil, !isUserActive { actions += beginActivity() }
        if let text = realtime.text { actions += take(text: text, now) }
        if realtime.activityEnd != nil, isUserActive { actions += endMarkedActivity(now) }
        if realtime.audioStreamEnd { actions += endAudioStream(now) }
        return actions
    }

    private mutating func take(
        _ blob: Blob,
        _ now: Duration
    ) throws(SessionClose) -> [SessionAction] {
        if blob.mimeType != mediaType.text { mediaType = blob.mediaType }
        switch mediaType.medium {
        case .audio:
            guard mediaType.isPCM else {
                throw .invalidArgument("Audio input must be audio/pcm, not \(blob.mimeType).")
            }
            return takeAudio(blob, now)
        case .picture:
            received.pictures.add(blob, at: now)
            // A picture every second or so would often leave a turn without any, so the one that
            // is in view when the activity begins counts as part of it.
            if settings.turnCoverage == .onlyActivity, !isUserActive { input.dropPictures() }
            input.pictures.add(blob, at: now)
            keep(picture: blob)
            return []
        case .other:
            throw .invalidArgument("Media input must be audio/* or image/*, not \(blob.mimeType).")
        }
    }

    /// Keeps a picture for being looked into, and the one before it.
    mutating func keep(picture blob: Blob) {
        // What is larger is not looked into, and not held.
        let isKept = blob.data.count <= Self.keptPictureBytes
        latestPictures = isKept ? latestPictures.suffix(1) + [blob] : []
    }

    private mutating func take(text: String, _ now: Duration) -> [SessionAction] {
        let isBlank = text.allSatisfy(\.isWhitespace)
        if isBlank, let asked = contentAskedAt, now - asked <= Self.blankGrace {
            contentAskedAt = nil
            return []
        }
        contentAskedAt = nil
        if !isBlank { input.add(text: text) }
        // What is typed while something is being said becomes one turn with it.
        return hasOpenInput ? [] : commitInput()
    }

    /// Makes the collected input the user's turn and has it answered.
    mutating func commitInput() -> [SessionAction] {
        let turn = input.takeTurn(frameTokens: settings.frameTokens)
        if isReplying, !settings.activityInterrupts {
            held.append(turn)
            return []
        }
        let actions = interrupt()
        conversation.append(turn)
        return actions + startReply()
    }
}
