// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import LiveEngine
import TestSupport
import Testing

/// Where the time of a turn went.
@Suite struct TurnStageTests {
    private var ledger = Ledger()

    private func stages(_ turn: Int) -> [TurnStage.Kind: Duration] {
        let stages = ledger.books.turns[turn]?.stages ?? []
        return Dictionary(uniqueKeysWithValues: stages.map { ($0.kind, $0.length) })
    }

    @Test mutating func aTypedTurnWaitsForTheServerAndTheLoudspeaker() {
        ledger.at(1, .typed(1))
        ledger.at(1.2, .outputTranscript(Transcription(text: "Well"), turn: 1))
        ledger.at(1.3, .sound(1))
        ledger.at(1.4, .voice(.replyAudible(turn: 1, ago: .milliseconds(40))))
        #expect(
            stages(1) == [
                .serverWait: .milliseconds(200), .soundWait: .milliseconds(100),
                .playbackWait: .milliseconds(60),
            ]
        )
        #expect(ledger.books.turns[1]?.latency == .milliseconds(360))
        #expect(ledger.books.turns[1]?.stages.contains(where: \.isEstimate) == false)
    }

    @Test mutating func theServersOwnMarkEndsTheWaitForTheEndpoint() {
        let mark = VoiceActivity(type: .activityEnd)
        ledger.at(2, .voice(.speech(isActive: false, ago: .milliseconds(800))))
        ledger.at(2.1, .down(LiveServerMessage(voiceActivity: mark)))
        ledger.at(2.6, .sound(1))
        #expect(stages(1) == [.endpointWait: .milliseconds(900), .serverWait: .milliseconds(500)])
        #expect(ledger.books.turns[1]?.stages.map(\.isEstimate) == [true, false])
    }

    @Test mutating func withoutAMarkTheTranscriptOrTheSilenceStandsForIt() {
        ledger.at(
            0,
            .setup { setup in
                setup.realtimeInputConfig = RealtimeInputConfig(
                    automaticActivityDetection: AutomaticActivityDetection(silenceDurationMs: 300)
                )
            }
        )
        ledger.at(2, .voice(.speech(isActive: false, ago: .milliseconds(800))))
        ledger.at(2.6, .sound(1))
        #expect(stages(1)[.endpointWait] == .milliseconds(300))
        ledger.at(3, .turnEnded(TurnEnd(), turn: 1))
        ledger.at(6, .voice(.speech(isActive: false, ago: .milliseconds(800))))
        ledger.at(6.2, .inputTranscript(Transcription(text: "hm"), turn: 2))
        ledger.at(6.6, .sound(2))
        #expect(stages(2)[.endpointWait] == .seconds(1))
        #expect(ledger.books.turns[2]?.stages.map(\.isEstimate) == [true, true])
    }

    @Test mutating func theUsersOwnMarkLeavesNoEndpointToWaitFor() {
        ledger.at(1, .voice(.speech(isActive: false)))
        let mark = RealtimeInput(activityEnd: ActivityEnd())
        ledger.at(1.5, .up(LiveClientMessage(realtimeInput: mark)))
        ledger.at(1.9, .sound(1))
        #expect(stages(1) == [.serverWait: .milliseconds(400)])
    }

    @Test mutating func verdictsNameTheLongestPart() {
        ledger.at(0, .typed(1))
        #expect(ledger.verdict(1) == .waiting)
        ledger.at(0.4, .text(1))
        #expect(ledger.verdict(1) == .running)
        ledger.at(0.5, .turnEnded(TurnEnd(), turn: 1))
        #expect(ledger.verdict(1) == .ok)
        ledger.at(1, .typed(2))
        ledger.at(1.4, .outputTranscript(Transcription(text: "Well"), turn: 2))
        ledger.at(2.3, .sound(2))
        #expect(ledger.verdict(2) == .slow(.soundWait))
    }

    // MARK: Percentiles

    @Test func percentilesAgreeWithSortedSamples() throws {
        var generator = SeededGenerator(seed: 7)
        var samples: [Int] = []
        var ledger = Ledger()
        for turn in 1...400 {
            let latency = Int.random(in: 80...4_000, using: &generator)
            samples.append(latency)
            ledger.at(Double(turn) * 10, .typed(turn))
            ledger.at(Double(turn) * 10 + Double(latency) / 1000, .text(turn))
            ledger.at(Double(turn) * 10 + 9, .turnEnded(TurnEnd(), turn: turn))
        }
        samples.sort()
        let latencies = ledger.books.turns.latencies
        #expect(latencies.count == 400)
        for percent in [1.0, 25, 50, 90, 95, 99, 100] {
            let rank = Int((percent / 100 * 400).rounded(.up)) - 1
            let exact = Double(samples[rank])
            let found = try #require(latencies.percentile(percent)) / .milliseconds(1)
            // Three digits, and the sample's own rounding to a millisecond.
            #expect(abs(found - exact) <= exact / 1000 + 1, "p\(percent)")
        }
        #expect(latencies.worst == .milliseconds(samples[399]))
    }

    @Test func turnsWithoutAKnownBeginningAreNotCounted() {
        var ledger = Ledger()
        ledger.at(1, .text(1), .turnEnded(TurnEnd(), turn: 1))
        #expect(ledger.books.turns.latencies.count == 0)
        #expect(ledger.books.turns.latencies.percentile(50) == nil)
    }
}
