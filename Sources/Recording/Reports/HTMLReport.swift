// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// A report as one HTML file that needs nothing else: no script, no font, no request.
package enum HTMLReport {
    /// The whole document.
    package static func text(_ report: SessionReport) -> String {
        let title = "\(report.meta.session.model), \(TimeCoding.wall(report.meta.started))"
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'">
            <title>\(escaped(title))</title>
            <style>\(style)</style>
            </head>
            <body>
            <h1>Recorded session</h1>
            <table class="summary">\(report.summary.map(row).joined())</table>
            <h2>Transcript</h2>
            <ol class="transcript">
            \(report.lines.map(item).joined())</ol>
            \(turns(report))\(calls(report))\(frames(report))</body>
            </html>

            """
    }

    private static func row(name: String, value: String) -> String {
        "<tr><th scope=\"row\">\(escaped(name))</th><td>\(escaped(value))</td></tr>\n"
    }

    private static func item(_ line: SessionReport.Line) -> String {
        let names: [SessionReport.Line.Speaker: String] = [
            .user: "You", .model: "Model", .tool: "Tool", .session: "Session",
            .problem: "⚠ Problem",
        ]
        let name = names[line.speaker] ?? ""
        return "<li class=\"\(line.speaker.rawValue)\"><time>\(ReportText.clock(line.time))</time>"
            + "<b>\(name)</b><span>\(escaped(line.text))</span></li>\n"
    }

    private static func turns(_ report: SessionReport) -> String {
        guard !report.turns.isEmpty else { return "" }
        let worst = report.latencies.max() ?? .zero
        let rows = report.turns.map { turn in
            let timeline = turn.timeline
            let share = timeline.latency.map { worst > .zero ? max($0 / worst, 0) : 0 } ?? 0
            let cells = [
                "\(turn.session)", "\(timeline.turn)", ReportText.length(timeline.latency),
                ReportText.length(timeline.replyLatency),
                ReportText.length(timeline.soundLatency),
                ReportText.length(timeline.audibleLatency), turn.verdict,
            ]
            let bar = "<meter max=\"1\" value=\"\(Double(Int(share * 1000)) / 1000)\"></meter>"
            return "<tr>\(cells.map(cell).joined())<td>\(bar)</td></tr>\n"
        }
        return "<h2>Turns</h2>\n"
            + table(
                ["Session", "Turn", "Latency", "First piece", "Sound", "Audible", "Verdict", ""],
                rows
            )
    }

    private static func calls(_ report: SessionReport) -> String {
        guard !report.calls.isEmpty else { return "" }
        let rows = report.calls.map { call in
            let cells = [
                ReportText.clock(call.time), call.name, call.arguments, call.outcome.rawValue,
                ReportText.length(call.latency), call.response,
            ]
            return "<tr>\(cells.map(cell).joined())</tr>\n"
        }
        return "<h2>Function calls</h2>\n"
            + table(["At", "Name", "Arguments", "Outcome", "Latency", "Response"], rows)
    }

    private static func frames(_ report: SessionReport) -> String {
        let rows = report.frames.map { frame in
            let direction = frame.direction == .clientToServer ? "↑" : "↓"
            let cells = [
                "\(frame.number)", ReportText.clock(frame.time), direction,
                frame.kinds.joined(separator: ", "), "\(frame.size)",
            ]
            let payload =
                "<details><summary>show</summary><pre>\(escaped(frame.beginning))</pre>"
                + "</details>"
            return "<tr>\(cells.map(cell).joined())<td>\(payload)</td></tr>\n"
        }
        let rest = report.frameCount - report.frames.count
        let note = rest > 0 ? "<p>\(rest) more are not listed.</p>\n" : ""
        return "<h2>Frames</h2>\n"
            + table(["#", "At", "", "Kind", "Bytes", "Payload"], rows) + note
    }

    private static func table(_ heads: [String], _ rows: [String]) -> String {
        let head = heads.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
        return "<table><thead><tr>\(head)</tr></thead><tbody>\n\(rows.joined())</tbody></table>\n"
    }

    private static func cell(_ text: String) -> String { "<td>\(escaped(text))</td>" }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in ReportText.visible(text).unicodeScalars {
            switch character {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private static let style = """
        :root{color-scheme:light dark}
        body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;
        background:Canvas;color:CanvasText}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;vertical-align:top;padding:.2rem .6rem;
        border-bottom:1px solid color-mix(in srgb,CanvasText 20%,transparent);
        overflow-wrap:anywhere}
        .summary{width:auto}pre{white-space:pre-wrap;margin:0;max-width:40rem}
        .transcript{list-style:none;padding:0}
        .transcript li{display:grid;grid-template-columns:5rem 6rem 1fr;gap:.6rem;padding:.15rem 0;
        unicode-bidi:isolate}
        .transcript span{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}
        time{opacity:.7;font-variant-numeric:tabular-nums}
        .session{opacity:.75}.problem b,.problem span{color:light-dark(#b00020,#ff8a80)}
        .user b{color:light-dark(#0b5cad,#61afef)}.model b{color:light-dark(#2f6f1e,#98c379)}
        .tool b{color:light-dark(#8a5300,#d19a66)}
        """
}
