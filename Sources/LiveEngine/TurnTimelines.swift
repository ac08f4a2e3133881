// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// The timelines of a session's turns, read off its log.
///
/// Bounded to the last `capacity` turns. What happens before a reply and names no turn, such as the
/// end of speech, is counted to the turn whose reply begins next.
package struct TurnTimelines: Sendable, Equatable {
    /// Turns that are kept.
    package static let capacity = 512
    /// How far back a moment may belong: turns follow each other closely.
    private static let reach = 8

    /// The turns, in the order in which they were first heard of.
    package private(set) var turns: [TurnTimeline] = []

    /// Signs of the user's, until a reply begins.
    private var signs = TurnTimeline(turn: 0)
    private var speechBegan: Duration?

    package init() {}

    /// The timeline of a turn; nil when it was never heard of or is long past.
    package subscript(turn: Int) -> TurnTimeline? { turns.last { $0.turn == turn } }

    /// Takes an entry of the log; they have to come in order.
    package mutating func apply(_ event: SessionEvent) {
        let now = event.offset
        switch event.kind {
        case .frame(let frame):
            if case .client(let message) = frame.meaning, let input = message.realtimeInput {
                note(input, at: now)
            }
        case .userText(_, let turn, .sent): update(turn) { $0.textSent = now }
        case .modelText(_, let turn, _), .outputTranscript(_, let turn), .toolCall(_, let turn):
            noteReply(of: turn, at: now)
        case .modelAudio(_, let turn):
            noteReply(of: turn, at: now)
            update(turn) { $0.firstSound = $0.firstSound ?? now }
        case .generationComplete(let turn): update(turn) { $0.generationComplete = now }
        case .interrupted(let turn): update(turn) { $0.interrupted = now }
        case .turnEnded(_, let turn): update(turn) { $0.ended = now }
        case .voice(let voice): note(voice, at: now)
        default: break
        }
    }

    private mutating func note(_ input: RealtimeInput, at now: Duration) {
        if input.audio != nil { signs.lastSoundSent = now }
        if input.activityEnd != nil { signs.activityEnded = now }
        if input.audioStreamEnd { signs.streamEnded = now }
    }

    private mutating func note(_ voice: VoiceEvent, at now: Duration) {
        switch voice {
        case .speech(isActive: true): speechBegan = now
        case .speech(isActive: false): noteEndOfSpeech(at: now)
        case .replyAudible(let turn): update(turn) { $0.audible = now }
        case .replyHeard(let turn, let heard, let received, _):
            update(turn) { timeline in
                timeline.silent = now
                timeline.heard = heard
                timeline.received = received
            }
        case .device, .microphone: break
        }
    }

    /// Our detector waits before it believes in an end; the server may have answered meanwhile.
    private mutating func noteEndOfSpeech(at now: Duration) {
        let answered = turns.last.flatMap { last in
            last.speechEnded == nil && last.textSent == nil
                && last.replyBegan.map { $0 > (speechBegan ?? now) } ?? false ? last.turn : nil
        }
        if let answered {
            update(answered) { $0.speechEnded = now }
        } else {
            signs.speechEnded = now
        }
    }

    private mutating func noteReply(of turn: Int, at now: Duration) {
        guard self[turn]?.replyBegan == nil else { return }
        let signs = signs
        self.signs = TurnTimeline(turn: 0)
        update(turn) { timeline in
            timeline.replyBegan = now
            timeline.speechEnded = signs.speechEnded
            timeline.activityEnded = signs.activityEnded
            timeline.streamEnded = signs.streamEnded
            timeline.lastSoundSent = signs.lastSoundSent
        }
    }

    private mutating func update(_ turn: Int, _ change: (inout TurnTimeline) -> Void) {
        if let index = turns.indices.suffix(Self.reach).last(where: { turns[$0].turn == turn }) {
            change(&turns[index])
            return
        }
        // News of a turn that is long past is not the beginning of one.
        guard turn > (turns.last?.turn ?? 0) - Self.reach else { return }
        var timeline = TurnTimeline(turn: turn)
        change(&timeline)
        turns.append(timeline)
        if turns.count > Self.capacity { turns.removeFirst(turns.count - Self.capacity) }
    }
}
