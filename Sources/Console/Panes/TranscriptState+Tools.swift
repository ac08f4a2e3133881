// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

extension TranscriptState {
    /// Characters of a call's arguments that are shown.
    private static let maximumArguments = 400

    mutating func apply(_ calls: [FunctionCall], turn: Int, at time: Duration) {
        for call in calls {
            let arguments = JSONValue.object(call.args).text(pretty: false)
            let text = "\(call.name) \(arguments.prefix(Self.maximumArguments))"
            append(.tool, turn, text, at: time)
            entries[entries.count - 1].callID = call.id
        }
    }

    /// Notes beside a call how far it has come.
    mutating func apply(_ event: ToolEvent, at time: Duration) {
        if event.state == .duplicate {
            let text = "\(event.name) called again under the id \(event.id): not run"
            append(.tool, 0, text, at: time)
            return
        }
        guard let index = openCall(of: event) else { return }
        // A call without an id is known by the name that was found for it.
        entries[index].callID = event.isFinal ? nil : event.id
        let mark = event.state.mark(glyphs.table)
        let word = event.isFinal ? TimeText.latency(event.latency) : event.state.word
        entries[index].tail = TranscriptEntry.Tail(
            text: "\(word) \(mark)",
            role: event.state.role
        )
        let reason =
            switch event.state {
            case .failed(let reason): reason
            case .timedOut, .cancelled: event.state.word
            case .late: "came too late for the server"
            default: ""
            }
        guard !reason.isEmpty else { return }
        let safe = TerminalText.sanitized(reason, glyphs: glyphs, newlines: .marked)
        entries[index].text += " \(glyphs.table.dot) \(safe)"
    }

    /// The session has ended, and with it the calls that had not.
    mutating func endCalls() {
        for index in entries.indices.suffix(256) where entries[index].callID != nil {
            entries[index].callID = nil
            entries[index].tail = TranscriptEntry.Tail(
                text: "ended with the session \(glyphs.table.cancelled)",
                role: .muted
            )
        }
    }

    private func openCall(of event: ToolEvent) -> Int? {
        let open = entries.indices.suffix(256).filter { entries[$0].callID != nil }
        return open.last { entries[$0].callID == event.id }
            ?? open.last { entries[$0].callID == "" && entries[$0].text.hasPrefix(event.name) }
    }
}
