// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// Finds out when the last thing that was spoken has been answered.
///
/// The wire does not say which speech a reply answers. A reply that began after the last speech did,
/// as our own detector hears it, and was not cut short, answers it.
struct SpokenReplyWatch: Sendable, Equatable {
    /// Whether speech was heard at all.
    private(set) var heardSpeech = false
    private var isSpeaking = false
    private var isAnswered = false
    private var lastSpeechStart: Duration = .zero
    private var replyStarts: [Int: Duration] = [:]

    /// Whether nothing that was spoken waits for its answer.
    var isComplete: Bool { heardSpeech && !isSpeaking && isAnswered }

    mutating func consume(_ event: SessionEvent) {
        switch event.kind {
        case .voice(.speech(let isActive, _)):
            isSpeaking = isActive
            guard isActive else { break }
            heardSpeech = true
            isAnswered = false
            lastSpeechStart = event.offset
        case .voice(.microphone(isOpen: false)):
            isSpeaking = false
        case .modelText(_, let turn, _), .modelAudio(_, let turn), .outputTranscript(_, let turn):
            if replyStarts[turn] == nil { replyStarts[turn] = event.offset }
        case .turnEnded(let end, let turn):
            guard let start = replyStarts.removeValue(forKey: turn) else { break }
            if start >= lastSpeechStart, !end.wasInterrupted { isAnswered = true }
        default:
            break
        }
    }
}
