// SPDX-License-Identifier: Apache-2.0

extension CivilTime {
    /// The same clock time so many days later, or earlier.
    package func adding(days: Int) -> CivilTime {
        var result = self
        let total = Self.dayNumber(year, month, day) + days
        (result.year, result.month, result.day) = Self.date(ofDay: total)
        result.weekday = ((weekday + days) % 7 + 7) % 7
        return result
    }

    /// So many minutes later.
    package func adding(minutes: Int) -> CivilTime {
        let total = hour * 60 + minute + minutes
        let days = total >= 0 ? total / 1_440 : (total - 1_439) / 1_440
        var result = adding(days: days)
        result.hour = (total - days * 1_440) / 60
        result.minute = (total - days * 1_440) % 60
        return result
    }

    /// The days from this date to another.
    func days(toYear year: Int, month: Int, day: Int) -> Int {
        Self.dayNumber(year, month, day) - Self.dayNumber(self.year, self.month, self.day)
    }

    static func isDate(year: Int, month: Int, day: Int) -> Bool {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return false }
        return date(ofDay: dayNumber(year, month, day)) == (year, month, day)
    }

    /// "2026-11-03".
    package var isoDate: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Days since 1 March of the year 0; a year that begins in March has its leap day last.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        let month = (month + 9) % 12
        return 365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day - 1
    }

    private static func date(ofDay number: Int) -> (Int, Int, Int) {
        var year = (number * 10_000 + 14_780) / 3_652_425
        var rest = number - dayNumber(year, 3, 1)
        if rest < 0 {
            year -= 1
            rest = number - dayNumber(year, 3, 1)
        }
        let month = (100 * rest + 52) / 3_060
        return (year + (month + 2) / 12, (month + 2) % 12 + 1, rest - (month * 306 + 5) / 10 + 1)
    }
}
