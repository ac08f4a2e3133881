// SPDX-License-Identifier: Apache-2.0

import LiveEngine

/// Times and amounts as the panes write them.
enum TimeText {
    /// The time of day as `14:02:11`.
    static func clock(_ sinceMidnight: Duration) -> String {
        let seconds = Int(sinceMidnight.components.seconds) % 86_400
        return [seconds / 3600, seconds / 60 % 60, seconds % 60].map(padded).joined(separator: ":")
    }

    /// A span as `02:41`, or `1:02:41` from an hour on; negative spans count as zero.
    static func span(_ duration: Duration) -> String {
        let seconds = max(Int(duration.components.seconds), 0)
        let minutes = "\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
        return seconds < 3600 ? minutes : "\(seconds / 3600):\(minutes)"
    }

    /// A short length such as `0.24 s` or `52 s`.
    static func length(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        if milliseconds >= 10_000 { return "\(milliseconds / 1000) s" }
        let hundredths = max(milliseconds, 0) / 10
        return "\(hundredths / 100).\(padded(hundredths % 100)) s"
    }

    /// How long something took, in at most six columns: `182 ms`, `3.2 s`, `52 s`; what was before
    /// the time it is counted from has a sign in front.
    static func latency(_ duration: Duration) -> String {
        if duration <= .milliseconds(-1) { return "-" + latency(.zero - duration) }
        let milliseconds = max(duration.wholeMilliseconds, 0)
        switch milliseconds {
        case ..<1000: return "\(milliseconds) ms"
        case ..<10_000: return "\(milliseconds / 1000).\(milliseconds / 100 % 10) s"
        default: return "\(milliseconds / 1000) s"
        }
    }

    /// Milliseconds with a tenth, `16 412.0`; minutes from 1,000 seconds on, `16:40.0`.
    static func offset(_ duration: Duration) -> String {
        let tenths = max(duration.wholeTenthsOfMilliseconds, 0)
        guard tenths < 10_000_000 else {
            return "\(span(duration)).\(tenths / 1000 % 10)"
        }
        return "\(grouped(tenths / 10)).\(tenths % 10)"
    }

    /// A count with thin groups, `5 120`.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(" ") }
            text.append(digit)
        }
        return text
    }

    /// A count in at most five columns: `9 999`, `11.4k`, `1.2M`.
    static func short(_ number: Int) -> String {
        switch number {
        case ..<10_000: grouped(number)
        case ..<99_950: "\((number + 50) / 1000).\((number + 50) / 100 % 10)k"
        case ..<999_500: "\((number + 500) / 1000)k"
        default: "\(number / 1_000_000).\(number / 100_000 % 10)M"
        }
    }

    /// A time that is left, roughly: `40 s`, `61 min`, `3 h`.
    static func rough(_ duration: Duration) -> String {
        let seconds = max(Int(duration.components.seconds), 0)
        if seconds < 120 { return "\(seconds) s" }
        return seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
    }

    /// An amount of dollars: `$0.0312`, from a dollar on `$1.23`; of a partial one only the least is
    /// known, `>$0.0312`.
    static func dollars(_ cost: Cost) -> String {
        (cost.isPartial ? ">" : "") + dollars(cost.dollars)
    }

    static func dollars(_ amount: Double) -> String {
        let digits = amount < 1 ? 4 : 2
        let scale = amount < 1 ? 10_000 : 100
        let units = Int(min(max(amount, 0), 1e9) * Double(scale) + 0.5)
        let fraction = String(units % scale)
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "$\(units / scale).\(zeros)\(fraction)"
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}

extension Duration {
    var wholeMilliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }

    fileprivate var wholeTenthsOfMilliseconds: Int {
        Int(components.seconds) * 10_000 + Int(components.attoseconds / 100_000_000_000_000)
    }

    /// Seconds with their fraction.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
