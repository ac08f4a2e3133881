// SPDX-License-Identifier: Apache-2.0

package import LiveEngine
import TerminalUI

/// Something that went wrong in a session.
package struct Problem: Sendable, Equatable {
    /// On the console's clock.
    package var time: Duration
    package var level: Notice.Level
    /// In plain words; fit for the terminal.
    package var text: String
    /// The turn it belongs to, where that is known.
    package var turn: Int?
}

/// What went wrong so far, oldest first.
package struct Problems: Sendable {
    private(set) var ring = Ring<Problem>(capacity: 500)
    private let glyphs: GlyphSet
    private var turn: Int?
    private var xruns = 0

    init(glyphs: GlyphSet) {
        self.glyphs = glyphs
    }

    /// The problems that are held, oldest first.
    package var entries: some BidirectionalCollection<Problem> { ring.elements }

    mutating func apply(_ event: SessionEvent.Kind, at time: Duration) {
        switch event {
        case .userText(let text, let turn, let delivery):
            self.turn = turn
            if delivery == .lost { note(.error, "not sent: \(text)", turn, at: time) }
        case .inputTranscript(_, let turn), .modelText(_, let turn, _), .modelAudio(_, let turn),
            .outputTranscript(_, let turn), .toolCall(_, let turn), .turnEnded(_, let turn):
            self.turn = turn
        case .phase(.reconnecting(_, let reason)):
            note(.warning, "connection lost: \(reason)", turn, at: time)
        case .phase(.ended(let end)) where end.isProblem:
            note(.error, end.inPlainWords, turn, at: time)
        case .toolCallCancellation(let ids):
            let calls = ids.count == 1 ? "a function call" : "\(ids.count) function calls"
            note(.warning, "the server cancelled \(calls)", turn, at: time)
        case .tool(let event):
            if let words = event.problem { note(.warning, words, turn, at: time) }
        case .voice(.device(let direction, .lost(let reason))):
            note(.error, "\(direction.deviceName) lost: \(reason)", turn, at: time)
        case .video(.source(let name, .lost(let reason))),
            .video(.source(let name, .unavailable(let reason))):
            note(.error, "no pictures from \(name): \(reason)", turn, at: time)
        case .notice(let notice) where notice.level != .info:
            note(notice.level, notice.text, turn, at: time)
        default:
            break
        }
    }

    /// Takes in how often samples were lost at the devices so far.
    mutating func take(xruns count: Int, at time: Duration) {
        defer { xruns = count }
        guard count > xruns else { return }
        let lost = count - xruns
        note(.warning, lost == 1 ? "xrun: sound was lost" : "\(lost) xruns", turn, at: time)
    }

    private mutating func note(
        _ level: Notice.Level,
        _ text: String,
        _ turn: Int?,
        at time: Duration
    ) {
        let text = TerminalText.sanitized(
            String(text.prefix(400)),
            glyphs: glyphs,
            newlines: .marked
        )
        ring.append(Problem(time: time, level: level, text: text, turn: turn))
    }
}

extension ToolEvent {
    /// What went wrong with a call; nil when nothing did.
    fileprivate var problem: String? {
        switch state {
        case .failed(let reason): "\(name) failed: \(reason)"
        case .timedOut: "\(name) timed out"
        case .late: "\(name) answered late: the server had stopped waiting"
        case .duplicate: "\(name) was called with an id that is in use"
        default: nil
        }
    }
}
