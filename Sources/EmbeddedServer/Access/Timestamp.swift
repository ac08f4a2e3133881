// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Points in time as the Live API's REST calls write them.
package enum Timestamp {
    /// The time since 1970 of an RFC 3339 text, or nil when it is none.
    package static func sinceEpoch(_ text: String) -> Duration? {
        let form =
            /(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))/
        guard let match = text.wholeMatch(of: form)?.output,
            let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
            let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
            CivilTime.isDate(year: year, month: month, day: day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let epoch = CivilTime(year: 1970, month: 1, day: 1, weekday: 4, hour: 0, minute: 0)
        let days = epoch.days(toYear: year, month: month, day: day)
        let zone = (match.8.flatMap { Int($0) } ?? 0) * 60 + (match.9.flatMap { Int($0) } ?? 0)
        let minutes = (days * 24 + hour) * 60 + minute - (match.7 == "-" ? -zone : zone)
        return .seconds(minutes * 60 + second)
    }

    /// The time since 1970 now.
    package static func now() -> Duration { .seconds(time(nil)) }
}
