// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

/// Something that happened at one moment and stands in the lanes.
struct LaneMark: Sendable, Equatable {
    enum Kind: Sendable {
        case interrupted
        case tool
        case toolCancelled
        case goAway
        case connectionLost
        case newConnection
        case deviceLost
        case deviceBack
    }

    /// On the console's clock.
    var time: Duration
    var kind: Kind
    /// A word or two; fit for the terminal.
    var label: String

    /// The mark of an event; nil for those that have none.
    init?(_ event: SessionEvent.Kind, at time: Duration, glyphs: GlyphSet) {
        self.time = time
        switch event {
        case .interrupted:
            (kind, label) = (.interrupted, "interrupted")
        case .toolCall(let calls, _):
            (kind, label) = (.tool, calls.first?.name ?? "tool")
        case .toolCallCancellation:
            (kind, label) = (.toolCancelled, "cancelled")
        case .goAway:
            (kind, label) = (.goAway, "goAway")
        case .phase(.reconnecting), .phase(.ended(.connectionLost)):
            (kind, label) = (.connectionLost, "connection lost")
        case .phase(.moving):
            (kind, label) = (.newConnection, "new connection")
        case .voice(.device(let direction, .lost)):
            (kind, label) = (.deviceLost, "\(direction.deviceName) lost")
        default:
            return nil
        }
        label = TerminalText.sanitized(String(label.prefix(24)), glyphs: glyphs, newlines: .marked)
    }

    /// A device that was lost runs again.
    init(backAt time: Duration, _ direction: SoundDirection) {
        self.time = time
        kind = .deviceBack
        label = "\(direction.deviceName) back"
    }

    /// Whether it is about tools: these have a row of their own where there is room.
    var isTool: Bool {
        switch kind {
        case .tool, .toolCancelled: true
        case .interrupted, .goAway, .connectionLost, .newConnection, .deviceLost, .deviceBack: false
        }
    }

    func mark(_ table: GlyphTable) -> Character {
        switch kind {
        case .interrupted: table.interrupted
        case .tool: table.branch
        case .toolCancelled: table.cancelled
        case .goAway: table.warning
        case .connectionLost, .deviceLost: table.failed
        case .newConnection, .deviceBack: table.ok
        }
    }

    var role: ThemeRole {
        switch kind {
        case .interrupted, .connectionLost, .deviceLost: .laneInterruption
        case .tool, .toolCancelled: .laneTool
        case .goAway, .newConnection, .deviceBack: .laneMarker
        }
    }
}
