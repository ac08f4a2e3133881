// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// A report as Markdown: for issues, reviews and reading in a terminal.
package enum MarkdownReport {
    /// The whole document.
    package static func text(_ report: SessionReport) -> String {
        var text = "# Recorded session\n\n| | |\n| --- | --- |\n"
        for (name, value) in report.summary { text += "| \(name) | \(cell(value)) |\n" }
        text += transcript(report) + turns(report)
        if !report.calls.isEmpty { text += calls(report) }
        if !report.problems.isEmpty { text += problems(report) }
        return text
    }

    private static func transcript(_ report: SessionReport) -> String {
        var text = "\n## Transcript\n\n"
        for line in report.lines {
            let said = inline(line.text)
            let time = "`\(ReportText.clock(line.time))`"
            let item =
                switch line.speaker {
                case .user: "- \(time) **You** \(said)\n"
                case .model: "- \(time) **Model** \(said)\n"
                case .tool: "- \(time) **Tool** \(said)\n"
                case .session: "- \(time) *\(said)*\n"
                case .problem: "- \(time) ⚠ *\(said)*\n"
                }
            text += item
        }
        return text
    }

    private static func turns(_ report: SessionReport) -> String {
        var text = """

            ## Turns

            | Session | Turn | At | Latency | First piece | First sound | Audible | Verdict |
            | --- | --- | --- | --- | --- | --- | --- | --- |

            """
        for turn in report.turns {
            let timeline = turn.timeline
            let began = timeline.inputEnded ?? timeline.replyBegan
            let cells = [
                "\(turn.session)", "\(timeline.turn)",
                began.map { ReportText.clock(turn.origin + $0) } ?? "–",
                ReportText.length(timeline.latency), ReportText.length(timeline.replyLatency),
                ReportText.length(timeline.soundLatency),
                ReportText.length(timeline.audibleLatency), turn.verdict,
            ]
            text += "| " + cells.joined(separator: " | ") + " |\n"
        }
        return text
    }

    private static func calls(_ report: SessionReport) -> String {
        var text = """

            ## Function calls

            | At | Name | Arguments | Outcome | Latency | Response |
            | --- | --- | --- | --- | --- | --- |

            """
        for call in report.calls {
            let cells = [
                ReportText.clock(call.time), cell(call.name), cell(call.arguments),
                call.outcome.rawValue, ReportText.length(call.latency), cell(call.response),
            ]
            text += "| " + cells.joined(separator: " | ") + " |\n"
        }
        return text
    }

    private static func problems(_ report: SessionReport) -> String {
        report.problems.reduce("\n## Problems\n\n") { text, line in
            text + "- `\(ReportText.clock(line.time))` \(inline(line.text))\n"
        }
    }

    private static func cell(_ text: String) -> String {
        inline(text).replacing("|", with: "\\|")
    }

    /// Text on one line that Markdown shows as it is: no HTML, no links, no pictures, no emphasis.
    private static func inline(_ text: String) -> String {
        var result = ""
        let lines = ReportText.visible(text).split(whereSeparator: \.isNewline)
        for character in lines.joined(separator: " ") {
            switch character {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "*", "_", "`", "[", "]", "\\", "~", "#", "!": result += "\\\(character)"
            default: result.append(character)
            }
        }
        return result.trimmingPrefix { $0 == " " }.description
    }
}
