// SPDX-License-Identifier: Apache-2.0

extension MentionScanner {
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
    private static let weekdays = [
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    ]
    /// Words before a date or a time that belong to it.
    private static let leads: Set<String> = [
        "on", "at", "by", "for", "this", "next", "coming", "from", "around", "until", "since",
    ]

    /// A day, a time, or the time so long from now.
    func moment(at start: Int) -> Mention? {
        var index = start
        while Self.leads.contains(key(index)), index - start < 3 { index += 1 }
        let isAt = index > start && ["at", "by", "around", "until"].contains(key(index - 1))
        if let (day, minutes, count) = relative(at: index) {
            return found(start, index - start + count, .moment(day: day, minutes: minutes))
        }
        if let (day, count) = day(at: index) {
            return found(start, index - start + count, .moment(day: day, minutes: nil))
        }
        if let (minutes, count) = clock(at: index, isAt: isAt) {
            return found(start, index - start + count, .moment(day: nil, minutes: minutes))
        }
        return nil
    }

    /// "today", "in 3 days", "in half an hour".
    private func relative(at index: Int) -> (day: CivilTime?, minutes: Int?, count: Int)? {
        switch key(index) {
        case "today", "tonight", "today's", "tonight's": return (today, nil, 1)
        case "tomorrow", "tomorrow's": return (today.adding(days: 1), nil, 1)
        case "yesterday": return (today.adding(days: -1), nil, 1)
        case "day" where key(index + 1) == "after" && key(index + 2) == "tomorrow":
            return (today.adding(days: 2), nil, 3)
        case "the" where key(index + 1) == "day":
            return relative(at: index + 1).map {
                ($0.day, $0.minutes, $0.count + 1)
            }
        default: break
        }
        guard key(index) == "in", let length = duration(at: index + 1),
            case .duration(let parts) = length.value, let first = parts.first
        else { return nil }
        let seconds = parts.reduce(0) { $0 + $1.amount * Double($1.unit.rawValue) }
        guard seconds < 1e9 else { return nil }
        let moment = today.adding(minutes: Int(seconds / 60))
        let isDays = first.unit == .day || first.unit == .week
        return (
            moment, isDays ? nil : moment.hour * 60 + moment.minute, 1 + length.words.count
        )
    }

    /// "Friday", "3 May 2027", "May 3rd", "2026-05-03", "3.5.2026".
    private func day(at index: Int) -> (day: CivilTime, count: Int)? {
        let name = key(index).hasSuffix("'s") ? String(key(index).dropLast(2)) : key(index)
        if let weekday = Self.weekdays.firstIndex(of: name) {
            let ahead = (weekday - today.weekday + 6) % 7 + 1
            return (today.adding(days: ahead), 1)
        }
        let parts = name.split(separator: name.contains(".") ? "." : "-").map { Int($0) }
        if parts.count == 3, let first = parts[0], let month = parts[1], let last = parts[2] {
            let isISO = first > 31
            return date(isISO ? first : last, month, isISO ? last : first).map { ($0, 1) }
        }
        if let day = ordinal(index) {
            let skip = key(index + 1) == "of" ? 2 : 1
            guard let month = Self.months.firstIndex(of: key(index + skip)) else { return nil }
            return date(month + 1, day, yearAt: index + skip + 1).map { ($0.0, skip + 1 + $0.1) }
        }
        if let month = Self.months.firstIndex(of: name) {
            let skip = key(index + 1) == "the" ? 2 : 1
            guard let day = ordinal(index + skip) else { return nil }
            return date(month + 1, day, yearAt: index + skip + 1).map { ($0.0, skip + 1 + $0.1) }
        }
        return nil
    }

    /// 3 of "3", "3rd" and "third".
    private func ordinal(_ index: Int) -> Int? {
        let names = [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth", "eleventh", "twelfth",
        ]
        let key = key(index)
        if let place = names.firstIndex(of: key) { return place + 1 }
        let digits = key.prefix(while: \.isNumber)
        let ending = key.dropFirst(digits.count)
        guard let day = Int(digits), (1...31).contains(day),
            ["", "st", "nd", "rd", "th"].contains(ending)
        else { return nil }
        return day
    }

    /// A date whose year may follow; without one it is the next such date.
    private func date(_ month: Int, _ day: Int, yearAt index: Int) -> (CivilTime, Int)? {
        if let year = Int(key(index)), (1900...2200).contains(year) {
            return date(year, month, day).map { ($0, 1) }
        }
        for year in today.year...today.year + 8 {
            if let found = date(year, month, day),
                today.days(toYear: year, month: month, day: day) >= 0
            {
                return (found, 0)
            }
        }
        return nil
    }

    private func date(_ year: Int, _ month: Int, _ day: Int) -> CivilTime? {
        guard CivilTime.isDate(year: year, month: month, day: day) else { return nil }
        return today.adding(days: today.days(toYear: year, month: month, day: day))
    }

    /// Minutes after midnight: "7pm", "19:30", "half past seven", "at 8 in the evening".
    private func clock(at index: Int, isAt: Bool) -> (minutes: Int, count: Int)? {
        switch key(index) {
        case "noon", "midday": return (720, 1)
        case "midnight": return (0, 1)
        case "half", "quarter":
            let quarter = key(index) == "half" ? 30 : 15
            guard ["past", "to"].contains(key(index + 1)), let hour = hour(index + 2) else {
                return nil
            }
            let minutes = hour * 60 + (key(index + 1) == "past" ? quarter : -quarter)
            return afternoon((minutes + 1_440) % 1_440, index + 3, 3)
        default: break
        }
        let text = key(index)
        let suffix = ["a.m", "p.m", "am", "pm"].first(where: text.hasSuffix)
        if let (minutes, count) = spokenClock(at: index, isAt: isAt) { return (minutes, count) }
        let parts = text.dropLast(suffix?.count ?? 0).split(separator: ":")
        guard let hour = parts.first.flatMap({ Int($0) }) ?? hour(index), (0...23).contains(hour),
            parts.count <= 2
        else { return nil }
        let minute = parts.count == 2 ? Int(parts[1]) : 0
        guard let minute, (0...59).contains(minute) else { return nil }
        if let suffix { return (half(hour, suffix) * 60 + minute, 1) }
        let next = key(index + 1)
        if ["am", "pm", "a.m", "p.m"].contains(next) {
            return (half(hour, next) * 60 + minute, 2)
        }
        if next == "o'clock" { return afternoon(hour * 60 + minute, index + 2, 2) }
        guard parts.count == 2 || isAt && isBareHour(before: index + 1) else { return nil }
        return afternoon(hour * 60 + minute, index + 1, 1)
    }

    /// "seven thirty", "six oh five pm", "7 30 in the evening".
    private func spokenClock(at index: Int, isAt: Bool) -> (minutes: Int, count: Int)? {
        guard let hour = hour(index), hour < 24, !words[index].endsSentence,
            !words[index].pauses
        else { return nil }
        let isOh = ["oh", "o"].contains(key(index + 1))
        let start = index + (isOh ? 2 : 1)
        guard let (value, length) = number(at: start), value == value.rounded(),
            isOh ? (1...9).contains(value) : (10...59).contains(value)
        else { return nil }
        let next = start + length
        let minutes = hour * 60 + Int(value)
        if ["am", "pm", "a.m", "p.m"].contains(key(next)) {
            return (half(hour, key(next)) * 60 + Int(value), next + 1 - index)
        }
        // In digits it could be a row of numbers.
        let isSpelled = Int(key(index)) == nil && Int(key(start)) == nil
        guard isAt || isSpelled, isBareHour(before: next) else { return nil }
        return afternoon(minutes, next, next - index)
    }

    private func hour(_ index: Int) -> Int? {
        guard let (value, count) = number(at: index), count == 1, (0...24).contains(value),
            value == value.rounded()
        else { return nil }
        return Int(value)
    }

    /// "at 7" is a time unless what follows is counted by it: "at 7 degrees".
    private func isBareHour(before index: Int) -> Bool {
        let next = key(index)
        let follows = Self.leads.union(["in", "and", "with", "please", "to", "today", "tomorrow"])
        return next.isEmpty || words[index - 1].endsSentence || words[index - 1].pauses
            || follows.contains(next) || Self.weekdays.contains(next) || next == "tonight"
    }

    private func half(_ hour: Int, _ suffix: String) -> Int {
        hour % 12 + (suffix.hasPrefix("p") ? 12 : 0)
    }

    /// Takes the part of the day that follows, or was said before, into account.
    private func afternoon(_ minutes: Int, _ next: Int, _ count: Int) -> (Int, Int) {
        let isPart = ["in", "this"].contains(key(next))
        let skip = key(next) == "in" && key(next + 1) == "the" ? 2 : 1
        let part = isPart ? key(next + skip) : ""
        let isLate = ["afternoon", "evening"].contains(part)
        let isTonight = words.contains { ["tonight", "tonight's"].contains($0.key) }
        let shift = (isLate || isTonight) && (60..<720).contains(minutes) ? 720 : 0
        return (minutes + shift, isLate || part == "morning" ? count + skip + 1 : count)
    }
}
