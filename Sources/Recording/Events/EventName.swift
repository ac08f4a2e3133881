// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// What a line of `events.jsonl` tells, by its `event` member.
///
/// The compiler keeps it whole: a new kind of event needs a name here, and a new name needs its
/// fields in ``EventCoding``, for writing and for reading.
enum EventName: String, CaseIterable {
    case phase
    case user
    case model
    case audio
    case inputTranscript
    case outputTranscript
    case generationComplete
    case interrupted
    case turnEnded
    case toolCall
    case toolCallCancellation
    case tool
    case usage
    case goAway
    case resumption
    case device
    case microphone
    case speech
    case audible
    case heard
    case video
    case notice

    /// The name of an event; nil for frames, which have a file of their own.
    init?(_ kind: SessionEvent.Kind) {
        switch kind {
        case .frame: return nil
        case .phase: self = .phase
        case .userText: self = .user
        case .modelText: self = .model
        case .modelAudio: self = .audio
        case .inputTranscript: self = .inputTranscript
        case .outputTranscript: self = .outputTranscript
        case .generationComplete: self = .generationComplete
        case .interrupted: self = .interrupted
        case .turnEnded: self = .turnEnded
        case .toolCall: self = .toolCall
        case .toolCallCancellation: self = .toolCallCancellation
        case .tool: self = .tool
        case .usage: self = .usage
        case .goAway: self = .goAway
        case .resumption: self = .resumption
        case .voice(let event): self.init(event)
        case .video: self = .video
        case .notice: self = .notice
        }
    }

    private init(_ event: VoiceEvent) {
        switch event {
        case .device: self = .device
        case .microphone: self = .microphone
        case .speech: self = .speech
        case .replyAudible: self = .audible
        case .replyHeard: self = .heard
        }
    }
}
