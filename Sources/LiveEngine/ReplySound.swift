// SPDX-License-Identifier: Apache-2.0

/// Tells a sink what the log is about to hear of the sound of replies.
struct ReplySound: Sendable {
    private let sink: (any ReplyAudioSink)?
    /// The turn whose sound was begun and neither finished nor silenced.
    private var sounding: Int?

    init(sink: (any ReplyAudioSink)?) {
        self.sink = sink
    }

    mutating func follow(_ actions: [SessionStateMachine.Action]) {
        guard sink != nil else { return }
        for case .emit(let kind) in actions { follow(kind) }
    }

    private mutating func follow(_ kind: SessionEvent.Kind) {
        switch kind {
        case .modelAudio(let part, let turn):
            sounding = turn
            sink?.play(part, turn: turn)
        case .interrupted(let turn):
            // Also when all of it has arrived: it may still be playing.
            sounding = nil
            sink?.silence(turn: turn)
        case .generationComplete, .turnEnded, .phase(.reconnecting), .phase(.moving),
            .phase(.ended):
            finish()
        default:
            break
        }
    }

    /// No more sound of the running reply will come; it is played out.
    mutating func finish() {
        guard let turn = sounding else { return }
        sounding = nil
        sink?.finish(turn: turn)
    }
}
