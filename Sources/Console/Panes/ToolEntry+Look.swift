// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

extension ToolEvent.State {
    /// The glyph that tells the state without colour.
    func mark(_ table: GlyphTable) -> Character {
        switch self {
        case .awaitingConfirmation, .awaitingAnswer: "?"
        case .held: table.held
        case .queued: table.dot
        case .running: table.ellipsis
        case .finished: table.ok
        case .failed, .timedOut: table.failed
        case .cancelled: table.cancelled
        case .late, .duplicate: table.warning
        }
    }

    var role: ThemeRole {
        switch self {
        case .awaitingConfirmation, .awaitingAnswer, .held: .held
        case .queued: .muted
        case .running: .info
        case .finished: .ok
        case .failed, .timedOut: .error
        case .cancelled: .muted
        case .late, .duplicate: .warn
        }
    }

    /// The state in a word or two.
    var word: String {
        switch self {
        case .awaitingConfirmation: "ASKS"
        case .awaitingAnswer: "YOUR ANSWER"
        case .held: "HELD"
        case .queued: "queued"
        case .running: "running"
        case .finished: "finished"
        case .failed: "failed"
        case .timedOut: "timed out"
        case .cancelled: "cancelled"
        case .late: "late"
        case .duplicate: "duplicate id"
        }
    }
}

extension ToolEntry {
    /// What the list says before the arguments; empty for a call that went well.
    func words(at now: Duration) -> String {
        switch event.state {
        case .finished: return ""
        case .failed(let reason): return "failed: \(reason)"
        case .late: return "late: the server had stopped waiting"
        case .timedOut, .cancelled, .queued, .duplicate: return event.state.word
        case .awaitingConfirmation, .awaitingAnswer, .held, .running:
            if isDecided { return "decided" }
            let left = timeLeft(at: now).map { ", \($0) left" } ?? ""
            return event.state.word + left
        }
    }

    /// Whole seconds until the state ends by itself.
    func timeLeft(at now: Duration) -> String? {
        deadline.map { "\(max($0 - now, .zero).components.seconds) s" }
    }

    /// The time from the call to its end, or to now.
    func latency(at now: Duration) -> String {
        event.isFinal
            ? TimeText.latency(event.latency)
            : "\(max(now - calledAt, .zero).components.seconds) s"
    }
}

extension ToolEvent.Means {
    /// What will be done for a call, as one line.
    var line: String {
        switch self {
        case .command(let words, _): words.map(\.shellQuoted).joined(separator: " ")
        case .reply: "a fixed reply"
        case .hand: "you"
        case .nothing: "nothing is bound"
        }
    }
}

extension String {
    /// The word as a shell would have to be given it, so that the borders of arguments show.
    fileprivate var shellQuoted: String {
        let plain =
            !isEmpty
            && unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "_./:=+-,@%".unicodeScalars.contains(scalar)
            }
        return plain ? self : "'" + replacing("'", with: #"'\''"#) + "'"
    }
}
