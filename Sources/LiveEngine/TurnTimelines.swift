// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// The timelines of a session's turns, read off its log.
///
/// Bounded to the last `capacity` turns. What happens before a reply and names no turn, such as the
/// end of speech, is counted to the turn whose reply begins next. A pure function of the log and the
/// time: the same log gives the same figures, however often time was looked at in between.
package struct TurnTimelines: Sendable, Equatable {
    /// Turns that are kept.
    package static let capacity = 512
    /// How far back a moment may belong: turns follow each other closely.
    private static let reach = 8
    /// What a server waits for where it is not told (Live API best practices, silence duration).
    private static let usualSilence = Duration.milliseconds(800)

    /// The turns, in the order in which they were first heard of.
    package private(set) var turns: [TurnTimeline] = []
    /// Of every turn that ended.
    package private(set) var latencies = LatencyHistogram()
    package private(set) var faultCounts: [TurnFault.Kind: Int] = [:]
    /// Replies that were cut short.
    package private(set) var interruptions = 0
    package let patience: TurnPatience

    /// Signs of the user's, until a reply begins.
    private var signs = TurnTimeline(turn: 0)
    private var speechBegan: Duration?
    private var endpointSilence: Duration? = usualSilence
    private var answer: AnswerWatch
    private var reply: ReplyWatch

    package init(patience: TurnPatience = TurnPatience()) {
        self.patience = patience
        answer = AnswerWatch(patience: patience.answer)
        reply = ReplyWatch(patience: patience)
    }

    /// The timeline of a turn; nil when it was never heard of or is long past.
    package subscript(turn: Int) -> TurnTimeline? { turns.last { $0.turn == turn } }

    /// What the user has said that no reply has begun to, and no turn is known of.
    package var unanswered: TurnTimeline? { signs.inputEnded == nil ? nil : signs }

    /// Takes an entry of the log; they have to come in order.
    ///
    /// - Returns: What went wrong until then.
    @discardableResult
    package mutating func apply(_ event: SessionEvent) -> [TurnFault] {
        let now = event.offset
        var faults = advance(to: now)
        switch event.kind {
        case .frame(let frame): note(frame, at: now)
        case .phase(let phase): note(phase)
        case .userText(_, let turn, .sent):
            update(turn) { $0.textSent = now }
            answer.inputEnded(turn: turn, at: now)
        case .userText(_, let turn, .lost): answer.replied(turn: turn, at: now)
        case .modelText(_, let turn, let isThought):
            noteReply(of: turn, isContent: !isThought, at: now)
        case .outputTranscript(_, let turn): noteReply(of: turn, at: now)
        case .toolCall(_, let turn):
            noteReply(of: turn, at: now)
            reply.toolsCalled(turn: turn)
            update(turn) { $0.toolsCalled = $0.toolsCalled ?? now }
        case .modelAudio(let part, let turn):
            noteReply(of: turn, at: now)
            update(turn) { timeline in
                timeline.firstSound = timeline.firstSound ?? now
                timeline.soundLength += part.duration
            }
        case .inputTranscript(_, let turn): update(turn) { $0.transcribed = $0.transcribed ?? now }
        case .generationComplete(let turn):
            update(turn) { $0.generationComplete = now }
            reply.generated(turn: turn, due: max(now, self[turn]?.soundEnd ?? now))
        case .interrupted(let turn):
            update(turn) { $0.interrupted = now }
            interruptions += 1
            reply.completed(turn: turn, due: now)
        case .turnEnded(let end, let turn): faults += noteEnd(end, of: turn, at: now)
        case .voice(let voice): note(voice, at: now)
        default: break
        }
        return faults
    }

    /// Goes on in time; returns what has become certain since.
    @discardableResult
    package mutating func advance(to now: Duration) -> [TurnFault] {
        var faults: [TurnFault] = []
        if let (turn, time) = answer.takeFault(at: now) {
            faults.append(TurnFault(.noAnswer, turn: turn, at: time))
        }
        if let fault = reply.takeFault(at: now) { faults.append(fault) }
        for fault in faults { keep(fault) }
        return faults
    }

    /// When time alone next leads to a fault; nil when nothing is awaited.
    package var nextDeadline: Duration? {
        [answer.deadline, reply.deadline].compactMap(\.self).min()
    }
}

// MARK: - What the entries mean

extension TurnTimelines {
    private mutating func note(_ frame: WireFrame, at now: Duration) {
        switch frame.meaning {
        case .client(let message):
            if let setup = message.setup { note(setup) }
            if let input = message.realtimeInput { note(input, at: now) }
            if message.toolResponse != nil { noteToolResponse(at: now) }
        case .server(let message):
            let isEnd =
                message.voiceActivity?.type == .activityEnd
                || message.voiceActivityDetectionSignal?.vadSignalType == .endOfSpeech
            if isEnd { signs.serverHeardEnd = now }
        case .close, .undecodable:
            break
        }
    }

    private mutating func note(_ setup: Setup) {
        let detection = setup.realtimeInputConfig?.automaticActivityDetection
        let told = detection?.silenceDurationMs.map { Duration.milliseconds($0) }
        endpointSilence = detection?.disabled == true ? nil : told ?? Self.usualSilence
    }

    /// Without a connection nothing can be awaited.
    private mutating func note(_ phase: SessionPhase) {
        guard phase != .ready else { return }
        answer.stop()
        reply.stop()
    }

    private mutating func note(_ input: RealtimeInput, at now: Duration) {
        if input.audio != nil { signs.lastSoundSent = now }
        if input.activityEnd != nil {
            signs.activityEnded = now
            awaitAnswerToSpeech(at: now)
        }
        if input.audioStreamEnd { signs.streamEnded = now }
    }

    private mutating func noteToolResponse(at now: Duration) {
        reply.toolsAnswered(at: now)
        guard let turn = turns.last(where: { $0.toolsCalled != nil })?.turn else { return }
        update(turn) { timeline in
            timeline.toolWait += timeline.toolsCalled.map { now - $0 } ?? .zero
            timeline.toolsCalled = nil
        }
    }

    private mutating func note(_ voice: VoiceEvent, at now: Duration) {
        switch voice {
        case .speech(isActive: true, let ago):
            speechBegan = now - ago
            if turns.last?.textSent == nil || turns.last?.replyBegan != nil { answer.stop() }
        case .speech(isActive: false, let ago): noteEndOfSpeech(at: now - ago, noticed: now)
        case .replyAudible(let turn, let ago): update(turn) { $0.audible = now - ago }
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
    private mutating func noteEndOfSpeech(at end: Duration, noticed now: Duration) {
        let answered = turns.last.flatMap { last in
            last.speechEnded == nil && last.textSent == nil
                && last.replyBegan.map { $0 > (speechBegan ?? end) } ?? false ? last.turn : nil
        }
        if let answered {
            update(answered) { $0.speechEnded = end }
        } else {
            signs.speechEnded = end
            if endpointSilence != nil { awaitAnswerToSpeech(at: now) }
        }
    }

    /// What is said into a running reply need not be answered.
    private mutating func awaitAnswerToSpeech(at now: Duration) {
        if reply.turn == nil { answer.inputEnded(turn: nil, at: now) }
    }

    private mutating func noteReply(of turn: Int, isContent: Bool = true, at now: Duration) {
        answer.replied(turn: turn, at: now)
        reply.pieceReceived(turn: turn, at: now)
        if isContent { update(turn) { $0.hasContent = true } }
        guard self[turn]?.replyBegan == nil else { return }
        let (signs, silence) = (signs, endpointSilence)
        self.signs = TurnTimeline(turn: 0)
        update(turn) { timeline in
            timeline.replyBegan = now
            timeline.speechEnded = signs.speechEnded
            timeline.activityEnded = signs.activityEnded
            timeline.streamEnded = signs.streamEnded
            timeline.lastSoundSent = signs.lastSoundSent
            timeline.serverHeardEnd = signs.serverHeardEnd
            timeline.endpointSilence = silence
            timeline.faults = signs.faults + timeline.faults
        }
    }

    private mutating func noteEnd(
        _ end: TurnEnd,
        of turn: Int,
        at now: Duration
    ) -> [TurnFault] {
        answer.replied(turn: turn, at: now)
        if reply.turn == turn { reply.stop() }
        guard self[turn]?.ended == nil else { return [] }
        update(turn) { timeline in
            timeline.ended = now
            timeline.end = end
        }
        guard let timeline = self[turn] else { return [] }
        if let latency = timeline.latency { latencies.record(latency) }
        guard !timeline.hasContent, !end.wasInterrupted else { return [] }
        let fault = TurnFault(.silentTurn, turn: turn, at: now, end: end)
        keep(fault)
        return [fault]
    }

    private mutating func keep(_ fault: TurnFault) {
        faultCounts[fault.kind, default: 0] += 1
        if let turn = fault.turn {
            update(turn) { $0.faults.append(fault) }
        } else {
            signs.faults.append(fault)
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

extension TurnTimeline {
    /// When a listener from the first sound on has heard all of it.
    fileprivate var soundEnd: Duration? { firstSound.map { $0 + soundLength } }
}
