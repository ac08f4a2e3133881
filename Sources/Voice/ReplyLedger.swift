// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// How much of each reply came, and how much of it was heard.
///
/// Positions count the samples that were accepted for playing, over all replies.
struct ReplyLedger: Sendable {
    private struct Reply {
        let turn: Int
        var start: Int
        /// The position after the last sample that is to be played.
        var end: Int
        var received = 0
        var heard = 0
        /// What may still turn out to have been heard of a reply that was cut.
        var unsettled = 0
        var isFinished = false
    }

    private let sampleRate: Int
    private var replies: [Reply] = []
    /// Cut, and the device has not yet said how much of them it played.
    private var cut: [Reply] = []
    private(set) var events: [VoiceEvent] = []

    init(sampleRate: Int) {
        self.sampleRate = sampleRate
    }

    /// The turn that more sound is to come of.
    var openTurn: Int? {
        guard let last = replies.last, !last.isFinished else { return nil }
        return last.turn
    }

    /// The turn whose sound came last, as long as any of it is to be played.
    var latestTurn: Int? { replies.last?.turn }

    mutating func takeEvents() -> [VoiceEvent] {
        defer { events.removeAll() }
        return events
    }

    /// Notes sound of a turn: `accepted` samples follow what was accepted before; the rest of
    /// `received` found no room.
    mutating func receive(_ received: Int, accepted: Int, at position: Int, turn: Int) {
        if openTurn != turn {
            finishAll()
            replies.append(Reply(turn: turn, start: position, end: position))
        }
        replies[replies.count - 1].received += received
        replies[replies.count - 1].end += accepted
    }

    mutating func finish(turn: Int) {
        for index in replies.indices where replies[index].turn == turn {
            replies[index].isFinished = true
        }
    }

    /// No reply will be continued.
    mutating func finishAll() {
        for index in replies.indices { replies[index].isFinished = true }
    }

    /// Notes that what lies between two positions has left the device as sound.
    mutating func noteHeard(_ range: Range<Int>) {
        for index in replies.indices {
            let reply = replies[index]
            let heard = range.clamped(to: reply.start..<reply.end).count
            guard heard > 0 else { continue }
            if reply.heard == 0 { noteAudible(reply, heard) }
            replies[index].heard += heard
        }
    }

    /// What has been heard by now began that long ago.
    private mutating func noteAudible(_ reply: Reply, _ heard: Int) {
        let ago = Duration.seconds(Double(heard) / Double(sampleRate))
        events.append(.replyAudible(turn: reply.turn, ago: ago))
    }

    /// Reports the replies that are whole and have been played up to `position`.
    mutating func settle(at position: Int) {
        while let reply = replies.first, reply.isFinished, reply.end <= position {
            replies.removeFirst()
            report(reply, wasCut: false)
        }
    }

    /// Cuts all replies at `position`; they are reported once the device's account is known.
    mutating func cutAll(at position: Int) {
        cut += replies.map { reply in
            var reply = reply
            reply.unsettled = max(0, reply.end - max(reply.start, position))
            return reply
        }
        replies.removeAll()
    }

    /// Notes samples of cut replies that were heard before the device obeyed.
    mutating func noteHeardOfCut(_ samples: Int) {
        var left = samples
        for index in cut.indices {
            let heard = min(left, cut[index].unsettled)
            guard heard > 0 else { continue }
            if cut[index].heard == 0 { noteAudible(cut[index], heard) }
            cut[index].heard += heard
            cut[index].unsettled -= heard
            left -= heard
        }
    }

    /// Reports the cut replies: the device holds nothing of them any more.
    mutating func settleCut() {
        for reply in cut { report(reply, wasCut: true) }
        cut.removeAll()
    }

    private mutating func report(_ reply: Reply, wasCut: Bool) {
        events.append(
            .replyHeard(
                turn: reply.turn,
                heard: duration(reply.heard),
                received: duration(reply.received),
                wasCut: wasCut
            )
        )
    }

    private func duration(_ samples: Int) -> Duration {
        .nanoseconds(samples * 1_000_000_000 / sampleRate)
    }
}
