// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TerminalUI

/// The Summary tab: what is known of a frame, a fact a line.
struct FrameFacts {
    let frame: InspectedFrame
    let glyphs: GlyphSet
    let timeOfDayAtStart: Duration

    private static let labelWidth = 9

    func rows(width: Int) -> ListedRows {
        ListedRows(
            rows: facts.flatMap { label, text, role in
                let indent = width >= 30 ? Self.labelWidth : 0
                let lines = RoleLine.wrapped(text, role, width: width - indent)
                return lines.enumerated().map { index, line in
                    let lead = index == 0 ? label : ""
                    guard indent > 0 else { return line }
                    let blanks = String(repeating: " ", count: indent - lead.count)
                    return RoleLine([(lead + blanks, .muted), (line.text, role)])
                }
            }
        )
    }

    private var entry: FrameEntry { frame.entry }
    private var table: GlyphTable { glyphs.table }
    private var dot: String { " \(table.dot) " }

    private var facts: [(label: String, text: String, role: ThemeRole)] {
        var facts: [(String, String, ThemeRole)] = [
            ("type", entry.summary.type, entry.summary.role)
        ]
        let isUp = entry.direction == .clientToServer
        let way = isUp ? "\(table.upArrow) to the server" : "\(table.downArrow) from the server"
        facts.append(("way", way, isUp ? .frameClientToServer : .frameServerToClient))
        facts.append(("time", time, .foreground))
        facts.append(("size", size, .foreground))
        facts.append(("turn", entry.turn > 0 ? "\(entry.turn)" : "none yet", .foreground))
        if !entry.summary.note.isEmpty { facts.append(("note", entry.summary.note, .foreground)) }
        for sound in entry.sound { facts.append(("sound", SoundRows.words(sound), .foreground)) }
        for picture in entry.pictures {
            facts.append(("picture", PictureRows.words(picture), .foreground))
        }
        for call in frame.calls { facts += links(of: call).map { ("call", $0, .link) } }
        if frame.linked != nil { facts.append(("", "Enter goes to the linked frame", .muted)) }
        for oddity in entry.oddities {
            facts.append(("odd", "\(table.warning) \(oddity)", .warn))
        }
        if frame.isMarked { facts.append(("marked", marks, .match)) }
        facts.append(("payload", payload, .muted))
        return facts
    }

    private var time: String {
        let gap = entry.gap.map { "\(dot)\(TimeText.latency($0)) after the frame before" } ?? ""
        let clock = TimeText.clock(timeOfDayAtStart + entry.time)
        return "\(clock)\(dot)\(TimeText.offset(entry.offset)) ms into the session\(gap)"
    }

    private var size: String {
        let kind =
            switch entry.opcode {
            case .text: "a text frame"
            case .binary: "a binary frame"
            case .close: "a close frame"
            }
        return "\(TimeText.grouped(entry.size)) bytes, \(kind)"
    }

    private var marks: String {
        switch frame.marks {
        case 2...: "* D compares the two marked frames"
        default: "* mark another one, then D compares"
        }
    }

    private var payload: String {
        guard let payload = entry.payload else { return "let go of: newer frames take its room" }
        guard payload.missing > 0 else { return "kept whole" }
        return "\(TimeText.grouped(payload.missing)) bytes of base64 not kept"
    }

    /// What other frames have to do with a call, seen from this one.
    private func links(of call: FrameLinks.Call) -> [String] {
        let name = sanitized("\(call.name) (\(call.id))")
        let isCall = call.call?.position == entry.position
        func took(_ end: FrameLinks.End) -> String {
            guard let start = call.call else { return "" }
            return ", \(TimeText.latency(end.time - start.time)) after the call"
        }
        guard isCall else {
            let isAnswer = call.answers.contains { $0.position == entry.position }
            let verb = isAnswer ? "answers" : "takes back"
            guard let start = call.call else { return ["\(verb) \(name), a call not seen here"] }
            let end = (call.answers + [call.cancellation].compactMap(\.self))
                .first { $0.position == entry.position }
            return ["\(verb) #\(start.number) \(name)" + (end.map(took) ?? "")]
        }
        var lines = call.answers.map { "\(name) answered by #\($0.number)" + took($0) }
        if let end = call.cancellation {
            lines.append("\(name) taken back by #\(end.number)" + took(end))
        }
        return lines.isEmpty ? ["\(name) not answered yet"] : lines
    }

    private func sanitized(_ text: String) -> String {
        TerminalText.sanitized(text, glyphs: glyphs, newlines: .marked)
    }
}
