// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// What happened at the source of pictures, as lines hold it.
enum VideoCoding {
    static func members(of event: VideoEvent) -> EventCoding.Members {
        switch event {
        case .source(let name, let status):
            [("source", .string(name)), ("status", .string(status.name))]
                + (status.reason.map { [("reason", .string($0))] } ?? [])
        case .dropped(let count):
            [("dropped", .integer(Int64(count)))]
        }
    }

    static func event(_ fields: EventFields) throws(EventFields.Failure) -> VideoEvent {
        if fields.object["dropped"] != nil { return .dropped(count: try fields.count("dropped")) }
        let name = try fields.text("source")
        switch try fields.text("status") {
        case "unavailable": return .source(name, .unavailable(try fields.text("reason")))
        case "lost": return .source(name, .lost(try fields.text("reason")))
        default: return .source(name, try fields.word("status", plain))
        }
    }

    /// Those that need no reason.
    private static let plain = Dictionary(
        uniqueKeysWithValues: [VideoStatus.off, .starting, .running, .stalled, .ended]
            .map { ($0.name, $0) }
    )
}
