// SPDX-License-Identifier: Apache-2.0

import LiveEngine
import TestSupport
import Testing

@testable import Voice

@Suite struct LoopRestTests {
    @Test func aLoopAtRestLooksAroundFourTimesASecond() async throws {
        try await PipelineRig.run(VoiceConfiguration(isMicrophoneOn: false)) { rig in
            await rest(rig)
            let turns = await rig.turns(within: .seconds(1))
            #expect(turns == 4)
        }
    }

    @Test func aCommandEndsTheRestAtOnce() async throws {
        try await PipelineRig.run(VoiceConfiguration(isMicrophoneOn: false)) { rig in
            await rest(rig)
            rig.pipeline.submit(.setDuplex(.half))
            await rig.clock.waitForSleepers()
            #expect(rig.pipeline.snapshot.duplex == .half)
        }
    }

    @Test func aReplyEndsTheRestAtOnce() async throws {
        try await PipelineRig.run(VoiceConfiguration(isMicrophoneOn: false)) { rig in
            await rest(rig)
            await rig.pass(milliseconds: 100)
            rig.receive(ramp(2_400), turn: 1)
            await rig.clock.waitForSleepers()
            #expect(rig.pipeline.snapshot.speaker.queued == .milliseconds(100))
            let turns = await rig.turns(within: .milliseconds(100))
            #expect(turns == 10, "sound that plays is followed closely")
        }
    }

    @Test func aMicrophoneThatIsHeardKeepsTheLoopAwake() async throws {
        try await PipelineRig.run { rig in
            await rest(rig)
            await rig.hear(ramp(4_800))
            let turns = await rig.turns(within: .milliseconds(100))
            #expect(turns > 5)
        }
    }

    /// Lets the loop find that nothing has moved for long.
    private func rest(_ rig: PipelineRig) async {
        rig.clock.advance(by: .seconds(5))
        await rig.clock.waitForSleepers()
    }
}

extension PipelineRig {
    /// How often the loop wakes by time alone.
    fileprivate func turns(within span: Duration) async -> Int {
        let before = clock.sleepsBegun
        await pass(milliseconds: Int(span / .milliseconds(1)))
        return clock.sleepsBegun - before
    }
}
