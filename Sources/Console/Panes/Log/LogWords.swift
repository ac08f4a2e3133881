// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// Words the events of a session that are worth a line.
struct LogWords: Sendable {
    struct Line: Equatable {
        var level: Notice.Level
        var text: String

        init(_ level: Notice.Level, _ text: String) {
            self.level = level
            self.text = text
        }
    }

    /// Devices that were said to be in trouble.
    private var troubles: Set<SoundDirection> = []
    /// Whether the server has given a handle.
    private var isResumable = false
    /// Function calls that were said to have begun.
    private var openCalls: Set<String> = []
    /// More calls than these are never open in a sane session.
    private static let callCapacity = 1000

    /// The line about an event; nil for what other panes show better.
    mutating func line(about event: SessionEvent.Kind) -> Line? {
        switch event {
        case .phase(let phase):
            return line(about: phase)
        case .frame(let frame):
            return line(about: frame)
        case .interrupted(let turn):
            return Line(.info, "the reply of turn \(turn) was interrupted")
        case .turnEnded(let end, let turn):
            return end.reason.map { Line(.warning, "turn \(turn) ended: \($0)") }
        case .toolCallCancellation(let ids):
            return Line(
                .warning,
                "taken back by the server: \(ids.prefix(8).joined(separator: ", "))"
            )
        case .tool(let event):
            return line(about: event)
        case .goAway(let timeLeft):
            let left = timeLeft.map { ", \(TimeText.length($0)) left" } ?? ""
            return Line(.warning, "goAway: the server will close the connection\(left)")
        case .resumption(let update):
            guard update.resumable, !isResumable else { return nil }
            isResumable = true
            return Line(.info, "the session can be resumed from now on")
        case .voice(let event):
            return line(about: event)
        case .video(let event):
            return line(about: event)
        case .notice(let notice):
            return Line(notice.level, notice.text)
        case .userText, .modelText, .modelAudio, .inputTranscript, .outputTranscript,
            .generationComplete, .toolCall, .usage:
            return nil
        }
    }

    private func line(about event: VideoEvent) -> Line? {
        switch event {
        case .dropped(let count):
            return Line(.warning, "\(count) pictures of the video were not sent")
        case .source(let name, let status):
            let isTrouble =
                switch status {
                case .stalled, .unavailable, .lost: true
                case .off, .starting, .running, .ended: false
                }
            let reason = status.reason.map { ": \($0)" } ?? ""
            return Line(isTrouble ? .warning : .info, "video \(name) \(status.name)\(reason)")
        }
    }

    private func line(about phase: SessionPhase) -> Line? {
        switch phase {
        case .connecting(let attempt):
            return Line(.info, "connecting\(attempt > 1 ? ", attempt \(attempt)" : "")")
        case .ready: return Line(.info, "ready")
        case .reconnecting(let attempt, let reason):
            return Line(.warning, "connecting again, attempt \(attempt): \(reason)")
        case .moving(let reason): return Line(.info, "moving to a new connection: \(reason)")
        case .closing: return Line(.info, "closing")
        case .ended(let end):
            return Line(end.isProblem ? .error : .info, "ended: \(end.inPlainWords)")
        case .idle, .settingUp: return nil
        }
    }

    private func line(about frame: WireFrame) -> Line? {
        let isOurs = frame.direction == .clientToServer
        switch frame.meaning {
        case .close(let code, let reason):
            let words = reason.isEmpty ? CloseCodeText.meaning(of: code) : reason
            let isNormal = code == 1000 || code == 1001
            let text = "\(isOurs ? "we closed" : "the server closed"): \(code) \(words)"
            return Line(isNormal ? .info : .warning, text)
        // What the server sends is told of by a notice of the session's.
        case .undecodable(let reason) where isOurs:
            return Line(.warning, "frame \(frame.number) is no message: \(reason)")
        case .undecodable, .client, .server:
            return nil
        }
    }

    private mutating func line(about event: ToolEvent) -> Line? {
        let name = "\(event.name) (\(event.id))"
        let took = TimeText.latency(event.latency)
        if event.isFinal { openCalls.remove(event.id) }
        switch event.state {
        case .awaitingConfirmation: return Line(.warning, "\(name) waits for your agreement")
        case .awaitingAnswer: return Line(.warning, "\(name) waits for your answer")
        case .held: return Line(.warning, "\(name) is held")
        case .queued, .running:
            let hasRoom = openCalls.count < Self.callCapacity
            guard hasRoom, openCalls.insert(event.id).inserted else { return nil }
            return Line(.info, "\(name) \(event.state == .queued ? "waits its turn" : "began")")
        case .finished: return Line(.info, "\(name) answered after \(took)")
        case .failed(let reason): return Line(.error, "\(name) failed after \(took): \(reason)")
        case .timedOut: return Line(.error, "\(name) timed out after \(took)")
        case .cancelled: return Line(.warning, "\(name) cancelled after \(took)")
        case .late: return Line(.warning, "\(name) came too late, after \(took)")
        case .duplicate: return Line(.warning, "\(name): an id that was used before")
        }
    }

    private mutating func line(about event: VoiceEvent) -> Line? {
        switch event {
        case .device(let direction, let status):
            return line(about: direction, status)
        case .replyHeard(let turn, let heard, let received, wasCut: true):
            let share = "\(TimeText.length(heard)) of \(TimeText.length(received))"
            return Line(.info, "of the reply of turn \(turn) \(share) was heard")
        case .microphone, .speech, .replyAudible, .replyHeard:
            return nil
        }
    }

    private mutating func line(about direction: SoundDirection, _ status: DeviceStatus) -> Line? {
        let device = direction.deviceName
        switch status {
        case .opening, .stopped:
            return nil
        case .running:
            guard troubles.remove(direction) != nil else {
                return Line(.info, "\(device): running")
            }
            return Line(.info, "\(device): works again")
        case .suspended:
            troubles.insert(direction)
            return Line(.warning, "\(device): asleep with the machine")
        case .stalled:
            troubles.insert(direction)
            return Line(.warning, "\(device): open, but no sound passes")
        case .unavailable(let reason):
            // It is tried again all the time.
            guard troubles.insert(direction).inserted else { return nil }
            return Line(.warning, "\(device): none. \(reason)")
        case .lost(let reason):
            troubles.insert(direction)
            return Line(.error, "\(device): lost. \(reason)")
        }
    }
}
