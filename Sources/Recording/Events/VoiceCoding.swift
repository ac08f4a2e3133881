// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// What happened at microphone and loudspeaker, as lines hold it.
enum VoiceCoding {
    private enum Status: String, CaseIterable {
        case opening, running, suspended, stalled, unavailable, lost, stopped

        static let all = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    }

    private static let directions: [String: SoundDirection] = [
        "microphone": .input, "speaker": .output,
    ]

    static func members(of event: VoiceEvent) -> EventCoding.Members {
        switch event {
        case .device(let direction, let status):
            [("device", .string(direction == .input ? "microphone" : "speaker"))]
                + members(of: status)
        case .microphone(let isOpen): [("open", .bool(isOpen))]
        case .speech(let isActive, let ago): [("active", .bool(isActive))] + members(ago)
        case .replyAudible(let turn, let ago): EventCoding.turn(turn) + members(ago)
        case .replyHeard(let turn, let heard, let received, let wasCut):
            EventCoding.turn(turn) + [
                ("heard", TimeCoding.json(heard)), ("received", TimeCoding.json(received)),
                ("cut", .bool(wasCut)),
            ]
        }
    }

    /// The event of a line; its name is one that ``EventCoding`` hands on, the last being `device`.
    static func event(
        _ name: EventName,
        _ fields: EventFields
    ) throws(EventFields.Failure) -> VoiceEvent {
        switch name {
        case .microphone: return .microphone(isOpen: try fields.bool("open"))
        case .speech: return .speech(isActive: try fields.bool("active"), ago: try ago(fields))
        case .audible:
            return .replyAudible(turn: try EventCoding.turn(fields), ago: try ago(fields))
        case .heard:
            return .replyHeard(
                turn: try EventCoding.turn(fields),
                heard: try fields.time("heard"),
                received: try fields.time("received"),
                wasCut: try fields.bool("cut")
            )
        default:
            return .device(try fields.word("device", directions), try status(fields))
        }
    }

    private static func members(_ ago: Duration) -> EventCoding.Members {
        ago == .zero ? [] : [("ago", TimeCoding.json(ago))]
    }

    private static func ago(_ fields: EventFields) throws(EventFields.Failure) -> Duration {
        fields.object["ago"] == nil ? .zero : try fields.time("ago")
    }

    private static func members(of status: DeviceStatus) -> EventCoding.Members {
        func member(_ word: Status, _ reason: String? = nil) -> EventCoding.Members {
            [("status", .string(word.rawValue))] + (reason.map { [("reason", .string($0))] } ?? [])
        }
        return switch status {
        case .opening: member(.opening)
        case .running: member(.running)
        case .suspended: member(.suspended)
        case .stalled: member(.stalled)
        case .unavailable(let reason): member(.unavailable, reason)
        case .lost(let reason): member(.lost, reason)
        case .stopped: member(.stopped)
        }
    }

    private static func status(_ fields: EventFields) throws(EventFields.Failure) -> DeviceStatus {
        switch try fields.word("status", Status.all) {
        case .opening: .opening
        case .running: .running
        case .suspended: .suspended
        case .stalled: .stalled
        case .unavailable: .unavailable(try fields.text("reason"))
        case .lost: .lost(try fields.text("reason"))
        case .stopped: .stopped
        }
    }
}
