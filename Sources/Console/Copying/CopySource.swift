// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

/// Words what is copied, from the panes as the screen shows them.
struct CopySource {
    let panes: PaneStates
    let setup: Setup
    let glyphs: GlyphSet
    let timeOfDayAtStart: Duration

    /// Columns of the summary and of the bytes.
    private static let width = 100

    /// The text of a choice; nil where there is none now.
    func text(of choice: CopyChoice) -> CopyText? {
        switch choice {
        case .frameJSON, .frameLine, .frameHex, .frameSummary, .comparison:
            frame(choice)
        case .turn:
            panes.transcript.chosenTurn.map { turn in
                transcript("turn \(turn)", panes.transcript.entries.filter { $0.turn == turn })
            }
        case .transcript:
            panes.transcript.entries.isEmpty
                ? nil : transcript("the transcript", panes.transcript.entries)
        case .call, .arguments, .response:
            call(choice)
        case .logLine:
            panes.log.current.map { CopyText(what: "a line of the log", text: line($0)) }
        case .log:
            panes.log.current.map { _ in
                let lines = panes.log.entries.map { line($0) + "\n" }
                return CopyText(what: "the log", text: lines.joined())
            }
        case .setup:
            CopyText(what: "the setup", text: pretty(MessageCodec().encode(.init(setup: setup))))
        }
    }

    // MARK: - Frames

    private func frame(_ choice: CopyChoice) -> CopyText? {
        guard let frame = InspectedFrame(selectedIn: panes.frames) else { return nil }
        let name = "frame \(frame.entry.number)"
        switch choice {
        case .frameSummary:
            let facts = FrameFacts(
                frame: frame,
                glyphs: glyphs,
                timeOfDayAtStart: timeOfDayAtStart
            )
            return CopyText(what: "\(name) in words", text: joined(facts.rows(width: Self.width)))
        case .comparison:
            guard frame.compared != nil else { return nil }
            let rows = FrameComparison(frame: frame, glyphs: glyphs).rows(width: Self.width)
            return CopyText(what: "the difference", text: joined(rows))
        default:
            break
        }
        guard let payload = frame.entry.payload else { return nil }
        switch choice {
        case .frameHex:
            let rows = HexRows(payload, width: Self.width, glyphs: glyphs)
            return CopyText(what: "\(name) as hex", text: joined(rows))
        case .frameLine:
            return CopyText(what: name, text: payload.line)
        default:
            guard let value = payload.value else { return nil }
            return CopyText(what: "\(name) as JSON", text: value.text(pretty: true) + "\n")
        }
    }

    private func joined(_ content: any InspectorContent) -> String {
        // A row takes a hundred bytes at most here; beyond the limit nothing is kept anyway.
        let count = min(content.count, CopyText.maximumBytes / 16)
        return (0..<count).map { content.row($0).text + "\n" }.joined()
    }

    private func pretty(_ json: [UInt8]) -> String {
        let value = try? JSONValue(parsing: json)
        return value.map { $0.text(pretty: true) + "\n" } ?? String(decoding: json, as: UTF8.self)
    }

    // MARK: - Words

    private func transcript(_ what: String, _ entries: [TranscriptEntry]) -> CopyText {
        let lines = entries.map { entry in
            let time = TimeText.clock(timeOfDayAtStart + entry.time)
            return "\(time) \(entry.speaker): \(entry.text)\n"
        }
        return CopyText(what: what, text: lines.joined())
    }

    private func line(_ entry: LogEntry) -> String {
        let time = TimeText.clock(timeOfDayAtStart + entry.time)
        return "\(time) \(entry.level.word): \(entry.text)"
    }

    // MARK: - Calls

    private func call(_ choice: CopyChoice) -> CopyText? {
        guard let call = panes.tools.current.flatMap({ panes.tools[$0] }) else { return nil }
        let arguments = JSONValue.object(call.event.arguments)
        let answer = call.event.state.answer
        switch choice {
        case .arguments:
            return CopyText(
                what: "the arguments of \(call.name)",
                text: arguments.text(pretty: true) + "\n"
            )
        case .response:
            return answer.map {
                CopyText(what: "the answer of \(call.name)", text: $0.text(pretty: true) + "\n")
            }
        default:
            var members: [(String, JSONValue)] = [
                ("id", .string(call.event.id)), ("name", .string(call.event.name)),
                ("args", arguments), ("state", .string(call.event.state.word)),
            ]
            if let answer { members.append(("response", answer)) }
            let value = JSONValue.object(JSONObject(members))
            return CopyText(what: "the call of \(call.name)", text: value.text(pretty: true) + "\n")
        }
    }
}

extension FramePayload {
    /// The payload as text, with words where bytes are missing.
    fileprivate var line: String {
        whole.map { String(decoding: $0, as: UTF8.self) } ?? value?.text(pretty: false) ?? ""
    }

    /// The payload as JSON, with words where bytes are missing; nil when it is none.
    fileprivate var value: JSONValue? {
        guard let value = try? JSONValue(parsing: bytes) else { return nil }
        guard !cuts.isEmpty else { return value }
        var marker = CutMarker(cuts)
        return marker.marked(value)
    }
}

/// Puts words into the strings of a value whose middles are not kept.
private struct CutMarker {
    private let cuts: [Int: Int]
    private var string = 0

    init(_ cuts: [FramePayload.Cut]) {
        self.cuts = Dictionary(cuts.map { ($0.string, $0.count) }) { first, _ in first }
    }

    mutating func marked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text):
            defer { string += 1 }
            guard let missing = cuts[string] else { return value }
            return .string(
                "\(text.prefix(12))... (\(text.utf8.count + missing) characters of base64)"
            )
        case .array(let values):
            return .array(values.map { marked($0) })
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.map { member in
                        string += 1
                        return (member.key, marked(member.value))
                    }
                )
            )
        case .null, .bool, .integer, .double:
            return value
        }
    }
}

extension TranscriptEntry {
    /// Who says it, in the words of the plain output.
    fileprivate var speaker: String {
        switch kind {
        case .typed, .heard: "You"
        case .model(.thought): "Thought"
        case .model: "Model"
        case .tool: "Tool"
        case .interrupted, .turnEnd, .session, .notice, .advice: "Session"
        }
    }
}

extension Notice.Level {
    fileprivate var word: String {
        switch self {
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }
}

extension ToolEvent.State {
    /// What was answered; nil while nothing was.
    fileprivate var answer: JSONValue? {
        switch self {
        case .finished(let response), .late(let response): .object(response)
        case .failed(let reason): ["error": .string(reason)]
        default: nil
        }
    }
}
