// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A date and time as a person reads them off a calendar and a clock.
package struct CivilTime: Sendable, Equatable {
    package var year: Int
    /// From 1.
    package var month: Int
    package var day: Int
    /// From 0, which is Sunday.
    package var weekday: Int
    package var hour: Int
    package var minute: Int

    package init(year: Int, month: Int, day: Int, weekday: Int, hour: Int, minute: Int) {
        self.year = year
        self.month = month
        self.day = day
        self.weekday = weekday
        self.hour = hour
        self.minute = minute
    }

    /// The local time of this machine, now.
    package static func now() -> CivilTime {
        var seconds = time(nil)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return CivilTime(
            year: Int(parts.tm_year) + 1900,
            month: Int(parts.tm_mon) + 1,
            day: Int(parts.tm_mday),
            weekday: Int(parts.tm_wday),
            hour: Int(parts.tm_hour),
            minute: Int(parts.tm_min)
        )
    }

    /// "14:05".
    package var timeText: String {
        "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// "3 November 2026".
    package var dateText: String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ]
        return "\(day) \(names.indices.contains(month - 1) ? names[month - 1] : "?") \(year)"
    }

    /// "Tuesday".
    package var weekdayText: String {
        let names = [
            "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
        ]
        return names.indices.contains(weekday) ? names[weekday] : "?"
    }
}
