// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Testing

@testable import EmbeddedServer

@Suite struct MentionTests {
    /// Dates and times as a `date-time` argument would have them, on Tuesday 3 November 2026, 9:05.
    @Test(arguments: [
        ("today", "2026-11-03"), ("tomorrow", "2026-11-04"),
        ("the day after tomorrow", "2026-11-05"), ("on Friday", "2026-11-06"),
        ("next Tuesday", "2026-11-10"), ("3 May", "2027-05-03"), ("May 3rd, 2028", "2028-05-03"),
        ("the 24th of December", "2026-12-24"), ("2026-12-31", "2026-12-31"),
        ("29 February", "2028-02-29"), ("in 3 days", "2026-11-06"), ("in two weeks", "2026-11-17"),
        ("7pm", "T19:00"), ("7:30 pm", "T19:30"), ("19:30", "T19:30"), ("noon", "T12:00"),
        ("half past seven in the evening", "T19:30"), ("quarter to eight", "T07:45"),
        ("at 7", "T07:00"), ("12 am", "T00:00"), ("12 p.m.", "T12:00"), ("ten o'clock", "T10:00"),
        ("tomorrow at 7pm", "2026-11-04T19:00"), ("tonight at 8", "2026-11-03T20:00"),
        ("seven thirty", "T07:30"), ("seven thirty pm", "T19:30"), ("at twenty fifteen", "T20:15"),
        ("at seven forty five in the evening", "T19:45"), ("six oh five a.m.", "T06:05"),
        ("at 7 30", "T07:30"), ("7 30 pm", "T19:30"),
        ("tonight at eight fifteen", "2026-11-03T20:15"),
        ("in half an hour", "2026-11-03T09:35"), ("31.12.2026", "2026-12-31"),
    ])
    func momentsAreRead(words: String, expected: String) {
        let mentions = scan(words)
        guard case .moment(let day, let minutes)? = mentions.first?.value else {
            Issue.record("\(mentions)")
            return
        }
        let time = minutes.map { minutes in
            let text = FunctionChooserTests.today.adding(minutes: minutes - 545).timeText
            return "T" + text
        }
        #expect((day?.isoDate ?? "") + (time ?? "") == expected)
    }

    @Test(arguments: [
        "30 February", "25:00", "2026-13-01", "at 7 degrees", "may I", "second", "half of it",
        "two twenty inch wheels", "7 30", "seven, thirty", "seven seventy",
    ])
    func otherWordsAreNoMoments(words: String) {
        let hasMoment = scan(words).contains { if case .moment = $0.value { true } else { false } }
        #expect(!hasMoment)
    }

    @Test(
        arguments: [
            ("twenty one", 21), ("21.5", 21.5), ("1,250", 1_250), ("minus five", -5), ("30%", 30),
            ("two and a half", 2.5), ("$49.50", 49.5), ("100 euros", 100), ("two point five", 2.5),
            ("three hundred and", 300), ("-3", -3),
        ] as [(String, Double)]
    )
    func numbersAreRead(words: String, expected: Double) {
        #expect(scan(words).compactMap(\.number) == [expected])
    }

    @Test(
        arguments: [
            ("90 seconds", 90), ("an hour and a half", 5_400),
            ("one hour and twenty minutes", 4_800),
            ("half an hour", 1_800), ("5-minute", 300), ("90s", 90), ("two weeks", 1_209_600),
        ] as [(String, Double)]
    )
    func durationsAreRead(words: String, seconds: Double) {
        guard case .duration(let parts)? = scan(words).first?.value else {
            Issue.record("\(scan(words))")
            return
        }
        #expect(parts.reduce(0) { $0 + $1.amount * Double($1.unit.rawValue) } == seconds)
    }

    @Test func calendarIsRight() {
        var day = CivilTime(year: 1999, month: 12, day: 31, weekday: 5, hour: 0, minute: 0)
        #expect(day.adding(days: 1).isoDate == "2000-01-01")
        #expect(day.adding(days: 60).isoDate == "2000-02-29")
        #expect(day.adding(days: 61).isoDate == "2000-03-01")
        #expect(day.adding(days: -365).isoDate == "1998-12-31")
        day.hour = 23
        #expect(day.adding(minutes: 90).isoDate == "2000-01-01")
        #expect(day.adding(minutes: 90).timeText == "00:30")
        #expect(day.adding(days: 1).weekdayText == "Saturday")
    }

    private func scan(_ words: String) -> [Mention] {
        MentionScanner(words: Utterance(words).words, today: FunctionChooserTests.today).mentions()
    }
}
