// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

/// Prints a session as labelled lines: for pipes, logs and screen readers.
///
/// `You:`, `Model:`, `Tool:`, `Session:` and `Error:` begin a line each. A reply is one line, printed
/// when it is complete; its own line breaks become blanks.
struct PlainPrinter: EventSink {
    private let stream: StandardStream
    private var reply = ""
    private var heard = ""

    init(stream: StandardStream = .output) {
        self.stream = stream
    }

    mutating func consume(_ event: SessionEvent) {
        switch event.kind {
        case .phase(let phase): printPhase(phase)
        case .userText(let text, _, let delivery): printUser(text, delivery)
        case .modelText(let text, _, isThought: false): reply += text
        case .outputTranscript(let transcript, _): reply += transcript.text
        case .inputTranscript(let transcript, _): heard += transcript.text
        case .interrupted: printReply(suffix: " [interrupted]")
        case .turnEnded(let end, _): printTurnEnd(end)
        case .toolCall(let calls, _):
            for call in calls { line("Tool", "\(call.name) \(Self.json(call.args))") }
        case .tool(let event): printTool(event)
        case .goAway(let timeLeft):
            let left = timeLeft.map { " in \(Int($0.seconds)) s" } ?? ""
            line("Session", "the server will close the connection\(left)")
        case .notice(let notice):
            line(notice.level == .error ? "Error" : "Session", notice.text)
        case .voice(let event): printVoice(event)
        case .video(let event): printVideo(event)
        case .frame, .modelText, .modelAudio, .generationComplete, .usage, .resumption,
            .toolCallCancellation:
            break
        }
    }

    private mutating func printPhase(_ phase: SessionPhase) {
        switch phase {
        case .ready: line("Session", "connected")
        case .ended(.closedByUser): line("Session", "ended")
        case .ended(let end):
            printReply(suffix: " [cut off]")
            line("Error", end.inPlainWords)
        case .reconnecting(_, let reason): line("Session", "reconnecting: \(reason)")
        case .moving(let reason): line("Session", "moving to a new connection (\(reason))")
        case .idle, .connecting, .settingUp, .closing: break
        }
    }

    /// What became of a call; that it was made has been printed.
    private func printTool(_ event: ToolEvent) {
        let took = " after \(Int((event.latency.seconds * 1000).rounded())) ms"
        switch event.state {
        case .awaitingConfirmation, .awaitingAnswer, .held, .queued, .running: break
        case .finished(let response):
            line("Tool", "\(event.name) finished\(took): \(Self.json(response))")
        case .failed(let reason): line("Tool", "\(event.name) failed\(took): \(reason)")
        case .timedOut: line("Tool", "\(event.name) was cut off\(took)")
        case .cancelled: line("Tool", "\(event.name) was cancelled\(took)")
        case .late: line("Tool", "\(event.name) ended too late\(took); not sent")
        case .duplicate:
            line("Tool", "\(event.name) called again under the id \(event.id); not run")
        }
    }

    private static func json(_ object: JSONObject) -> String {
        String(decoding: JSONValue.object(object).serialized(asciiOnly: false), as: UTF8.self)
    }

    /// Devices that fail and come back; what the microphone hears is the server's to say.
    private func printVoice(_ event: VoiceEvent) {
        guard case .device(let direction, let status) = event else { return }
        let device = direction == .input ? "microphone" : "speaker"
        switch status {
        case .running, .suspended, .stalled: line("Session", "\(device) \(status.name)")
        case .unavailable(let reason), .lost(let reason):
            line("Error", "\(device) \(status.name): \(reason)")
        case .opening, .stopped: break
        }
    }

    private func printVideo(_ event: VideoEvent) {
        guard case .source(let name, let status) = event else { return }
        if let reason = status.reason {
            line("Error", "video \(status.name): \(name): \(reason)")
        } else if status != .starting {
            line("Session", "video \(status.name): \(name)")
        }
    }

    private func printUser(_ text: String, _ delivery: SessionEvent.Delivery) {
        switch delivery {
        case .sent: line("You", text)
        case .lost: line("Error", "not sent: \(text)")
        case .queued: break
        }
    }

    private mutating func printTurnEnd(_ end: TurnEnd) {
        if !heard.isEmpty { line("You", heard) }
        heard = ""
        printReply()
        if let reason = end.reason { line("Session", "the turn ended with \(reason)") }
    }

    private mutating func printReply(suffix: String = "") {
        if !reply.isEmpty { line("Model", reply + suffix) }
        reply = ""
    }

    private func line(_ label: String, _ text: String) {
        let words = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let safe = TerminalText.sanitized(words.trimmingPrefix { $0 == " " }.description)
        stream.write("\(label): \(safe)\n")
    }
}
