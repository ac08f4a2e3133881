// SPDX-License-Identifier: Apache-2.0

import AudioDSP
import LiveAPI
import LiveEngine
import Recording
import TestSupport
import Testing

@Suite struct ReportTests {
    /// A session with everything that reports tell of, and texts that try to break out of them.
    private static let kinds: [SessionEvent.Kind] =
        [
            .phase(.connecting(attempt: 1)), .phase(.ready),
            .userText("What | is <b>the</b> *weather*?\n# Not a heading", turn: 1, delivery: .sent),
            .down(1, #"{"toolCall":{"functionCalls":[{"id":"c1","name":"get_weather"}]}}"#),
            .toolCall(
                [FunctionCall(id: "c1", name: "get_weather", args: ["city": "</script>|Oslo"])],
                turn: 1
            ),
            .up(
                2,
                LiveClientMessage(
                    toolResponse: ToolResponse(functionResponses: [
                        FunctionResponse(id: "c1", name: "get_weather", response: ["error": "no"])
                    ])
                )
            ),
            .modelText("Four degrees, ", turn: 1, isThought: false),
            .modelText("said <script>alert(1)</script>\u{1B}[31m", turn: 1, isThought: false),
            .modelText("not shown", turn: 1, isThought: true),
            .usage(UsageMetadata(promptTokenCount: 20, totalTokenCount: 44), turn: 1),
            .turnEnded(TurnEnd(), turn: 1),
            .userText("Tell me a story", turn: 2, delivery: .sent),
        ] + SessionEvent.Kind.sound(3, noise(4800, seed: 1), turn: 2) + [
            .outputTranscript(Transcription(text: "Once "), turn: 2),
            .interrupted(turn: 2), .turnEnded(TurnEnd(wasInterrupted: true), turn: 2),
            .userText("Hello?", turn: 3, delivery: .sent),
            .turnEnded(TurnEnd(reason: "OTHER"), turn: 3),
            .goAway(timeLeft: .seconds(52)),
            .notice(Notice(.warning, "[click](http://example.com) ![x](y)")),
            .down(4, "no JSON"),
            .phase(.ended(.closedByServer(code: 1011, reason: "internal \"error\" \u{202E}txet"))),
        ]

    private func report() throws -> SessionReport {
        let bundle = try TestBundle()
        try bundle.write(SessionEvent.timed(Self.kinds))
        return try SessionReport(reading: BundleReader(path: bundle.path))
    }

    @Test func markdown() throws {
        assertGolden(MarkdownReport.text(try report()), name: "report.md")
    }

    @Test func json() throws {
        let text = JSONReport.text(try report())
        _ = try JSONValue(parsing: text)
        assertGolden(text, name: "report.json")
    }

    @Test func html() throws {
        let text = HTMLReport.text(try report())
        #expect(!text.contains("<script"))
        #expect(!text.contains("\u{1B}"))
        #expect(!text.contains("\u{202E}"))
        assertGolden(text, name: "report.html")
    }

    @Test func figuresAreThoseOfTheTurns() throws {
        let report = try report()
        #expect(report.turns.map(\.timeline.turn) == [1, 2, 3])
        #expect(report.interruptions == 1)
        #expect(report.calls.map(\.outcome) == [.failed])
        #expect(report.calls.first?.latency == .milliseconds(100))
        #expect(report.latencies == [.milliseconds(200), .milliseconds(200)])
        #expect(report.latency(percentile: 50) == .milliseconds(200))
        #expect(report.latency(percentile: 95) == .milliseconds(200))
        #expect(report.faults.map(\.kind) == [.silentTurn])
        #expect(!report.isCutShort)
    }

    @Test func stereoHasTheUserLeftAndTheModelRightWhereTheySounded() throws {
        let bundle = try TestBundle()
        let loud = [UInt8](repeating: 0x40, count: 32_000)
        let reply = [UInt8](repeating: 0x20, count: 48_000)
        try bundle.write(
            [
                SessionEvent(offset: .seconds(2), kind: .speech(1, loud)),
                SessionEvent(
                    offset: .seconds(3),
                    kind: .modelAudio(AudioPart(pcm: reply, sampleRate: 24_000), turn: 1)
                ),
                // The second half of the reply waited, and was cut off.
                SessionEvent(offset: .milliseconds(3500), kind: .interrupted(turn: 1)),
                SessionEvent(offset: .seconds(6), kind: .phase(.closing)),
            ]
        )
        var bytes: [UInt8] = []
        try StereoExport.samples(of: BundleReader(path: bundle.path)) { bytes += $0 }
        let samples = PCM16.samples(fromLittleEndian: bytes)
        func level(_ channel: Int, _ second: Double) -> Int16 {
            let index = 2 * Int(second * 24_000) + channel
            return index < samples.count ? samples[index] : 0
        }
        #expect(level(0, 0.9) == 0)
        #expect(abs(level(0, 1.5) - 0x4040) < 300)
        #expect(level(1, 2.9) == 0)
        #expect(level(1, 3.2) == 0x2020)
        #expect(level(1, 3.6) == 0)
    }
}

@Suite struct SessionCheckTests {
    private func failures(
        _ kinds: [SessionEvent.Kind],
        _ set: (inout SessionCheck) -> Void
    ) throws -> [String] {
        let bundle = try TestBundle()
        try bundle.write(SessionEvent.timed(kinds))
        var check = SessionCheck()
        set(&check)
        return check.failures(of: try SessionReport(reading: BundleReader(path: bundle.path)))
    }

    private static let turn: [SessionEvent.Kind] = [
        .phase(.ready), .userText("Hello", turn: 1, delivery: .sent), .phase(.ready),
        .modelText("Hi", turn: 1, isThought: false), .turnEnded(TurnEnd(), turn: 1),
    ]

    @Test func aSessionWithinItsLimitsPasses() throws {
        let failures = try failures(Self.turn) { check in
            check.maxP50 = .milliseconds(200)
            check.maxP95 = .milliseconds(200)
            check.maxLatency = .milliseconds(200)
            check.minTurns = 1
            check.forbiddenFaults = Set(TurnFault.Kind.allCases)
            check.forbidsErrors = true
            check.forbidsInterruptions = true
            check.forbidsToolFailures = true
            check.forbidsReconnects = true
        }
        #expect(failures == [])
    }

    @Test func everyLimitSaysWhatIsBeyondIt() throws {
        #expect(
            try failures(Self.turn) { $0.maxP95 = .milliseconds(199) }
                == ["p95 200 ms is above 199 ms: turn 1"]
        )
        #expect(try failures(Self.turn) { $0.minTurns = 2 } == ["1 turns, expected at least 2"])
        #expect(
            try failures([.phase(.ready)]) { $0.maxP50 = .seconds(1) }
                == ["p50: no turn whose latency is known"]
        )
        #expect(
            try failures(Self.turn + [.notice(Notice(.error, "Oh"))]) { $0.forbidsErrors = true }
                == ["at 00:00.5: Oh"]
        )
        #expect(
            try failures(Self.turn + [.interrupted(turn: 1)]) { $0.forbidsInterruptions = true }
                == ["interrupted: turn 1"]
        )
        #expect(
            try failures(Self.turn + [.phase(.reconnecting(attempt: 1, reason: "x"))]) {
                $0.forbidsReconnects = true
            } == ["1 attempts to reconnect"]
        )
        let call = SessionEvent.Kind.toolCall([FunctionCall(id: "1", name: "f")], turn: 1)
        #expect(
            try failures(Self.turn + [call]) { $0.forbidsToolFailures = true }
                == ["function call f was not answered: pending"]
        )
        #expect(
            try failures(Self.turn) { $0.maxDollars = 1 }
                == ["cost: no prices are known for this session"]
        )
        let silent: [SessionEvent.Kind] = [
            .phase(.ready), .userText("Hello", turn: 1, delivery: .sent),
            .turnEnded(TurnEnd(), turn: 1),
        ]
        #expect(
            try failures(silent) { $0.forbiddenFaults = [.silentTurn] }
                == ["at 00:00.2: Turn 1 ended without a reply, and the server gave no reason."]
        )
    }
}
