// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// A session event as one JSON object, for `send --json` and anything that reads it.
///
/// Every object has `t` (seconds since the start) and `event`; audio is given by its size only.
enum EventJSON {
    /// One line without its line end; nil for events that say nothing beyond others.
    static func line(for event: SessionEvent) -> String? {
        guard let (name, fields) = describe(event.kind) else { return nil }
        var object: JSONObject = [
            "t": .double(event.offset.seconds),
            "event": .string(name),
        ]
        for (key, value) in fields { object[key] = value }
        return String(decoding: JSONValue.object(object).serialized(), as: UTF8.self)
    }

    private typealias Description = (name: String, fields: [(String, JSONValue)])

    private static func describe(_ kind: SessionEvent.Kind) -> Description? {
        switch kind {
        case .phase(let phase):
            return ("phase", [("phase", .string(phase.name))] + phase.detail)
        case .frame(let frame):
            return ("frame", describe(frame))
        case .userText(let text, let turn, let delivery):
            return ("user", Self.text(text, turn) + [("delivery", .string("\(delivery)"))])
        case .modelText(let text, let turn, let isThought):
            return ("model", Self.text(text, turn) + [("thought", .bool(isThought))])
        case .modelAudio(let part, let turn):
            let fields: [(String, JSONValue)] = [
                ("bytes", .integer(Int64(part.pcm.count))),
                ("rate", .integer(Int64(part.sampleRate))),
                ("turn", .integer(Int64(turn))),
            ]
            return ("audio", fields)
        case .inputTranscript(let transcript, let turn):
            return ("inputTranscript", text(transcript.text, turn))
        case .outputTranscript(let transcript, let turn):
            return ("outputTranscript", text(transcript.text, turn))
        case .generationComplete(let turn):
            return ("generationComplete", [("turn", .integer(Int64(turn)))])
        case .interrupted(let turn):
            return ("interrupted", [("turn", .integer(Int64(turn)))])
        case .turnEnded(let end, let turn):
            var fields: [(String, JSONValue)] = [
                ("turn", .integer(Int64(turn))), ("interrupted", .bool(end.wasInterrupted)),
            ]
            if let reason = end.reason { fields.append(("reason", .string(reason))) }
            return ("turnEnded", fields)
        case .toolCall(let calls, let turn):
            return (
                "toolCall",
                [
                    ("turn", .integer(Int64(turn))),
                    ("names", .array(calls.map { .string($0.name) })),
                ]
            )
        case .toolCallCancellation(let ids):
            return ("toolCallCancellation", [("ids", .array(ids.map { .string($0) }))])
        case .tool(let event):
            return ("tool", describe(event))
        case .usage(let usage, let turn):
            return (
                "usage",
                [
                    ("turn", .integer(Int64(turn))),
                    ("prompt", .integer(Int64(usage.promptTokenCount))),
                    ("response", .integer(Int64(usage.responseTokenCount))),
                    ("total", .integer(Int64(usage.totalTokenCount))),
                ]
            )
        case .goAway(let timeLeft):
            return ("goAway", timeLeft.map { [("timeLeft", .double($0.seconds))] } ?? [])
        case .resumption(let update):
            return ("resumption", [("resumable", .bool(update.resumable))])
        case .voice(let event):
            return describe(event)
        case .video(let event):
            return ("video", describe(event))
        case .notice(let notice):
            return (
                "notice",
                [
                    ("level", .string("\(notice.level)")), ("text", .string(notice.text)),
                ]
            )
        }
    }

    private static func text(_ text: String, _ turn: Int) -> [(String, JSONValue)] {
        [("text", .string(text)), ("turn", .integer(Int64(turn)))]
    }

    private static func describe(_ event: VoiceEvent) -> Description {
        switch event {
        case .device(let direction, let status):
            var fields: [(String, JSONValue)] = [
                ("device", .string(direction == .input ? "microphone" : "speaker")),
                ("status", .string(status.name)),
            ]
            if let reason = status.reason { fields.append(("reason", .string(reason))) }
            return ("device", fields)
        case .microphone(let isOpen):
            return ("microphone", [("open", .bool(isOpen))])
        case .speech(let isActive, let ago):
            return ("speech", [("active", .bool(isActive)), ("ago", .double(ago.seconds))])
        case .replyAudible(let turn, let ago):
            return (
                "audible",
                [("turn", .integer(Int64(turn))), ("ago", .double(ago.seconds))]
            )
        case .replyHeard(let turn, let heard, let received, let wasCut):
            let fields: [(String, JSONValue)] = [
                ("turn", .integer(Int64(turn))),
                ("heard", .double(heard.seconds)),
                ("received", .double(received.seconds)),
                ("cut", .bool(wasCut)),
            ]
            return ("heard", fields)
        }
    }

    private static func describe(_ event: VideoEvent) -> [(String, JSONValue)] {
        switch event {
        case .source(let name, let status):
            [("source", .string(name)), ("status", .string(status.name))]
                + (status.reason.map { [("reason", .string($0))] } ?? [])
        case .dropped(let count): [("dropped", .integer(Int64(count)))]
        }
    }

    private static func describe(_ event: ToolEvent) -> [(String, JSONValue)] {
        var fields: [(String, JSONValue)] = [
            ("id", .string(event.id)),
            ("name", .string(event.name)),
            ("state", .string(event.state.name)),
            ("args", .object(event.arguments)),
            ("latency", .double(event.latency.seconds)),
        ]
        switch event.state {
        case .finished(let response), .late(let response):
            fields.append(("response", .object(response)))
        case .failed(let reason): fields.append(("error", .string(reason)))
        default: break
        }
        if !event.diagnostics.isEmpty { fields.append(("stderr", .string(event.diagnostics))) }
        return fields
    }

    private static func describe(_ frame: WireFrame) -> [(String, JSONValue)] {
        let kinds: [String] =
            switch frame.meaning {
            case .client(let message): message.kinds
            case .server(let message): message.kinds
            case .close: ["close"]
            case .undecodable: ["undecodable"]
            }
        let mark: [(String, JSONValue)] = frame.isInjected ? [("injected", .bool(true))] : []
        return [
            ("number", .integer(Int64(frame.number))),
            ("direction", .string(frame.direction == .clientToServer ? "c2s" : "s2c")),
            ("bytes", .integer(Int64(frame.payload.count))),
            ("kinds", .array(kinds.map { .string($0) })),
        ] + mark
    }
}

extension SessionPhase {
    /// The phase's name, as logs and JSON carry it.
    var name: String {
        switch self {
        case .idle: "idle"
        case .connecting: "connecting"
        case .settingUp: "settingUp"
        case .ready: "ready"
        case .reconnecting: "reconnecting"
        case .moving: "moving"
        case .closing: "closing"
        case .ended: "ended"
        }
    }

    fileprivate var detail: [(String, JSONValue)] {
        guard case .ended(let end) = self else { return [] }
        return [("reason", .string(end.inPlainWords))]
    }
}

extension ToolEvent.State {
    /// The state's name, as logs and JSON carry it.
    var name: String {
        switch self {
        case .awaitingConfirmation: "awaitingConfirmation"
        case .awaitingAnswer: "awaitingAnswer"
        case .held: "held"
        case .queued: "queued"
        case .running: "running"
        case .finished: "finished"
        case .failed: "failed"
        case .timedOut: "timedOut"
        case .cancelled: "cancelled"
        case .late: "late"
        case .duplicate: "duplicate"
        }
    }
}

extension DeviceStatus {
    /// The status's name, as logs and JSON carry it.
    var name: String {
        switch self {
        case .opening: "opening"
        case .running: "running"
        case .suspended: "suspended"
        case .stalled: "stalled"
        case .unavailable: "unavailable"
        case .lost: "lost"
        case .stopped: "stopped"
        }
    }

    /// Why the device cannot be used, in plain words.
    var reason: String? {
        switch self {
        case .unavailable(let reason), .lost(let reason): reason
        case .opening, .running, .suspended, .stalled, .stopped: nil
        }
    }
}

extension Duration {
    /// The duration in seconds, to the nanosecond, without the noise of a sum of fractions.
    var seconds: Double {
        let nanoseconds = components.attoseconds / 1_000_000_000
        return (Double(components.seconds) * 1e9 + Double(nanoseconds)) / 1e9
    }
}
