// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// A report as one JSON document; times and lengths in seconds.
package enum JSONReport {
    /// The whole document, indented.
    package static func text(_ report: SessionReport) -> String {
        String(decoding: value(report).serialized(asciiOnly: false, pretty: true), as: UTF8.self)
            + "\n"
    }

    private static func value(_ report: SessionReport) -> JSONValue {
        var object: JSONObject = [
            "program": .string(report.meta.program),
            "started": .string(TimeCoding.wall(report.meta.started)),
            "session": .object(JSONObject(report.meta.session.members)),
            "setup": report.meta.setup,
            "duration": TimeCoding.json(report.duration),
            "cutShort": .bool(report.isCutShort),
            "frames": number(report.frameCount),
            "reconnects": number(report.reconnects),
            "missingEvents": number(report.missingEvents),
            "interruptions": number(report.interruptions),
        ]
        object["totalTokens"] = report.totalTokens.map(number)
        if case .prices = report.tariff { object["dollars"] = .double(report.cost.dollars) }
        var latency: JSONObject = [:]
        for (name, percent) in [("p50", 50.0), ("p95", 95), ("worst", 100)] {
            latency[name] = report.latency(percentile: percent).map(TimeCoding.json)
        }
        object["latency"] = .object(latency)
        object["transcript"] = .array(report.lines.map(value))
        object["turns"] = .array(report.turns.map(value))
        object["calls"] = .array(report.calls.map(value))
        return .object(object)
    }

    private static func value(_ line: SessionReport.Line) -> JSONValue {
        var object: JSONObject = [
            "t": TimeCoding.json(line.time), "speaker": .string(line.speaker.rawValue),
            "text": .string(line.text),
        ]
        object["turn"] = line.turn.map(number)
        return .object(object)
    }

    private static func value(_ turn: SessionReport.Turn) -> JSONValue {
        let timeline = turn.timeline
        var object: JSONObject = [
            "session": number(turn.session), "turn": number(timeline.turn),
            "verdict": .string(turn.verdict),
            "interrupted": .bool(timeline.interrupted != nil),
        ]
        let moments = [
            ("inputEnded", timeline.inputEnded), ("replyBegan", timeline.replyBegan),
            ("firstSound", timeline.firstSound), ("audible", timeline.audible),
            ("generationComplete", timeline.generationComplete), ("ended", timeline.ended),
        ]
        for (name, moment) in moments {
            object[name] = moment.map { TimeCoding.json(turn.origin + $0) }
        }
        object["latency"] = timeline.latency.map(TimeCoding.json)
        object["heard"] = timeline.heard.map(TimeCoding.json)
        object["received"] = timeline.received.map(TimeCoding.json)
        return .object(object)
    }

    private static func value(_ call: SessionReport.Call) -> JSONValue {
        var object: JSONObject = [
            "t": TimeCoding.json(call.time), "id": .string(call.id), "name": .string(call.name),
            "turn": number(call.turn), "outcome": .string(call.outcome.rawValue),
            "arguments": json(call.arguments), "response": json(call.response),
        ]
        object["latency"] = call.latency.map(TimeCoding.json)
        return .object(object)
    }

    private static func json(_ text: String) -> JSONValue {
        (try? JSONValue(parsing: text)) ?? .null
    }

    private static func number(_ value: Int) -> JSONValue { .integer(Int64(value)) }
}
