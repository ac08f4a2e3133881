// SPDX-License-Identifier: Apache-2.0

import LiveAPI

/// Times as a bundle's files hold them.
enum TimeCoding {
    /// Seconds with up to nine decimals, exact to the nanosecond: `1.25`.
    static func seconds(_ duration: Duration) -> String {
        let total = nanoseconds(duration)
        let digits = String(total.magnitude % 1_000_000_000)
        var fraction = String(repeating: "0", count: 9 - digits.count) + digits
        while fraction.hasSuffix("0"), fraction.count > 1 { fraction.removeLast() }
        return "\(total < 0 ? "-" : "")\(total.magnitude / 1_000_000_000).\(fraction)"
    }

    static func json(_ duration: Duration) -> JSONValue {
        .double(Double(nanoseconds(duration)) / 1e9)
    }

    /// The time of a number of seconds; nil when it is none or beyond all sense.
    ///
    /// Exact for as long as a number holds nanoseconds: some hundred days.
    static func duration(_ json: JSONValue?) -> Duration? {
        guard let seconds = json?.doubleValue, seconds.magnitude < 1e9 else { return nil }
        return .nanoseconds(Int64((seconds * 1e9).rounded()))
    }

    /// Coordinated universal time as `2026-11-22T22:45:06.123Z`.
    static func wall(_ sinceEpoch: Duration) -> String {
        // Not by nanoseconds, which end with the year 2262.
        let (seconds, attoseconds) = sinceEpoch.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        let (days, rest) = divide(milliseconds, 86_400_000)
        let (year, month, day) = date(days: days)
        let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
            .map { padded($0, 2) }.joined(separator: ":")
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(time)"
            + ".\(padded(rest % 1000, 3))Z"
    }

    /// The time that ``wall(_:)`` wrote; nil for any other text.
    static func sinceEpoch(wall text: String) -> Duration? {
        let fields = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int64($0) }
        guard text.utf8.count == 24, text.hasSuffix("Z"), fields.count == 7,
            (0...9_999).contains(fields[0]), (1...12).contains(fields[1]),
            (1...31).contains(fields[2]), fields[3] < 24, fields[4] < 60, fields[5] <= 60
        else { return nil }
        let minutes = (days(fields[0], fields[1], fields[2]) * 24 + fields[3]) * 60 + fields[4]
        return .milliseconds((minutes * 60 + fields[5]) * 1000 + fields[6])
    }

    private static func nanoseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    /// The Gregorian date of a day since 1970 (Howard Hinnant, "chrono-compatible low-level date
    /// algorithms").
    private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, day) = divide(days + 719_468, 146_097)
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (
            year + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
        )
    }

    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let (era, yearOfEra) = divide(month <= 2 ? year - 1 : year, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    private static func divide(_ value: Int64, _ divisor: Int64) -> (Int64, Int64) {
        let rest = ((value % divisor) + divisor) % divisor
        return ((value - rest) / divisor, rest)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(width - text.count, 0)) + text
    }
}
