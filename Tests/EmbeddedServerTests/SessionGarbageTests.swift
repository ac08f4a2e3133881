// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import TestSupport
import Testing

@Suite struct SessionGarbageTests {
    /// Ten thousand messages, half of them sane ones with bytes changed, and replies in between:
    /// whatever comes, a session ends at most once and stays silent afterwards.
    @Test func noInputBreaksASession() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        var play = try fresh(&random)
        var closes = 0
        for step in 0..<10_000 {
            play.now += .milliseconds(Int.random(in: 0...400, using: &random))
            let lines = input(&play, &random)
            let closing = lines.filter { $0.hasPrefix("close ") }
            #expect(closing.count <= 1, "seed \(seed), step \(step)")
            if closing.isEmpty { continue }
            closes += 1
            #expect(play.text("more") == [], "seed \(seed), step \(step)")
            play = try fresh(&random)
        }
        #expect(closes > 100, "seed \(seed): the garbage was too tame")
    }

    private func fresh(_ random: inout SeededGenerator) throws -> Playbook {
        let setups = [
            "{}", #"{"generationConfig":{"responseModalities":["TEXT"]}}"#,
            #"{"realtimeInputConfig":{"automaticActivityDetection":{"disabled":true}}}"#,
            #"{"realtimeInputConfig":{"activityHandling":"NO_INTERRUPTION"}}"#,
            #"{"historyConfig":{"initialHistoryInClientContent":true}}"#,
        ]
        return try .ready(setups[Int.random(in: 0..<setups.count, using: &random)])
    }

    private func input(_ play: inout Playbook, _ random: inout SeededGenerator) -> [String] {
        let id = play.requests.last?.id ?? 1
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return play.reply(.text("word "), id: id)
        case 1: return play.reply(.audio([UInt8](repeating: 1, count: 4_800)), id: id)
        case 2: return play.reply(.transcript("word "), id: Int.random(in: 0...id, using: &random))
        case 3: return play.reply(.finished, id: id)
        case 4: return play.timer(.turnEnd)
        case 5: return play.timer(.setup)
        default: return play.client(message(&random))
        }
    }

    private func message(_ random: inout SeededGenerator) -> String {
        let samples = [
            #"{"clientContent":{"turns":[{"role":"user","parts":[{"text":"hi"}]}],"turnComplete":true}}"#,
            #"{"clientContent":{"turnComplete":false}}"#, #"{"realtimeInput":{"text":"more"}}"#,
            #"{"realtime_input":{"text":" ","activityStart":{},"activityEnd":{}}}"#,
            #"{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=8000","data":"AAABAP__"}}}"#,
            #"{"realtimeInput":{"video":{"mimeType":"image/png","data":"iVBORw0KGgo="}}}"#,
            #"{"realtimeInput":{"audioStreamEnd":true}}"#, #"{"toolResponse":{}}"#,
            #"{"contextUpdate":{"tools":{"tools":[{"functionDeclarations":[{"name":"f"}]}]}}}"#,
        ]
        var bytes = Array(samples[Int.random(in: 0..<samples.count, using: &random)].utf8)
        if Bool.random(using: &random) { return String(decoding: bytes, as: UTF8.self) }
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            bytes[index] = UInt8.random(in: 0...255, using: &random)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
