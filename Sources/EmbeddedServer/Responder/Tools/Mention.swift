// SPDX-License-Identifier: Apache-2.0

/// A value that a few words spell, whatever it is wanted for.
struct Mention: Sendable, Equatable {
    enum Value: Sendable, Equatable {
        /// A day; "in 20 minutes" is a day with a time.
        case moment(day: CivilTime?, minutes: Int?)
        case duration([(unit: TimeUnit, amount: Double)])
        case number(Double)
        case percent(Double)
        /// "4 dollars" and "$4"; the currency as an ISO 4217 code.
        case money(Double, currency: String)
        case quoted(String)
        case email(String)
        case link(String)

        static func == (left: Value, right: Value) -> Bool {
            "\(left)" == "\(right)"
        }
    }

    enum TimeUnit: Int, Sendable {
        case second = 1
        case minute = 60
        case hour = 3_600
        case day = 86_400
        case week = 604_800

        init?(word: String) {
            switch word {
            case "second", "seconds", "sec", "secs", "s": self = .second
            case "minute", "minutes", "min", "mins": self = .minute
            case "hour", "hours", "hr", "hrs", "h": self = .hour
            case "day", "days": self = .day
            case "week", "weeks": self = .week
            default: return nil
            }
        }
    }

    var words: Range<Int>
    var value: Value

    var number: Double? {
        switch value {
        case .number(let number), .percent(let number), .money(let number, _): number
        default: nil
        }
    }
}
