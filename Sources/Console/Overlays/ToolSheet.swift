// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TerminalUI

/// Everything about one call: what it would run, its arguments, and what came of it.
package struct ToolSheet: Sendable {
    /// The call's number in the list.
    let number: Int
    var offset = 0

    /// The columns the text has in a box on a screen of some width.
    static func width(on screen: Size) -> Int { min(screen.width, 84) - 4 }

    /// The rows of text that a box on a screen of some height shows.
    static func height(on screen: Size, lines: Int, isAsking: Bool) -> Int {
        min(lines, max(screen.height - 4 - (isAsking ? 2 : 0), 1))
    }

    /// The sheet's text, broken into lines.
    static func lines(
        of call: ToolEntry,
        now: Duration,
        theme: Theme,
        glyphs: GlyphSet,
        width: Int
    ) -> [Line] {
        var lines: [Line] = []
        func add(_ text: String, _ role: ThemeRole = .foreground) {
            let safe = TerminalText.sanitized(text, glyphs: glyphs)
            lines += safe.split(separator: "\n", omittingEmptySubsequences: false)
                .map { Line(String($0), theme.style(role)) }
        }
        func section(_ title: String, _ text: String, _ role: ThemeRole = .foreground) {
            guard !text.isEmpty else { return }
            add("")
            add(title, .title)
            add(text, role)
        }
        let event = call.event
        if call.awaits == .agreement {
            add("The model calls this function. Nothing has run yet.")
        } else {
            let mark = String(event.state.mark(glyphs.table))
            let time = event.isFinal ? " after \(call.latency(at: now))" : ""
            let words = call.words(at: now)
            add("\(mark) \(words.isEmpty ? event.state.word : words)\(time)", event.state.role)
        }
        switch event.means {
        case .command(_, let directory):
            section("Command", event.means.line, .tool)
            add("in \(directory)", .muted)
        case .reply(let response): section("Fixed reply", Self.json(response))
        case .hand: section("Answered by", "you")
        case .nothing: break
        }
        section("Arguments", Self.json(event.arguments))
        switch event.state {
        case .finished(let response), .late(let response):
            section("Response", Self.json(response))
        default: break
        }
        section("Standard error", event.diagnostics, .warn)
        return Paragraph(Text(lines)).lines(width: max(width, 1))
    }

    private static func json(_ object: JSONObject) -> String {
        JSONValue.object(object).text(pretty: true)
    }
}
