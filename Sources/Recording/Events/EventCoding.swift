// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// The fields of an event's line: one place for each kind to be written and one to be read.
///
/// What the API defines is kept as the API writes it, in a `message` of the server.
enum EventCoding {
    typealias Members = [(String, JSONValue)]

    /// What a line holds besides its place and time; none for frames.
    ///
    /// - Parameters:
    ///   - kind: The event.
    ///   - keep: Puts sound into the bundle.
    /// - Returns: The members that ``kind(_:_:load:)`` reads.
    /// - Throws: What `keep` throws.
    static func members(
        of kind: SessionEvent.Kind,
        keep: (AudioPart) throws(BundleError) -> MediaReference
    ) throws(BundleError) -> Members {
        switch kind {
        case .frame:
            return []
        case .phase(let phase):
            return PhaseCoding.members(of: phase)
        case .userText(let text, let turn, let delivery):
            return self.turn(turn) + [
                ("text", .string(text)), ("delivery", .string(word(delivery))),
            ]
        case .modelText(let text, let turn, let isThought):
            return self.turn(turn) + [("text", .string(text)), ("thought", .bool(isThought))]
        case .modelAudio(let part, let turn):
            let reference = try keep(part)
            return self.turn(turn) + [
                ("rate", .integer(Int64(part.sampleRate))), ("sound", reference.json),
            ]
        case .inputTranscript(let transcript, let turn):
            return self.turn(turn)
                + message(.init(serverContent: .init(inputTranscription: transcript)))
        case .outputTranscript(let transcript, let turn):
            return self.turn(turn)
                + message(.init(serverContent: .init(outputTranscription: transcript)))
        case .generationComplete(let turn), .interrupted(let turn):
            return self.turn(turn)
        case .turnEnded(let end, let turn):
            return self.turn(turn) + members(of: end)
        case .toolCall(let calls, let turn):
            return self.turn(turn) + message(.init(toolCall: .init(functionCalls: calls)))
        case .toolCallCancellation(let ids):
            return [("ids", .array(ids.map { .string($0) }))]
        case .tool(let event):
            return ToolCoding.members(of: event)
        case .usage(let usage, let turn):
            return self.turn(turn) + message(.init(usageMetadata: usage))
        case .goAway(let timeLeft):
            return timeLeft.map { [("timeLeft", TimeCoding.json($0))] } ?? []
        case .resumption(let update):
            return message(.init(sessionResumptionUpdate: update))
        case .voice(let event):
            return VoiceCoding.members(of: event)
        case .video(let event):
            return VideoCoding.members(of: event)
        case .notice(let notice):
            return [("level", .string(word(notice.level))), ("text", .string(notice.text))]
        }
    }

    /// The event that a line tells of.
    ///
    /// - Parameters:
    ///   - name: What kind it is.
    ///   - fields: The line.
    ///   - load: Gets the sound back out of the bundle.
    /// - Returns: The event as it was written.
    /// - Throws: `EventFields.Failure` naming the member that is not what it should be.
    static func kind(
        _ name: EventName,
        _ fields: EventFields,
        load: (MediaReference) -> [UInt8]
    ) throws(EventFields.Failure) -> SessionEvent.Kind {
        switch name {
        case .phase: return .phase(try PhaseCoding.phase(fields))
        case .user:
            let delivery = try fields.word("delivery", deliveries)
            return .userText(try fields.text("text"), turn: try turn(fields), delivery: delivery)
        case .model:
            let isThought = try fields.bool("thought")
            return .modelText(try fields.text("text"), turn: try turn(fields), isThought: isThought)
        case .audio:
            guard let reference = MediaReference(fields.object["sound"]) else {
                throw EventFields.Failure("sound", "a part of one of the bundle's media files")
            }
            let rate = try fields.count("rate")
            return .modelAudio(
                AudioPart(pcm: load(reference), sampleRate: rate),
                turn: try turn(fields)
            )
        case .inputTranscript:
            let content = try fields.message("message").serverContent
            return .inputTranscript(
                content?.inputTranscription ?? Transcription(),
                turn: try turn(fields)
            )
        case .outputTranscript:
            let content = try fields.message("message").serverContent
            return .outputTranscript(
                content?.outputTranscription ?? Transcription(),
                turn: try turn(fields)
            )
        case .generationComplete: return .generationComplete(turn: try turn(fields))
        case .interrupted: return .interrupted(turn: try turn(fields))
        case .turnEnded: return .turnEnded(try turnEnd(fields), turn: try turn(fields))
        case .toolCall:
            let calls = try fields.message("message").toolCall?.functionCalls ?? []
            return .toolCall(calls, turn: try turn(fields))
        case .toolCallCancellation: return .toolCallCancellation(try fields.texts("ids"))
        case .tool: return .tool(try ToolCoding.event(fields))
        case .usage:
            let usage = try fields.message("message").usageMetadata ?? UsageMetadata()
            return .usage(usage, turn: try turn(fields))
        case .goAway:
            let hasTime = fields.object["timeLeft"] != nil
            return .goAway(timeLeft: hasTime ? try fields.time("timeLeft") : nil)
        case .resumption:
            let update = try fields.message("message").sessionResumptionUpdate
            return .resumption(update ?? SessionResumptionUpdate())
        case .device, .microphone, .speech, .audible, .heard:
            return .voice(try VoiceCoding.event(name, fields))
        case .video:
            return .video(try VideoCoding.event(fields))
        case .notice:
            return .notice(Notice(try fields.word("level", levels), try fields.text("text")))
        }
    }
}

extension EventCoding {
    private static let deliveries: [String: SessionEvent.Delivery] = [
        "sent": .sent, "queued": .queued, "lost": .lost,
    ]
    private static let levels: [String: Notice.Level] = [
        "info": .info, "warning": .warning, "error": .error,
    ]

    private static func word(_ delivery: SessionEvent.Delivery) -> String {
        switch delivery {
        case .sent: "sent"
        case .queued: "queued"
        case .lost: "lost"
        }
    }

    private static func word(_ level: Notice.Level) -> String {
        switch level {
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }

    static func turn(_ turn: Int) -> Members { [("turn", .integer(Int64(turn)))] }

    static func turn(_ fields: EventFields) throws(EventFields.Failure) -> Int {
        try fields.count("turn")
    }

    private static func message(_ message: LiveServerMessage) -> Members {
        // What the codec has just written it can read.
        let json = try? JSONValue(parsing: MessageCodec().encode(message))
        return [("message", json ?? .null)]
    }

    private static func members(of end: TurnEnd) -> Members {
        var members: Members = [
            ("interrupted", .bool(end.wasInterrupted)), ("waiting", .bool(end.isWaitingForInput)),
        ]
        if let reason = end.reason { members.append(("reason", .string(reason))) }
        if let status = end.interactionStatus { members.append(("status", .string(status))) }
        return members
    }

    private static func turnEnd(_ fields: EventFields) throws(EventFields.Failure) -> TurnEnd {
        TurnEnd(
            wasInterrupted: try fields.bool("interrupted"),
            reason: try fields.optionalText("reason"),
            interactionStatus: try fields.optionalText("status"),
            isWaitingForInput: try fields.bool("waiting")
        )
    }
}
