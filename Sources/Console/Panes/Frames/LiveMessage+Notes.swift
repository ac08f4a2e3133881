// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import Pictures

extension LiveClientMessage {
    var role: ThemeRole? {
        if setup != nil { return .frameSetup }
        if clientContent != nil { return .frameClientContent }
        if realtimeInput != nil { return .frameRealtimeInput }
        if toolResponse != nil { return .frameToolResponse }
        return nil
    }

    var carriesMedia: Bool {
        let media = [realtimeInput?.audio, realtimeInput?.video].compactMap(\.self)
        return !media.isEmpty || realtimeInput?.mediaChunks.isEmpty == false
            || clientContent?.turns.contains(where: \.carriesMedia) == true
    }

    /// Whether the microphone's sound is all there is in it.
    var isMicrophoneSound: Bool {
        guard let input = realtimeInput, input.audio != nil, kinds.count == 1 else { return false }
        return input.video == nil && input.text == nil && input.mediaChunks.isEmpty
            && input.activityStart == nil && input.activityEnd == nil && !input.audioStreamEnd
    }

    var notes: [String] {
        var notes: [String] = []
        if let setup { notes.append(String(setup.model.trimmingPrefix("models/"))) }
        if let clientContent {
            notes.append(clientContent.turns.last?.excerpt ?? "")
            if !clientContent.turnComplete { notes.append("turn stays open") }
        }
        notes += realtimeInput?.notes ?? []
        notes += toolResponse?.functionResponses.prefix(4).map(\.name) ?? []
        return notes + issues.prefix(2).map { "\($0.path)?" }
    }
}

extension LiveServerMessage {
    var role: ThemeRole? {
        if toolCall != nil { return .frameToolCall }
        if toolCallCancellation != nil { return .frameToolCancel }
        if goAway != nil { return .frameGoAway }
        if setupComplete != nil { return .frameSetup }
        if serverContent != nil { return .frameServerContent }
        if sessionResumptionUpdate != nil { return .frameResumption }
        if usageMetadata != nil { return .frameUsage }
        return nil
    }

    var carriesMedia: Bool {
        serverContent?.modelTurn?.carriesMedia == true
    }

    var notes: [String] {
        var notes = serverContent?.notes ?? []
        notes += toolCall?.functionCalls.prefix(4).map(\.name) ?? []
        notes += toolCallCancellation?.ids.prefix(4) ?? []
        if let goAway { notes.append(goAway.timeLeft.map { "\(TimeText.length($0)) left" } ?? "") }
        if let update = sessionResumptionUpdate {
            // The handle lets anyone resume the session: its end is enough to tell it from others.
            let handle = update.newHandle.map { "handle ending \($0.suffix(3))" } ?? "no handle"
            notes.append(update.resumable ? handle : "not resumable now")
        }
        if let usage = usageMetadata {
            notes.append("\(TimeText.grouped(usage.contextTokens)) tokens")
        }
        return notes + issues.prefix(2).map { "\($0.path)?" }
    }
}

extension RealtimeInput {
    fileprivate var notes: [String] {
        var notes = ([audio, video].compactMap(\.self) + mediaChunks.prefix(4)).map(\.note)
        if let text { notes.append(text.firstWords) }
        if activityStart != nil { notes.append("activityStart") }
        if activityEnd != nil { notes.append("activityEnd") }
        if audioStreamEnd { notes.append("audioStreamEnd") }
        return notes
    }
}

extension ServerContent {
    /// The wire names of the parts that are present.
    var presentParts: [String] {
        let parts: [(Bool, String)] = [
            (modelTurn != nil, "modelTurn"),
            (inputTranscription != nil, "inputTranscription"),
            (interimInputTranscription != nil, "interimInputTranscription"),
            (outputTranscription != nil, "outputTranscription"),
            (groundingMetadata != nil, "groundingMetadata"),
            (urlContextMetadata != nil, "urlContextMetadata"),
            (interrupted, "interrupted"),
            (generationComplete, "generationComplete"),
            (turnComplete, "turnComplete"),
            (waitingForInput, "waitingForInput"),
        ]
        return parts.filter(\.0).map(\.1)
    }

    fileprivate var notes: [String] {
        [
            modelTurn?.excerpt,
            inputTranscription?.text.firstWords,
            interimInputTranscription?.text.firstWords,
            outputTranscription?.text.firstWords,
            turnCompleteReason?.wireName,
            interactionStatus?.wireName,
        ]
        .compactMap(\.self)
    }
}

extension Content {
    fileprivate var carriesMedia: Bool {
        parts.contains { $0.inlineData != nil }
    }

    /// The first words or the length of the sound.
    fileprivate var excerpt: String {
        parts.prefix(4).compactMap { part in
            if let blob = part.inlineData { return blob.note }
            if let call = part.functionCall { return call.name }
            return part.text.map { part.thought ? "thought: \($0.firstWords)" : $0.firstWords }
        }
        .joined(separator: ", ")
    }
}

extension Blob {
    /// Audio by its playing time, anything else by type and size.
    fileprivate var note: String {
        guard mimeType.hasPrefix("audio/pcm") else {
            let size = PictureHeader(data).map { " \($0.width)x\($0.height)" } ?? ""
            return "\(mimeType)\(size) \(TimeText.short(data.count)) B"
        }
        // Without a rate, sound from the server is 24 kHz and sound to it 16 kHz; then say nothing.
        guard let rate = mimeType.split(separator: "rate=").dropFirst().first.flatMap({ Int($0) }),
            rate > 0
        else { return "audio \(TimeText.short(data.count)) B" }
        return "audio \(TimeText.length(.seconds(Double(data.count / 2) / Double(rate))))"
    }
}

extension String {
    fileprivate var firstWords: String {
        String(prefix(FrameSummary.maximumNote))
    }
}
