// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

extension TurnVerdict {
    var role: ThemeRole {
        switch self {
        case .waiting, .running: .muted
        case .ok: .ok
        case .slow: .warn
        case .fault: .error
        }
    }

    /// The glyph that tells the verdict without colour.
    func mark(_ table: GlyphTable) -> Character {
        switch self {
        case .waiting, .running: table.ellipsis
        case .ok: table.ok
        case .slow: table.warning
        case .fault: table.failed
        }
    }

    var words: String {
        switch self {
        case .waiting: "waits"
        case .running: "runs"
        case .ok: "ok"
        case .slow(let stage): "slow: \(stage.name)"
        case .fault(let fault): fault.name
        }
    }
}

extension TurnFault.Kind {
    /// As the verdict of a turn.
    var name: String {
        switch self {
        case .stall: "stalled"
        case .silentTurn: "silent"
        case .noTurnComplete: "no turnComplete"
        case .noAnswer: "no answer"
        }
    }

    /// As what is counted.
    var plural: String {
        switch self {
        case .stall: "stalls"
        case .noTurnComplete: "no end"
        case .silentTurn, .noAnswer: name
        }
    }
}

extension TurnStage.Kind {
    var name: String {
        switch self {
        case .endpointWait: "VAD wait"
        case .serverWait: "server"
        case .soundWait: "first sound"
        case .playbackWait: "playback"
        }
    }

    var role: ThemeRole {
        switch self {
        case .endpointWait: .latencyEndpointWait
        case .serverWait: .latencyServerWait
        case .soundWait: .latencyFirstByte
        case .playbackWait: .latencyJitterBuffer
        }
    }

    /// The fill of its stretch of a bar.
    func shade(_ table: GlyphTable) -> Character {
        switch self {
        case .endpointWait: table.shades[1]
        case .serverWait: table.shades[0]
        case .soundWait: table.shades[2]
        case .playbackWait: table.shades[3]
        }
    }
}
