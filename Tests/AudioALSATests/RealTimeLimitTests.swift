// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import AudioALSA

@Suite struct RealTimeLimitTests {
    private let second = 1_000_000_000

    @Test func aDeviceWithAClockIsNeverHeldBack() {
        var limit = RealTimeLimit(sampleRate: 16_000, headStart: 1600, now: 0)
        for block in 1...3000 {
            // 0.1 % too fast, for half a minute.
            let now = block * 9_990_000
            #expect(limit.noteTransfer(of: 160, now: now) == 0)
        }
    }

    @Test func aDeviceWithoutOneWaitsForWhatItIsAhead() {
        var limit = RealTimeLimit(sampleRate: 16_000, headStart: 1600, now: 0)
        #expect(limit.noteTransfer(of: 1600, now: 0) == 0)
        #expect(limit.noteTransfer(of: 1600, now: 0) == 101)
        #expect(limit.noteTransfer(of: 0, now: second / 10) == 0)
    }

    @Test func aLateDeviceOwesNothing() {
        var limit = RealTimeLimit(sampleRate: 16_000, headStart: 1600, now: 0)
        #expect(limit.noteTransfer(of: 160, now: 5 * second) == 0)
        #expect(limit.noteTransfer(of: 3200, now: 5 * second) > 0, "the lost time gives no credit")
    }

    @Test func whatIsTakenBackAndReplacedCostsNoWait() {
        var limit = RealTimeLimit(sampleRate: 16_000, headStart: 1600, now: 0)
        _ = limit.noteTransfer(of: 480, now: 0)
        for turn in 1...100 {
            let now = turn * second / 1000
            #expect(limit.noteTransfer(of: 480, takenBack: 480, now: now) == 0)
        }
    }
}
