// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine

/// Times, figures and untrusted text as reports write them.
enum ReportText {
    private static let beginningBytes = 2_000

    /// `02:41.3`, or `1:02:41.3` from an hour on.
    static func clock(_ time: Duration) -> String {
        let tenths = max(Int(time / .milliseconds(100)), 0)
        let seconds = tenths / 10
        let minutes = "\(padded(seconds / 60 % 60)):\(padded(seconds % 60)).\(tenths % 10)"
        return seconds < 3600 ? minutes : "\(seconds / 3600):\(minutes)"
    }

    /// `604 ms`, or `1.20 s` from a second on; a dash for nil.
    static func length(_ duration: Duration?) -> String {
        guard let duration else { return "–" }
        let milliseconds = Int((duration / .milliseconds(1)).rounded())
        if milliseconds.magnitude < 1000 { return "\(milliseconds) ms" }
        let hundredths = milliseconds / 10
        return "\(hundredths / 100).\(padded(Int((hundredths % 100).magnitude))) s"
    }

    static func seconds(_ duration: Duration) -> String {
        "\(duration.components.seconds) s"
    }

    static func dollars(_ cost: Cost) -> String {
        let hundredths = Int((cost.dollars * 10_000).rounded())
        let digits = String(hundredths % 10_000)
        let fraction = String(repeating: "0", count: 4 - digits.count) + digits
        return "\(cost.isPartial ? "at least " : "")$\(hundredths / 10_000).\(fraction)"
    }

    static func json(_ value: JSONValue) -> String {
        String(decoding: value.serialized(asciiOnly: false), as: UTF8.self)
    }

    /// A payload for people: no more than they would read, and long base64 left out.
    static func beginning(of payload: [UInt8]) -> String {
        let media = try? MediaSubstitution.replaced(payload) { bytes, _ in
            MediaReference(file: .media("000000.bin"), count: bytes.count)
        }
        let text = media?.text ?? payload
        let beginning = String(decoding: text.prefix(beginningBytes), as: UTF8.self)
        return visible(text.count > beginningBytes ? beginning + "…" : beginning)
    }

    /// Text from the network without what could reorder, hide or end the text around it: control
    /// characters and directional overrides are shown by their numbers.
    static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isHidden(scalar) {
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
            0xFEFF:
            true
        default: false
        }
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}

extension SessionReport {
    /// The figures at the top of every report.
    var summary: [(name: String, value: String)] {
        let session = meta.session
        var rows = [
            ("Recorded", TimeCoding.wall(meta.started)), ("With", meta.program),
            ("Route", session.route), ("Model", session.model), ("Modality", session.modality),
            ("Length", ReportText.clock(duration) + (isCutShort ? ", cut short" : "")),
            ("Turns", "\(turns.count), \(interruptions) interrupted"),
            (
                "Latency",
                "p50 \(ReportText.length(latency(percentile: 50))), "
                    + "p95 \(ReportText.length(latency(percentile: 95))), "
                    + "worst \(ReportText.length(latencies.max()))"
            ),
            ("Frames", "\(frameCount)"), ("Function calls", "\(calls.count)"),
            ("Problems", "\(problems.count)"),
        ]
        if let totalTokens { rows.append(("Tokens of the last turn", "\(totalTokens)")) }
        if case .prices(let table) = tariff {
            rows.append(("Cost", "\(ReportText.dollars(cost)), prices of \(table.date)"))
        }
        return rows.map { ($0.0, ReportText.visible($0.1)) }
    }
}

extension SessionReport.Turn {
    /// What there is to say about it in a few words.
    var verdict: String {
        switch timeline.verdict(slowAbove: TurnPatience().slowReply) {
        case .waiting: "no reply"
        case .running: "not ended"
        case .ok: timeline.interrupted == nil ? "ok" : "interrupted"
        case .slow(let stage):
            switch stage {
            case .endpointWait: "slow: end of speech"
            case .serverWait: "slow: server"
            case .soundWait: "slow: first sound"
            case .playbackWait: "slow: playback"
            }
        case .fault(let fault):
            switch fault {
            case .stall: "stalled"
            case .silentTurn: "silent"
            case .noTurnComplete: "no turnComplete"
            case .noAnswer: "no answer"
            }
        }
    }
}
