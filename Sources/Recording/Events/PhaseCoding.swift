// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// A session's phases and ends as lines hold them.
enum PhaseCoding {
    private enum Word: String, CaseIterable {
        case idle, connecting, settingUp, ready, reconnecting, moving, closing
        case closedByUser, closedByServer, connectionLost, failed

        static let all = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    }

    static func members(of phase: SessionPhase) -> EventCoding.Members {
        switch phase {
        case .idle: member(.idle)
        case .connecting(let attempt): member(.connecting) + [number("attempt", attempt)]
        case .settingUp: member(.settingUp)
        case .ready: member(.ready)
        case .reconnecting(let attempt, let reason):
            member(.reconnecting) + [number("attempt", attempt), ("reason", .string(reason))]
        case .moving(let reason): member(.moving) + [("reason", .string(reason))]
        case .closing: member(.closing)
        case .ended(let end): members(of: end)
        }
    }

    private static func members(of end: SessionEnd) -> EventCoding.Members {
        switch end {
        case .closedByUser: member(.closedByUser)
        case .closedByServer(let code, let reason):
            member(.closedByServer) + [number("code", Int(code)), ("reason", .string(reason))]
        case .connectionLost(let what): member(.connectionLost) + [("reason", .string(what))]
        case .failed(let error):
            member(.failed) + [
                ("error", .string(word(error.kind))), ("reason", .string(error.message)),
                ("retryable", .bool(error.isRetryable)),
            ]
        }
    }

    static func phase(_ fields: EventFields) throws(EventFields.Failure) -> SessionPhase {
        switch try fields.word("phase", Word.all) {
        case .idle: return .idle
        case .connecting: return .connecting(attempt: try fields.count("attempt"))
        case .settingUp: return .settingUp
        case .ready: return .ready
        case .reconnecting:
            let reason = try fields.text("reason")
            return .reconnecting(attempt: try fields.count("attempt"), reason: reason)
        case .moving: return .moving(reason: try fields.text("reason"))
        case .closing: return .closing
        case .closedByUser: return .ended(.closedByUser)
        case .closedByServer:
            let code = UInt16(clamping: try fields.count("code"))
            return .ended(.closedByServer(code: code, reason: try fields.text("reason")))
        case .connectionLost: return .ended(.connectionLost(try fields.text("reason")))
        case .failed:
            let kind = try fields.word("error", errors)
            let error = SessionError(
                kind,
                try fields.text("reason"),
                isRetryable: try fields.bool("retryable")
            )
            return .ended(.failed(error))
        }
    }

    private static let errors: [String: SessionError.Kind] = [
        "cannotConnect": .cannotConnect, "refused": .refused,
        "protocolViolation": .protocolViolation, "outboundOverflow": .outboundOverflow,
    ]

    private static func word(_ kind: SessionError.Kind) -> String {
        switch kind {
        case .cannotConnect: "cannotConnect"
        case .refused: "refused"
        case .protocolViolation: "protocolViolation"
        case .outboundOverflow: "outboundOverflow"
        }
    }

    private static func member(_ word: Word) -> EventCoding.Members {
        [("phase", .string(word.rawValue))]
    }

    private static func number(_ key: String, _ value: Int) -> (String, JSONValue) {
        (key, .integer(Int64(value)))
    }
}
